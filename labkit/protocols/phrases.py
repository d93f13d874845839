"""Words for the wire that remember how they were made, so that another language can say them.

Engines write English where they answer; that is what nearly every client gets. A client that asks
for another language (POP3's LANG, RFC 6856 section 3) gets the same phrase from a table whose keys
are the English sentences.
"""

from __future__ import annotations

from collections.abc import Mapping


class Phrase(str):
    """*template* filled with *values*; a value may be a Phrase as well.

    >>> Phrase("{count} messages", count=2)
    '2 messages'
    """

    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, **values: object) -> Phrase:
        made = super().__new__(cls, template.format(**values))
        made.template = template
        made.values = values
        return made


def translated(text: str, table: Mapping[str, str]) -> str:
    """Return *text* as *table* says it, unchanged where it says nothing about it.

    What came from a client is a value, never a template: it is repeated as it is.

    >>> table = {"you have {what}": "{what}があります", "{count} messages": "メール{count}通"}
    >>> translated(Phrase("you have {what}", what=Phrase("{count} messages", count=2)), table)
    'メール2通があります'
    >>> translated("2 320", table)
    '2 320'
    """
    if not isinstance(text, Phrase):
        return table.get(text, text)
    template = table.get(text.template)
    if template is None:
        return text
    values = {
        name: translated(value, table) if isinstance(value, Phrase) else value
        for name, value in text.values.items()
    }
    return template.format(**values)
