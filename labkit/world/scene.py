"""The scene: who lives where, which host does what. Data, told once.

All names end in ``.example`` (RFC 2606 section 2), so nothing here can be meant for anybody real.
"""

from __future__ import annotations

from dataclasses import dataclass

SUBMISSION, RELAY, POP3, IMAP = 587, 25, 110, 143  # the role's real port, shown in pictures


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a mailbox; *password* is the lab's, good for nothing else.

    ``quota`` is how many letters fit into it at first, None for any number.
    """

    name: str
    address: str
    password: str
    quota: int | None = None

    @property
    def local(self) -> str:
        """What stands before the @."""
        return self.address.partition("@")[0]

    @property
    def domain(self) -> str:
        """What stands behind the @."""
        return self.address.partition("@")[2]


@dataclass(frozen=True, slots=True)
class Domain:
    """A mail provider: the people who have a mailbox there, and the names of its four hosts."""

    name: str
    people: tuple[Person, ...]

    @property
    def smtp(self) -> str:
        return f"smtp.{self.name}"

    @property
    def mx(self) -> str:
        return f"mx.{self.name}"

    @property
    def pop(self) -> str:
        return f"pop.{self.name}"

    @property
    def imap(self) -> str:
        return f"imap.{self.name}"


AYA = Person("Aya", "aya@sakura.example", "cherry-blossom")
BOSS = Person("the boss", "boss@sakura.example", "corner-office")
KEN = Person("Ken", "ken@fuji.example", "mountain-view")
MIKA = Person("Mika", "mika@fuji.example", "morning-train")
INFO = Person("staff box", "info@fuji.example", "front-counter")
FULL = Person("full box", "full@fuji.example", "no-more-room", quota=0)

SAKURA = Domain("sakura.example", (AYA, BOSS))
FUJI = Domain("fuji.example", (KEN, MIKA, INFO, FULL))
DOMAINS = (SAKURA, FUJI)


def person(name: str) -> Person | None:
    """Return who is called *name*, or has that address: "ken", "Ken", "ken@fuji.example"."""
    wanted = name.strip().lower()
    people = (each for domain in DOMAINS for each in domain.people)
    return next((p for p in people if wanted in (p.local, p.address)), None)


CROW = "crow.example"  # not a domain of the lab: from here come forged letters
CROW_ADDRESS = "x@crow.example"


# What Aya writes about; the lab's seed chooses.
TOPICS = (
    "picnic",
    "train times",
    "concert",
    "lost umbrella",
    "new recipe",
    "photo album",
    "football match",
    "museum visit",
    "garden party",
    "library card",
    "school trip",
    "birthday cake",
)
