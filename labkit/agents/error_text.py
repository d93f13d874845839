"""The part of an error mail that a person reads: what happened, to whom, why, and what to do."""

from __future__ import annotations

import textwrap
from datetime import datetime

from labkit.agents.delivery_status import Report, Undelivered
from labkit.agents.harmless import one_line
from labkit.texts import Language, say

WIDTH = 72
MAX_REPLY = 200  # characters of a server's words; the whole of it is in the delivery status
MAX_SUBJECT = 120


def error_subject(report: Report, subject: str, language: Language) -> str:
    """Return the subject of the error mail; *subject* is that of the letter it is about."""
    return say(language, f"error_mail.subject_{_action(report)}", subject=_shown(subject, language))


def error_text(report: Report, subject: str, now: datetime, language: Language) -> str:
    """Return the text, its paragraphs with an empty line between."""
    opening = say(language, f"error_mail.opening_{_action(report)}", host=one_line(report.host))
    letter = [
        say(language, "error_mail.letter", subject=_shown(subject, language)),
        say(language, "error_mail.taken", time=_time(report.arrived)),
    ]
    closing = [[say(language, f"error_mail.{key}")] for key in ("others", "no_answer", "attached")]
    recipients = [_recipient(one, now, language) for one in report.recipients]
    return _laid_out([[opening], letter, *recipients, *closing], language)


def _recipient(one: Undelivered, now: datetime, language: Language) -> list[str]:
    recipient, host = one_line(one.recipient), one_line(one.host)
    key = one.meaning
    why = say(language, f"error_mail.why.{key}")
    lines = [
        say(language, f"error_mail.recipient_{one.action}", recipient=recipient),
        say(language, "error_mail.reason", why=why, status=one.status),
    ]
    if reply := one_line(one.reply, MAX_REPLY):
        key_of_reply = "said" if host else "noted"
        lines.append(say(language, f"error_mail.{key_of_reply}", host=host, reply=reply))
    if one.retry_until is not None:
        return [*lines, say(language, "error_mail.retry", time=_time(one.retry_until))]
    if one.status.startswith("4"):
        lines.append(say(language, "error_mail.gave_up", time=_time(one.tried or now)))
    advice = say(language, f"error_mail.advice.{key}")
    return [*lines, say(language, "error_mail.to_do", advice=advice)]


def _laid_out(paragraphs: list[list[str]], language: Language) -> str:
    """Return the lines of *paragraphs*; English is wrapped, Japanese is left to the mail app."""
    return (
        "\n\n".join(
            "\n".join(
                textwrap.fill(line, WIDTH, break_long_words=False, break_on_hyphens=False)
                if language == "en"
                else line
                for line in lines
            )
            for lines in paragraphs
        )
        + "\n"
    )


def _action(report: Report) -> str:
    """What the mail as a whole tells: one failure makes it an error mail, not a warning."""
    return "failed" if any(one.action == "failed" for one in report.recipients) else "delayed"


def _shown(subject: str, language: Language) -> str:
    return one_line(subject, MAX_SUBJECT) or say(language, "error_mail.no_subject")


def _time(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
