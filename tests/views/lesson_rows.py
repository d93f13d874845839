"""Questions and results as literal values, from the sentences of 03.2."""

from __future__ import annotations

from labkit.records import (
    CheckResult,
    ClaimResult,
    Hints,
    Notice,
    Option,
    Prediction,
    Question,
    Solution,
)


def said(key: str) -> Notice:
    return Notice(f"e03_2.{key}", {"session": 4} if key == "see.quit" else {})


TITLE = said("title")
OPTIONS = (
    *(Option(key, said(f"option.{key}")) for key in ("retr", "kept")),
    Option("unsure", Notice("lesson.unsure")),
)
ASKED = Prediction("03.2", TITLE, said("ask"), said("run"), OPTIONS, Notice("lesson.not_predicted"))
CLAIMS = (ClaimResult(said("claim.cut"), False), ClaimResult(said("claim.there"), True))
NOT_YET = CheckResult(
    "03.2", TITLE, "not yet", CLAIMS, said("see.quit"), said("wait.cut"), said("look.cut")
)
PASSED = CheckResult("03.2", TITLE, "passed", CLAIMS[1:], key=said("key"), why=said("why"))
UNTRIED = CheckResult(
    "03.2", TITLE, "not attempted", next=Notice("lesson.untouched", {"exercise": "03.2"})
)
SOLUTION = Solution("03.2", TITLE, 'lab.say("<b>hi</b>")', said("key"), said("why"))


def hints(count: int) -> Hints:
    return Hints("03.2", TITLE, tuple(said(f"hint.{n + 1}") for n in range(count)))


def evidence(*keys: str, picks: int = 1, given: tuple[str, ...] = ()) -> Question:
    options = tuple(Option(key, Notice("lesson.unsure")) for key in keys)
    return Question("05.2", TITLE, said("ask"), options, picks, given)
