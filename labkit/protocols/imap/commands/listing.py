"""LIST and LSUB, RFC 3501 sections 6.3.8 and 6.3.9, with CHILDREN (RFC 3348) and the selection and
return options that SPECIAL-USE needs (RFC 6154 section 2, syntax of RFC 5258 section 6).

    list = "LIST" [SP "(" [select-opt *(SP select-opt)] ")"] SP mailbox SP mbox-or-pat
           [SP "RETURN" SP "(" [return-opt *(SP return-opt)] ")"]
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from labkit.mail import names
from labkit.protocols.imap import mutf7
from labkit.protocols.imap.commands.table import command
from labkit.protocols.imap.grammar import Arguments
from labkit.protocols.imap.patterns import matcher
from labkit.protocols.imap.responses import Reply, SyntaxRefused, astring, ok
from labkit.protocols.imap.states import LOGGED_IN

if TYPE_CHECKING:
    from labkit.protocols.imap.session import ImapSession

SELECTION_OPTIONS = ("SPECIAL-USE",)
RETURN_OPTIONS = ("SPECIAL-USE", "CHILDREN")  # both are always returned
MAX_PATTERN = names.MAX_NAME  # characters: nothing longer can match


@dataclass(frozen=True, slots=True)
class ListRequest:
    """What LIST asks for."""

    reference: str
    pattern: str
    special_use_only: bool = False


@command("LIST", LOGGED_IN, 'LIST "" "*"')
def list_(session: ImapSession, arguments: Arguments) -> Reply:
    request = parse(arguments)
    if not request.pattern:
        # RFC 3501 section 6.3.8: an empty name asks for the delimiter and the root.
        session.say(b'* LIST (\\Noselect) "%b" ""\r\n' % names.DELIMITER.encode("ascii"))
        return ok("this stands between levels")
    existing = session.store.names()
    special = {name: session.store.get(name).special_use for name in existing}
    parents = _parents(existing)
    for name in matching(request, [*existing, *sorted(parents.difference(existing))]):
        if request.special_use_only and not special.get(name):
            continue
        attributes = ["\\HasChildren" if name in parents else "\\HasNoChildren"]
        if name not in special:
            attributes.insert(0, "\\Noselect")
        elif special[name]:
            attributes.append(special[name])
        session.say(_line("LIST", attributes, name))
    return ok("these are the mailboxes")


@command("LSUB", LOGGED_IN, 'LSUB "" "*"')
def lsub(session: ImapSession, arguments: Arguments) -> Reply:
    request = parse(arguments, options=False)
    subscribed = session.store.subscribed()
    found = matching(request, subscribed)
    for name in found:
        session.say(_line("LSUB", [], name))
    if "%" in request.pattern:
        # RFC 3501 section 6.3.9: a level without subscription is shown when one below has it.
        for name in matching(request, sorted(_parents(subscribed).difference(subscribed))):
            session.say(_line("LSUB", ["\\Noselect"], name))
    return ok("these are the subscriptions")


def parse(arguments: Arguments, options: bool = True) -> ListRequest:
    """Read the arguments of LIST; without *options* those of LSUB."""
    arguments.space()
    selected: Collection[str] = ()
    if options and arguments.peek() == b"(":
        selected = _options(arguments, SELECTION_OPTIONS)
        arguments.space()
    reference = arguments.mailbox()
    arguments.space()
    pattern = arguments.list_mailbox()
    if options and arguments.skip(b" RETURN "):
        _options(arguments, RETURN_OPTIONS)
    arguments.end()
    return ListRequest(reference, pattern, "SPECIAL-USE" in selected)


def matching(request: ListRequest, candidates: Iterable[str]) -> list[str]:
    """Return those of *candidates* that the request names."""
    wanted = request.reference + request.pattern
    if len(wanted) > MAX_PATTERN:
        return []
    return list(filter(matcher(wanted), candidates))


def _options(arguments: Arguments, known: Collection[str]) -> set[str]:
    arguments.expect(b"(")
    found: set[str] = set()
    while not arguments.skip(b")"):
        if found:
            arguments.space()
        option = arguments.keyword("an option")
        if option not in known:
            raise SyntaxRefused(f"I know no option {option} here")
        found.add(option)
    return found


def _parents(mailboxes: Iterable[str]) -> set[str]:
    """Return every name above one of these, also one that is no mailbox (any more)."""
    return {parent for name in mailboxes for parent in names.parents(name)}


def _line(kind: str, attributes: list[str], name: str) -> bytes:
    head = f'* {kind} ({" ".join(attributes)}) "{names.DELIMITER}" '.encode("ascii")
    return head + astring(mutf7.encode(name)) + b"\r\n"
