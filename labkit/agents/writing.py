"""From what a person typed to a letter to hand in: addresses, subject, a text by default."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from labkit.agents.held import Held
from labkit.agents.trouble import Trouble, reply_text
from labkit.mail.conversation import conversation, written_to
from labkit.records import Draft, Notice
from labkit.texts import Language

Address = str | Iterable[str]  # "ken@fuji.example, mika@fuji.example" or several strings
MAX_ATTACHMENT = 5 * 1024 * 1024  # octets

# The same in both languages: what passes on the wire is compared byte by byte, and stays readable
# there, which encoded Japanese would not.
TEXT = "Hello {name},\n\nthis is letter {letter}. It is about the {topic}.\n\n{writer}\n"

ANSWER = "Thank you for letter {letter}.\n\n{writer}\n"
FORWARD = "See letter {letter} below.\n\n{writer}\n\n"

_BETWEEN = re.compile(r"[,;、，；]")
# A letter's name before a subject, which may be an answer's.
_NAMED = r"\A(?P<again>(?:(?i:Re|Fwd): ?)*){name}\s*[:：]\s*"


@dataclass(frozen=True, slots=True)
class Written:
    """A letter and how it is handed in, where that is not as usual.

    ``envelope_to`` is who is on the envelope, if not those whom the letter names; ``mail_from`` the
    reverse-path, if not the owner's address; ``bcc_in_letter`` leaves the Bcc line in. ``deed``
    says what it is to another letter. ``port`` is another port than that of submission, ``login``
    whether the device logs in.
    """

    draft: Draft
    envelope_to: tuple[str, ...] = ()
    mail_from: str | None = None
    bcc_in_letter: bool = False
    deed: Literal["", "answer", "forward"] = ""
    port: int = 0
    login: bool = True


def draft_of(
    to: Address,
    subject: str | None,
    body: str | None,
    cc: Address,
    bcc: Address,
    language: Language,
    attachment: int = 0,
) -> Draft:
    """Return the letter as typed, its addresses looked at; raise Trouble for one that is none.

    No body at all means that the lab shall write one: TEXT then stands for it. *attachment* is the
    size in octets of a file that the lab makes up.
    """
    to, cc, bcc = (several(each, language) for each in (to, cc, bcc))
    if not (to or cc or bcc):
        raise Trouble(Notice("trouble.no_recipient"), language)
    for address in (*to, *cc, *bcc):
        _look_at(address, language)
    if type(attachment) is not int or not 0 <= attachment <= MAX_ATTACHMENT:
        most = {"most": MAX_ATTACHMENT}
        raise Trouble(Notice("trouble.bad_attachment", most), language)
    text = TEXT if body is None else str(body)
    subject = "" if subject is None else str(subject)
    return Draft(to, subject, text, cc, bcc, attachment=attachment)


def addresses(given: Address, language: Language) -> tuple[str, ...]:
    """Return addresses without display names, for an envelope; raise Trouble for what is none."""
    from labkit.mail.compose import person

    found = several(given, language)
    for address in found:
        _look_at(address, language)
    return tuple(dict.fromkeys(str(person(text)[1]) for text in found))


def several(addresses: object, language: Language) -> tuple[str, ...]:
    """Return the addresses one by one; raise Trouble for what are none.

    Who types in a notebook may give anything.
    """
    if isinstance(addresses, str):
        addresses = _BETWEEN.split(addresses)
    try:
        found = [text.strip() for text in addresses or ()]
    except (TypeError, AttributeError):  # one that is no text, or no list of them
        raise _no_address(addresses, language) from None
    return tuple(text for text in found if text)


def reverse_path(given: str | None, language: Language) -> str | None:
    """Return an address for MAIL FROM, "" for the null reverse-path; None for none given."""
    if given is None or str(given).strip() in ("", "<>"):
        return None if given is None else ""
    found = addresses([given], language)
    return found[0]


def answer_to(held: Held, body: str | None, writer: str, language: Language) -> Draft:
    """Return an answer to the letter *held*: to whom it wants answers, or to whoever wrote it."""
    text = ANSWER.format(letter=held.letter, writer=writer) if body is None else str(body)
    to = written_to(held.message, "reply-to") or written_to(held.message, "from")
    if not to:
        raise Trouble(Notice("trouble.nobody_to_answer", {"letter": held.letter}), language)
    draft = draft_of(to, _again("Re:", held), text, (), (), language)
    return replace(draft, answers=conversation(held.message))


def forward_of(held: Held, to: Address, body: str | None, writer: str, language: Language) -> Draft:
    """Return a letter that sends *held* on to somebody else, its text below."""
    fields, text = _fields(held), held.message.parts().text
    lines = [f"From: {fields.get('from', '')}", f"Subject: {held.message.subject}", "", text]
    intro = FORWARD.format(letter=held.letter, writer=writer) if body is None else f"{body}\n\n"
    draft = draft_of(to, _again("Fwd:", held), intro + "\n".join(lines), (), (), language)
    return replace(draft, answers=conversation(held.message))


def draft_again(held: Held, subject: str | None, body: str | None, language: Language) -> Draft:
    """Return the draft that *held* is, with what was written anew."""
    return draft_of(
        written_to(held.message, "to"),
        _unnamed(held.message.subject, re.escape(held.letter)) if subject is None else subject,
        held.message.parts().text if body is None else body,
        written_to(held.message, "cc"),
        (),
        language,
    )


def recipients(draft: Draft) -> tuple[str, ...]:
    """Return who is on the envelope, each once, without display names."""
    from labkit.mail.compose import person

    everybody = (*draft.to, *draft.cc, *draft.bcc)
    return tuple(dict.fromkeys(str(person(text)[1]) for text in everybody))


def handed_in(draft: Draft, letter: str, topic: str, writer: str) -> Draft:
    """Return *draft* with its letter's name in the subject, and what was left open filled in.

    >>> handed_in(Draft(("ken@fuji.example",), "", "Hi!"), "A", "picnic", "Aya").subject
    'A: picnic'
    >>> handed_in(Draft(("ken@fuji.example",), "A: hello", "Hi!"), "B", "picnic", "Aya").subject
    'B: hello'
    """
    subject = " ".join(_unnamed(draft.subject, "[A-Z]").split()) or topic
    name = recipients(draft)[0].partition("@")[0].capitalize()
    body = draft.body
    if body == TEXT:
        body = TEXT.format(name=name, letter=letter, topic=topic, writer=writer)
    return replace(draft, subject=f"{letter}: {subject}", body=body)


def _fields(held: Held) -> dict[str, str]:
    """Return the header of *held*, the first field of each name."""
    return {name.lower(): value for name, value in reversed(held.message.parts().headers)}


def _again(word: str, held: Held) -> str:
    """Return the subject of *held*, without its name in the lab, with *word* before it, once."""
    subject = _unnamed(held.message.subject, re.escape(held.letter))
    return subject if subject.lower().startswith(word.lower()) else f"{word} {subject}"


def _unnamed(subject: str, name: str) -> str:
    """Return *subject* without a letter's name before it; *name* is a pattern."""
    return re.sub(_NAMED.format(name=name), r"\g<again>", subject.strip(), count=1)


def _look_at(text: str, language: Language) -> None:
    """Refuse what is no address; whether somebody has it the servers will say."""
    # Slow to load, so not at the top; a device that writes needs it anyway.
    from labkit.mail.address import BadAddress
    from labkit.mail.compose import person

    try:
        person(text)
    except BadAddress:
        raise _no_address(text, language) from None


def _no_address(given: object, language: Language) -> Trouble:
    return Trouble(Notice("trouble.bad_address", {"address": reply_text(given)}), language)
