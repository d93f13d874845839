"""From what a person typed to a letter to hand in: addresses, subject, a text by default."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from labkit.agents.trouble import Trouble, reply_text
from labkit.records import Draft, Notice
from labkit.texts import Language

Address = str | Iterable[str]  # "ken@fuji.example, mika@fuji.example" or several strings

# The same in both languages: what passes on the wire is compared byte by byte, and stays readable
# there, which encoded Japanese would not.
TEXT = "Hello {name},\n\nthis is letter {letter}. It is about the {topic}.\n\n{writer}\n"

_BETWEEN = re.compile(r"[,;、，；]")
_NAME = re.compile(r"[A-Z]\s*[:：]\s*")  # a letter's name before a subject


def draft_of(
    to: Address,
    subject: str | None,
    body: str | None,
    cc: Address,
    bcc: Address,
    language: Language,
) -> Draft:
    """Return the letter as typed, its addresses looked at; raise Trouble for one that is none.

    No body at all means that the lab shall write one: TEXT then stands for it.
    """
    to, cc, bcc = (_several(each, language) for each in (to, cc, bcc))
    if not (to or cc or bcc):
        raise Trouble(Notice("trouble.no_recipient"), language)
    for address in (*to, *cc, *bcc):
        _look_at(address, language)
    text = TEXT if body is None else str(body)
    return Draft(to, "" if subject is None else str(subject), text, cc, bcc)


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
    subject = " ".join(_NAME.sub("", draft.subject, count=1).split()) or topic
    name = recipients(draft)[0].partition("@")[0].capitalize()
    body = draft.body
    if body == TEXT:
        body = TEXT.format(name=name, letter=letter, topic=topic, writer=writer)
    return replace(draft, subject=f"{letter}: {subject}", body=body)


def _several(addresses: object, language: Language) -> tuple[str, ...]:
    """Return the addresses one by one. Who types in a notebook may give anything."""
    if isinstance(addresses, str):
        addresses = _BETWEEN.split(addresses)
    try:
        found = [text.strip() for text in addresses or ()]
    except (TypeError, AttributeError):  # one that is no text, or no list of them
        raise _no_address(addresses, language) from None
    return tuple(text for text in found if text)


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
