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
