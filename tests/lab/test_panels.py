from labkit import Lab


def test_views_on_display_follow_what_happens() -> None:
    with_letters = []
    lab = Lab()
    desk = lab.desk()
    with_letters.append(len(desk.mailbox))
    lab.aya.send()
    with_letters.append(len(desk.mailbox))
    lab.close()
    assert with_letters == [0, 1]


def test_a_form_forgets_what_it_said_when_the_lab_is_reset() -> None:
    lab = Lab()
    form = lab.compose()
    form.button.click()
    assert form.status.text
    lab.reset()
    assert not form.status.text
    lab.close()


def test_the_clock_lets_a_letter_that_waits_arrive() -> None:
    lab = Lab()
    lab.faults.down("mx.fuji.example")
    lab.aya.send()
    clock = lab.clock()
    assert [row.letter for row in clock.rows] == ["A"]
    lab.faults.up("mx.fuji.example")
    clock.until.click()
    assert clock.rows == ()
    assert "A" in repr(lab.mailbox())
    lab.close()


def test_servers_go_step_by_step_from_the_clock() -> None:
    lab = Lab()
    clock = lab.clock()
    clock.steps["hold"].click()
    assert clock.held
    lab.aya.send()
    for _ in range(3):
        clock.steps["step"].click()
    assert clock.rows == ()
    clock.steps["release"].click()
    assert not clock.held
    lab.close()
