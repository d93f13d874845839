"""Which host takes mail for a domain: the lab's MX records (RFC 5321 section 5.1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class NoRoute(LookupError):
    """Nobody takes mail for this domain."""


@dataclass(frozen=True, slots=True)
class Route:
    """One MX record: *host* takes mail for *domain*; the lowest *preference* is tried first."""

    domain: str
    host: str
    preference: int = 10


class Routes:
    """All MX records that a relay can look up."""

    def __init__(self, routes: Iterable[Route]) -> None:
        self.routes = tuple(routes)

    def of(self, domain: str) -> tuple[Route, ...]:
        """Return the routes for *domain* in the order to try them; raise NoRoute."""
        found = [route for route in self.routes if route.domain == domain.lower()]
        if not found:
            raise NoRoute(f"nobody takes mail for {domain}")
        # RFC 5321 has equal preferences drawn by lot; a lab repeats itself, so by name.
        found.sort(key=lambda route: (route.preference, route.host))
        return tuple(found)
