"""Who has a mailbox at one provider, and to whom an address belongs."""

from __future__ import annotations

import hmac
import itertools

from labkit.mail.account import Account
from labkit.mail.policy import Policy
from labkit.mail.store import MemoryStore, Store
from labkit.world.scene import Domain, Person

FIRST_UID_VALIDITY = 7  # any number will do; a small one can be read aloud
POSTMASTER = "postmaster"  # RFC 5321 section 4.5.1: always there, in any case


class Directory:
    """The accounts of *domain*, its postmaster included. Implements ``mail.account.Accounts``.

    *policy* is the provider's: a full disk is full for all of them.
    """

    def __init__(self, domain: Domain, policy: Policy | None = None) -> None:
        self.domain = domain
        self.policy = policy or Policy()
        postmaster = Person("Postmaster", f"{POSTMASTER}@{domain.name}", f"keys-of-{domain.name}")
        self._quotas = {person.address: person.quota for person in domain.people}
        self._numbers = {
            person.address: itertools.count(FIRST_UID_VALIDITY)
            for person in (*domain.people, postmaster)
        }
        self._accounts = {
            person.address: Account(person.address, person.password, self._store(person.address))
            for person in (*domain.people, postmaster)
        }

    def login(self, user: str, password: str) -> Account | None:
        account = self._accounts.get(self._full(user))
        expected = account.password if account else ""
        right = hmac.compare_digest(_octets(password), _octets(expected))
        return account if account and right else None

    def find(self, address: str) -> Account | None:
        local, _, domain = address.rpartition("@")
        if domain.lower().rstrip(".") != self.domain.name:
            return None
        local = local.strip('"').lower()
        untagged = local.partition("+")[0]
        return self._accounts.get(f"{local}@{self.domain.name}") or self._accounts.get(
            f"{untagged}@{self.domain.name}"
        )

    def empty(self) -> None:
        """Give everybody new, empty mailboxes; their UIDVALIDITY goes on, as it must.

        Who has an old one open hears that it is gone, and is not left with a mailbox of ghosts.
        """
        for account in self._accounts.values():
            old, account.store = account.store, self._store(account.address)
            account.last_pop3_login = None
            for name in old.names():
                old.get(name).removed()

    def stores(self) -> tuple[Store, ...]:
        """Return everybody's mailboxes."""
        return tuple(account.store for account in self._accounts.values())

    def mend(self) -> None:
        """Go back to the rules of the start, for everybody."""
        self.policy.reset()
        for account in self._accounts.values():
            account.store.quota = self.quota_at_first(account.address)
            account.when_full = 452

    def quota_at_first(self, address: str) -> int | None:
        """Return how many letters *address*'s mailbox holds when nobody has changed it."""
        return self._quotas.get(address)

    def _store(self, address: str) -> MemoryStore:
        store = MemoryStore(self._numbers[address].__next__, self.policy)
        store.quota = self.quota_at_first(address)
        return store

    def _full(self, user: str) -> str:
        user = user.lower()
        return user if "@" in user else f"{user}@{self.domain.name}"


def _octets(password: str) -> bytes:
    # What a client sent may be no text at all; it must not raise.
    return password.encode("utf-8", "surrogatepass")
