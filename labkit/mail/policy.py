"""What a provider has decided for its servers: the values that the switches of a lab change.

Servers read them at each use, so a switch that is thrown counts from the next command on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

MAX_LETTER = 10 * 1024 * 1024  # octets


@dataclass(eq=False, slots=True)
class Policy:
    """One provider's rules, as they are at first: open, patient and without limits of its own.

    ``size_limit`` is in octets and announced by SMTP (RFC 1870). ``greylist`` is how long a sender
    that nobody knows yet must wait, None for not at all. ``expire_days`` is after how many days a
    letter is removed from the maildrop (RFC 2449 section 6.7), None for never. ``login_delay`` is
    the seconds between two POP3 logins of one user (RFC 2449 section 6.5). ``seen_on_retr``: to
    fetch by POP3 marks a letter ``\\Seen``, a habit of some providers. ``disk_full``: nothing more
    can be stored. ``busy`` are the hosts that send everybody away for now.
    """

    size_limit: int = MAX_LETTER
    greylist: timedelta | None = None
    expire_days: int | None = None
    login_delay: int = 0
    seen_on_retr: bool = False
    disk_full: bool = False
    busy: set[str] = field(default_factory=set)

    def reset(self) -> None:
        """Go back to the rules of the start. Whoever holds this policy sees it."""
        fresh = Policy()
        for name in self.__slots__:
            setattr(self, name, getattr(fresh, name))
