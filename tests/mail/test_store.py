"""The memory store passes what every store must."""

from __future__ import annotations

from collections.abc import Callable

from labkit.mail.policy import Policy
from labkit.mail.store import MemoryStore, Store
from tests.store_suite import StoreSuite


class TestMemoryStore(StoreSuite):
    def make_store(self, next_uid_validity: Callable[[], int], policy: Policy) -> Store:
        return MemoryStore(next_uid_validity, policy)
