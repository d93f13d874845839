"""What a form for letters asks the lab: is this an address, and how does a letter look raw?"""

from __future__ import annotations

from collections.abc import Mapping

from labkit.agents.surroundings import Owner
from labkit.agents.trouble import reply_text
from labkit.agents.writing import draft_of, several
from labkit.mail.address import BadAddress
from labkit.records import Notice
from labkit.world import scene
from labkit.world.world import World

MAX_RECIPIENTS = 100
DOMAINS = tuple(domain.name for domain in scene.DOMAINS)
_NO_ID = "<letter@raw>"


def look_at(field: str, text: str) -> Notice | None:
    """Return what is wrong with the addresses in *field*, None if nothing is.

    In "mail_from" stands one address, of anybody anywhere; in the others any number, and only the
    lab's own domains can be reached.
    """
    if field == "mail_from" and text.strip() in ("", "<>"):
        return None
    pieces = (text.strip(),) if field == "mail_from" else several(text, "en")
    if len(pieces) > MAX_RECIPIENTS:
        return Notice("compose.too_many", {"most": MAX_RECIPIENTS})
    for piece in pieces:
        wrong = _wrong(piece, anywhere=field == "mail_from")
        if wrong is not None:
            return wrong
    return None


def raw_of(world: World, owner: Owner, letter: Mapping[str, object]) -> str:
    """Return header and body of *letter* as *owner*'s app would write them; raise Trouble.

    Message-ID is left out: the lab gives one when the letter is handed in.
    """
    from labkit.mail.compose import compose

    draft = draft_of(
        str(letter.get("to", "")),
        str(letter.get("subject", "")),
        str(letter.get("body", "")),
        str(letter.get("cc", "")),
        str(letter.get("bcc", "")),
        world.language,
        int(str(letter.get("attachment", 0))),
    )
    octets = compose(draft, owner.address, owner.name, world.now(), _NO_ID, with_bcc=True)
    return octets.decode().replace(f"Message-ID: {_NO_ID}\r\n", "", 1).replace("\r\n", "\n")


def _wrong(piece: str, anywhere: bool) -> Notice | None:
    from labkit.mail.compose import person  # slow to load

    shown = {"address": reply_text(piece)[:80]}
    try:
        _, address = person(piece)
    except BadAddress as bad:
        return Notice(f"compose.bad.{bad.kind}", shown)
    if anywhere or address.domain in DOMAINS:
        return None
    return Notice("compose.foreign", {**shown, "domains": ", ".join(DOMAINS)})
