"""Behind the lessons: cells run twice, out of order or without their set-up get a sentence."""

from __future__ import annotations

from threading import Thread

import pytest

from labkit import Lab
from labkit.agents.trouble import Trouble
from labkit.lab.tutor import Tutor


@pytest.fixture
def tutor(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> Tutor:
    monkeypatch.setenv("LABKIT_PROGRESS", "")
    return Tutor(lab._household)


CUT = 'lab.tablet.get(delete=True, cut_before="QUIT")'


def test_a_check_before_its_cells_is_not_attempted(lab: Lab, tutor: Tutor) -> None:
    assert tutor.check("03.2").next.key == "lesson.untouched"  # type: ignore[union-attr]


def test_another_way_to_the_end_state_passes_without_any_set_up(lab: Lab, tutor: Tutor) -> None:
    lab.aya.send()
    lab.faults.cut("tablet", before="QUIT")
    with pytest.raises(Trouble):
        lab.tablet.get(delete=True)
    assert tutor.check("03.2").state == "passed"


def test_a_check_while_the_lab_stands_elsewhere_says_where_to_go(lab: Lab, tutor: Tutor) -> None:
    tutor.run("03.2", CUT, lab)
    tutor._book.start("05.2", 0)
    result = tutor.check("03.2")
    assert result.state == "not attempted"
    assert result.next is not None
    assert result.next.key == "lesson.elsewhere"


def test_a_run_twice_starts_afresh_each_time(lab: Lab, tutor: Tutor) -> None:
    tutor.run("03.2", CUT, lab)
    first = lab.film().text
    tutor.run("03.2", CUT, lab)
    assert lab.film().text == first
    assert tutor.check("03.2").state == "passed"


def test_the_first_prediction_stays(lab: Lab, tutor: Tutor) -> None:
    tutor.choose("03.2", "retr")
    assert tutor.choose("03.2", "kept").chosen == "retr"
    tutor.start("03.2", lab)
    assert tutor.prediction("03.2").chosen == "retr"


def test_who_predicts_after_the_run_has_not_predicted(lab: Lab, tutor: Tutor) -> None:
    tutor.run("03.2", CUT, lab)
    assert not tutor.choose("03.2", "kept").early
    footer = tutor.footer()
    assert footer is not None
    assert [notice.key for notice in footer] == ["lesson.not_predicted", "e03_2.saw.kept"]


def test_nothing_is_predicted_about_a_lab_that_stands_elsewhere(lab: Lab, tutor: Tutor) -> None:
    tutor.run("03.2", CUT, lab)
    tutor._book.start("05.2", 0)
    assert tutor.prediction("03.2").saw is None


def test_hints_come_one_by_one_and_end(lab: Lab, tutor: Tutor) -> None:
    assert [len(tutor.hint("03.2").given) for _ in range(4)] == [1, 2, 3, 3]


def test_a_button_and_a_cell_at_the_same_moment_go_one_after_the_other(
    lab: Lab, tutor: Tutor
) -> None:
    button = Thread(target=tutor.run, args=("03.2", CUT, lab))
    button.start()
    tutor.run("03.2", CUT, lab)
    button.join()
    assert lab._world.letters() == ("A",)


def test_what_was_passed_stays_passed(lab: Lab, tutor: Tutor) -> None:
    tutor.run("03.2", CUT, lab)
    tutor.check("03.2")
    tutor.run("03.2", "lab.tablet.get()", lab)
    assert tutor.check("03.2").state == "not yet"
    assert {row.exercise: row.state for row in tutor.rows()}["03.2"] == "passed"


@pytest.mark.parametrize("id", ["03.99", "", "../e03_2", None, 3])
def test_an_unknown_exercise_is_a_sentence(tutor: Tutor, id: object) -> None:
    with pytest.raises(Trouble, match="There is no exercise"):
        tutor.check(id)  # type: ignore[arg-type]


def test_an_unknown_option_and_an_exercise_without_a_question_for_evidence(tutor: Tutor) -> None:
    with pytest.raises(Trouble, match="no option x"):
        tutor.choose("03.2", "x")
    with pytest.raises(Trouble, match="asks for no answer"):
        tutor.question("03.2")


def test_an_answer_counts_without_a_reset_before_it(lab: Lab, tutor: Tutor) -> None:
    lab.phone.sync()
    lab.aya.send()
    lab.aya.send()
    lab.phone.sync()
    lab.laptop.use("POP3")
    lab.laptop.get(delete=True)
    lab.phone.sync()
    culprit = next(o.key for o in tutor.question("05.2").options[-2:-1])
    tutor.answer("05.2", (culprit,))
    assert tutor.check("05.2").state == "passed"


def test_evidence_of_another_exercise_is_not_offered(lab: Lab, tutor: Tutor) -> None:
    tutor.run("03.2", CUT, lab)
    assert tutor.question("05.2").options == ()
    with pytest.raises(Trouble, match=r"The lab stands at 03\.2 now"):
        tutor.answer("05.2", ("1",))
    tutor.start("05.2", lab)
    with pytest.raises(Trouble, match="nothing to choose from yet"):
        tutor.answer("05.2", ("1",))
