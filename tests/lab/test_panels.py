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


def test_the_clock_follows_time_and_queues_and_its_buttons_act() -> None:
    lab = Lab()
    panel = lab.clock()
    lab.faults.down("mx.fuji.example")
    lab.aya.send()
    assert [row.letter for row in panel.waiting] == ["A"]
    panel.waits["quarter"].click()
    assert panel.waiting[0].tries == 2
    assert "Tried again, and still waiting: A" in panel.status.text
    panel.steps["hold"].click()
    assert panel.held
    panel.queue.items["A", "smtp.sakura.example"].buttons["give_up"].click()
    panel.steps["release"].click()
    assert (panel.waiting, panel.held) == ((), False)
    lab.close()


def test_a_mailbox_on_display_follows_too() -> None:
    lab = Lab()
    view = lab.mailbox("ken")
    lab.aya.send()
    assert [row.letter for row in view.letters] == ["A"]
    lab.close()


def test_the_desk_tells_in_words_what_differs() -> None:
    lab = Lab(language="en")
    desk = lab.desk()
    lab.aya.send()
    lab.phone.sync()
    lab.laptop.sync()
    lab.phone.open("A")
    lab.tablet.get()
    lab.phone.expunge("A")
    assert "The laptop still lists A; the server no longer does." in desk._told.value
    assert "The tablet has A, the server no longer does." in desk._told.value
    lab.language = "ja"
    assert "タブレットにはAがありますが、サーバーにはもうありません。" in desk._told.value
    lab.close()


def test_every_setting_of_the_desk_reaches_its_device() -> None:
    lab = Lab(language="en")
    fields = lab.desk().panels["laptop"].menu.settings.fields
    for name, value in (("bodies", False), ("careful", False), ("all_folders", True),
                        ("sent", "upload"), ("looks", 15)):  # fmt: skip
        fields[name].value = value
    options = lab.laptop.state().options
    assert (options.bodies, options.careful, options.all_folders) == (False, False, True)
    assert (options.sent, options.poll) == ("upload", 15)
    fields["looks"].value = "idle"
    assert lab.laptop.state().options.idle
    fields["protocol"].value = "POP3"
    fields["leave"].value = 7
    assert lab.laptop.protocol == "POP3"
    assert lab.laptop.keep_days == 7
    lab.close()


def test_an_answered_letter_has_its_flag_everywhere() -> None:
    lab = Lab(language="en")
    desk = lab.desk()
    lab.aya.send()
    lab.phone.sync()
    lab.phone.answer("A")
    lab.phone.sync()
    assert desk.mailbox[0].flags == ("Answered",)
    assert "A [view, unread, answered]" in repr(desk.panels["phone"])
    lab.close()
