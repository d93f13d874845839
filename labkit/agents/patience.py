"""How long an SMTP server bears with a client that says only what is of no use.

RFC 5321 section 3.8 wants unknown commands answered, not the connection closed; section 7.8 lets a
server defend itself. So the first refusals cost nothing, each later one in a row a longer wait, and
many of them end the session.
"""

from __future__ import annotations

from labkit.protocols.smtp.replies import Refused

# Unknown, malformed or not done here; a wrong login. Not 503: in a pipeline all that follows a
# refused MAIL gets one (RFC 2920 section 3.1). Not 55x: so says a list with many old addresses.
USELESS = frozenset(("500", "501", "502", "504", "535", "555"))
AT_ONCE = 4  # useless commands in a row that are answered without a wait
MOST = 20  # and the number that ends the session
MOST_LOGINS = 5  # failed ones in a session; RFC 4954 section 4 wants 3 at least
STEP = 0.25  # seconds by which each wait is longer than the one before


class Patience:
    """Follows the replies of one session."""

    def __init__(self) -> None:
        self._useless = 0  # in a row
        self._logins = 0  # that failed

    @property
    def wait(self) -> float:
        """Seconds before the reply that was noted last is given."""
        return STEP * max(0, self._useless - AT_ONCE)

    def note(self, reply: str) -> None:
        """Note what is to be answered; raise Refused, a 421, when that is enough."""
        code = reply[:3]
        if code[:1] == "2" or code == "354":  # not 334: it leads to a login, which may fail
            self._useless = 0
        if code in USELESS:
            self._useless += 1
        if code == "535":
            self._logins += 1
        if self._logins >= MOST_LOGINS:
            raise Refused(421, "4.7.0", "too many failed logins, goodbye")
        if self._useless >= MOST:
            raise Refused(421, "4.7.0", "too many unknown commands, goodbye")
