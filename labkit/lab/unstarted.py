"""What a cell says when nobody has started the lab: a sentence instead of Python's NameError.

After a restart of the kernel every name is gone. Jupyter's kernels load this module when they
start (scripts/ipython_config.py tells them to); it imports no lab.
"""

from __future__ import annotations

from types import TracebackType
from typing import Protocol

NAMES = frozenset({"Lab", "lab", "aya", "phone", "laptop", "tablet", "talk"})


class Shell(Protocol):
    """The part of IPython's shell that is used here."""

    def set_custom_exc(self, kinds: tuple[type[BaseException], ...], handler: object) -> None: ...

    def showtraceback(self, what: tuple[object, ...], tb_offset: int | None = None) -> None: ...

    def _showtraceback(self, kind: type, error: BaseException, lines: list[str]) -> None: ...


def load_ipython_extension(shell: Shell) -> None:
    """Let *shell* say a sentence for a name of the lab that is not there; called by IPython."""
    shell.set_custom_exc((NameError,), _told)


def _told(
    shell: Shell,
    kind: type[NameError],
    error: NameError,
    traceback: TracebackType,
    tb_offset: int | None = None,
) -> None:
    if error.name not in NAMES:
        shell.showtraceback((kind, error, traceback), tb_offset=tb_offset)
        return
    from labkit.lab.language import language_here
    from labkit.texts import say

    sentence = say(language_here(), "lab.not_started", name=error.name)
    shell._showtraceback(kind, NameError(sentence), [sentence])
