"""Letters and devices for the tests of the views."""

from datetime import UTC, datetime

from labkit.records import DeviceState, Holding, LetterRow, Protocol, Tile

NINE = datetime(2026, 4, 6, 9, 0, 5, tzinfo=UTC)


def row(
    letter: str = "A",
    holding: Holding = "view",
    seen: bool | None = False,
    marked: bool = False,
    text: str | None = "Hello",
    subject: str | None = None,
) -> LetterRow:
    tile = Tile(letter, f"<{letter}@x>", holding, seen=seen, marked=marked, body=text is not None)
    return LetterRow(letter, "Aya", subject or f"{letter}: trains", "", tile, text)


def device(
    name: str = "phone",
    protocol: Protocol = "IMAP",
    letters: tuple[LetterRow, ...] = (),
    online: bool = True,
) -> DeviceState:
    return DeviceState(name, "Ken", protocol, online, letters, NINE if letters else None)
