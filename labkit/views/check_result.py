"""What came of a check, as HTML and as plain text: state, small assertions, what to look at."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from labkit.records import CheckResult, Notice
from labkit.texts import Language, say, tell
from labkit.views.lesson_parts import badge, head, labelled, mark, said, state_word
from labkit.views.markup import el


def result_html(result: CheckResult, language: Language) -> Element:
    """Return *result* as an element."""
    root = head(result.exercise, result.title, "check", language)
    badge(root, result.state, language)
    if result.claims:
        claims = el(root, "ul", class_="labkit-claims")
        for claim in result.claims:
            item = el(claims, "li", class_=f"labkit-{'holds' if claim.holds else 'open'}")
            mark(item, "tick" if claim.holds else "cross", _word(claim.holds, language))
            el(item, "span", tell(language, claim.says))
    for label, notice in _lines(result):
        said(root, label, notice, language, f"labkit-lesson-{label}")
    return root


def result_text(result: CheckResult, language: Language) -> str:
    """Return *result* in words; its first line tells nothing of it."""
    lines = [f"{say(language, 'lesson.check')} {result.exercise} {tell(language, result.title)}"]
    lines.append(state_word(result.state, language))
    for claim in result.claims:
        lines.append(f"  [{_word(claim.holds, language)}] {tell(language, claim.says)}")
    for label, notice in _lines(result):
        lines.append(labelled(label, notice, language))
    return "\n".join(lines)


def _lines(result: CheckResult) -> Iterator[tuple[str, Notice]]:
    for label in ("next", "sees", "waits", "look", "key", "why"):
        notice = getattr(result, label)
        if notice is not None:
            yield label, notice
    if result.predicted is not None and result.predicted.feedback is not None:
        yield "feedback", result.predicted.feedback


def _word(holds: bool, language: Language) -> str:
    return say(language, "lesson.holds" if holds else "lesson.open")
