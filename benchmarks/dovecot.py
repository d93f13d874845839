"""Dovecot as a reference: a private one, with its own configuration, in a temporary folder.

It needs the program and, as it changes users, root: in a container or on a build machine that is
so. Elsewhere its column stays empty.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from time import sleep

# Nothing waits for the disk (mail_fsync): our own mail lies in memory, and disks differ too much.
_CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap pop3
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = sdbox:{folder}/mail/%u
mail_fsync = never
mail_max_userip_connections = 200
default_process_limit = 200
default_client_limit = 1000
passdb {{
  driver = static
  args = nopassword=y
}}
userdb {{
  driver = static
  args = uid=nobody gid=nogroup home={folder}/mail/%u
}}
service imap-login {{
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service pop3-login {{
  inet_listener pop3 {{
    port = {pop3}
  }}
  inet_listener pop3s {{
    port = 0
  }}
}}
"""


def available() -> bool:
    """Whether this machine can run it."""
    return shutil.which("dovecot") is not None and os.name == "posix" and os.geteuid() == 0


class Dovecot:
    """A running Dovecot; ``ports`` as the other servers have them."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="labkit-dovecot-"))
        self._folder.chmod(0o755)
        (self._folder / "mail").mkdir()
        shutil.chown(self._folder / "mail", "nobody", "nogroup")
        self.ports = {"imap": _free_port(), "pop3": _free_port()}
        file = self._folder / "dovecot.conf"
        file.write_text(_CONFIGURATION.format(folder=self._folder, **self.ports), "ascii")
        self._process = subprocess.Popen(
            ["dovecot", "-F", "-c", str(file)], stderr=subprocess.DEVNULL
        )
        self._wait()

    def close(self) -> None:
        self._process.terminate()
        self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _wait(self) -> None:
        """Return when it listens."""
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", self.ports["imap"])).close()
                return
            except ConnectionRefusedError:
                sleep(0.05)
        self.close()
        raise RuntimeError("Dovecot doesn't start")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
