"""What waits in a relay's queue, as records: one for each recipient it must still reach. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from labkit.agents.queue import QueuedLetter
from labkit.records import QueueRow


def waiting(
    host: str, letters: Iterable[QueuedLetter], letter_of: Callable[[str], str]
) -> tuple[QueueRow, ...]:
    """Return the rows for *letters* of *host*; *letter_of* turns a Message-ID into a name."""
    return tuple(
        QueueRow(
            letter_of(letter.letter),
            host,
            outcome.recipient,
            letter.arrived,
            letter.tries,
            letter.next_try,
            outcome.reply,
            letter.after,
            letter.session,
        )
        for letter in letters
        for outcome in letter.outcomes.values()
        if outcome.is_open
    )
