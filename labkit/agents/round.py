"""One try of a letter at all its domains, in steps: look up a domain's hosts, hand over, the next.

It changes the letter and says so upward; what follows from it is the relay's.
"""

from __future__ import annotations

from datetime import datetime

from labkit.agents.handing_over import Answer, HandingOver
from labkit.agents.queue import Attempt, QueuedLetter
from labkit.agents.responsibility import Responsibility
from labkit.agents.routes import NoRoute, Route, Routes
from labkit.records import Step
from labkit.wire.network import Network


class Round:
    """A try of *letter*. When it *began* counts for all its domains, though the clock moves on."""

    def __init__(self, letter: QueuedLetter, began: datetime, duty: Responsibility) -> None:
        self.letter = letter
        self._began = began
        self._duty = duty
        self._domains: dict[str, list[str]] = {}  # those still to be tried, with their recipients
        for recipient in letter.open:
            domain = recipient.rpartition("@")[2].lower()
            self._domains.setdefault(domain, []).append(recipient)
        self._found: tuple[Route, ...] | None = None  # the first domain's, once looked up
        self._no_route = ""
        self._late: list[tuple[str, str]] = []  # (recipient, host) of every "not now"

    @property
    def is_looked_up(self) -> bool:
        """True when the next step is to hand over."""
        return self._found is not None

    @property
    def is_over(self) -> bool:
        """True when every domain was tried."""
        return not self._domains

    @property
    def recipients(self) -> list[str]:
        """Whom the present step is about."""
        return self._domains[self._domain]

    @property
    def _domain(self) -> str:
        return next(iter(self._domains))

    def look_up(self, routes: Routes) -> Step:
        """Find the hosts of the next domain."""
        try:
            self._found, self._no_route = routes.of(self._domain), ""
        except NoRoute as none:
            self._found, self._no_route = (), f"550 5.1.2 {none}"
        hosts = tuple((route.host, route.preference) for route in self._found)
        return Step("looked up", self.letter.letter, self._domain, hosts)

    async def hand_over(self, me: str, network: Network) -> Step:
        """Bring the letter to the domain that was looked up, and note what was said."""
        work = HandingOver(me, network, self.letter, self.recipients)
        await work.run(self._found or ())
        answers = work.answers or dict.fromkeys(self.recipients, Answer(self._no_route, own=True))
        domain, self._found = self._domain, None
        del self._domains[domain]
        self._note(domain, answers)
        replies = tuple((recipient, answer.reply) for recipient, answer in answers.items())
        host = next((each.host for each in reversed(answers.values()) if each.host), "")
        return Step("handed over", self.letter.letter, domain, (), host, replies)

    def finish(self, now: datetime) -> None:
        """Set when to try again, and say upward who must wait till then."""
        self.letter.reschedule(now)
        for recipient, host in self._late:
            self._duty.tell(self.letter, self.letter.outcomes[recipient], "mx", host)

    def _note(self, domain: str, answers: dict[str, Answer]) -> None:
        for host in dict.fromkeys(each.host for each in answers.values()):
            said = tuple((to, each.reply) for to, each in answers.items() if each.host == host)
            self.letter.attempts.append(Attempt(self._began, domain, host, said))
        for recipient, answer in answers.items():
            self._duty.note(self.letter, recipient, answer.reply, answer.speaker)
            outcome = self.letter.outcomes[recipient]
            if outcome.is_open:
                self._late.append((recipient, answer.host))
            elif outcome.state == "failed":  # what was taken, the taker says itself
                self._duty.tell(self.letter, outcome, "mx", answer.host)
