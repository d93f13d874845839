"""A device writes: letters, answers, drafts. What is typed is looked at before anybody is asked."""

from __future__ import annotations

from labkit.agents.handset import Handset
from labkit.agents.held import Held
from labkit.agents.outbox import DRAFTS
from labkit.agents.outcome import Outcome
from labkit.agents.raw import addressed, raw_octets
from labkit.agents.writing import (
    Address,
    Written,
    addresses,
    answer_to,
    draft_of,
    forward_of,
    reverse_path,
)


class Correspondent(Handset):
    """Each action returns an Outcome, one sentence, or raises Trouble, a kind one."""

    def send(
        self,
        to: Address | None = None,
        subject: str | None = None,
        body: str | None = None,
        cc: Address = (),
        bcc: Address = (),
        *,
        attachment: int = 0,
        envelope_to: Address = (),
        mail_from: str | None = None,
        bcc_in_letter: bool = False,
        port: int = 0,
        login: bool = True,
    ) -> Outcome:
        """Write a letter and hand it in by SMTP; raise Trouble if nobody gets it.

        Without *to* it goes to the usual correspondent, without *subject* it is about a topic of
        the lab's; the subject always begins with the letter's name. *attachment* is the size of a
        made-up file in octets. *envelope_to* and *mail_from* go on the envelope instead of what the
        letter says (``""`` is the null reverse-path); *bcc_in_letter* leaves the Bcc line in, as a
        careless program does. *port* and *login* False show what is refused.
        """
        self._need_device()
        language = self._actor.language
        to = self.owner.writes_to if to is None else to
        written = Written(
            draft_of(to, subject, body, cc, bcc, language, attachment),
            addresses(envelope_to, language),
            reverse_path(mail_from, language),
            bool(bcc_in_letter),
            port=port,
            login=login,
        )
        return self._outbox.send(written)

    def send_raw(
        self, text: str | bytes, envelope_to: Address = (), mail_from: str | None = None
    ) -> Outcome:
        """Hand in a letter whose header and body somebody wrote by hand; raise Trouble.

        *text* goes as it is: nothing is encoded, no line is taken out, ``Bcc`` neither, as with
        smtplib's ``sendmail``. A string's line breaks become CR LF, bytes stay untouched. Without
        *envelope_to* the envelope is for those whom To, Cc and Bcc name (RFC 5322 section 3.6.3);
        *mail_from* is the owner's address unless it says something else.
        """
        self._need_device()
        language = self._actor.language
        octets = raw_octets(text, language)
        tos = addresses(envelope_to, language) or addressed(octets)
        if not tos:
            raise self._actor.trouble("trouble.no_recipient")
        return self._outbox.send_raw(octets, tos, reverse_path(mail_from, language))

    def answer(self, letter: str, body: str | None = None) -> Outcome:
        """Answer *letter*. An IMAP device marks it ``\\Answered`` on the server."""
        held = self._whole(letter)
        draft = answer_to(held, body, self.owner.name, self._actor.language)
        return self._outbox.send(Written(draft, deed="answer"), held)

    def forward(self, letter: str, to: Address, body: str | None = None) -> Outcome:
        """Send *letter* on to somebody else."""
        held = self._whole(letter)
        draft = forward_of(held, to, body, self.owner.name, self._actor.language)
        return self._outbox.send(Written(draft, deed="forward"), held)

    def save_draft(
        self, to: Address | None = None, subject: str | None = None, body: str | None = None
    ) -> Outcome:
        """Put a letter aside: by IMAP into Drafts on the server, on a POP3 device here."""
        self._need_device()
        to = self.owner.writes_to if to is None else to
        return self._outbox.save(draft_of(to, subject, body, (), (), self._actor.language))

    def edit_draft(
        self, letter: str, body: str | None = None, subject: str | None = None
    ) -> Outcome:
        """Write on at a draft and save it again."""
        return self._outbox.edit(self._draft(letter), subject, body)

    def send_draft(self, letter: str) -> Outcome:
        """Hand a draft in."""
        return self._outbox.send_draft(self._draft(letter))

    def _draft(self, letter: str) -> Held:
        """Return the draft *letter*: of other letters none is ever written anew."""
        name = self._find(letter).letter
        drafts = (each for each in self.held() if each.letter == name and each.shelf == DRAFTS)
        held = next(drafts, None)
        if held is None:
            raise self._actor.trouble("trouble.no_draft", letter=name)
        if not held.body:
            raise self._actor.trouble("trouble.no_body", letter=name)
        return held
