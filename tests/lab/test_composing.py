"""What the form asks the lab, and that its lines of Python do what its button does."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_string

import pytest

from labkit import Lab
from labkit.agents.trouble import Trouble
from labkit.lab.composing import look_at
from labkit.texts import LANGUAGES, tell


@pytest.fixture
def lab() -> Iterator[Lab]:
    lab = Lab(language="en")
    yield lab
    lab.close()


@pytest.mark.parametrize(
    ("field", "text", "says"),
    [
        ("to", "ken", "@ is missing"),
        ("to", "ken@fuji.example, mika", "mika is no address"),
        ("to", "ken\uff20fuji.example", "wide one"),
        ("cc", "@fuji.example", "a name is missing"),
        ("cc", "ken mika@fuji.example", "a space"),
        ("bcc", ".ken@fuji.example", "a dot"),
        ("bcc", "k(en@fuji.example", "a character"),
        ("to", "ken@", "a domain"),
        ("to", "k" * 65 + "@fuji.example", "too long"),
        ("to", "ken@gmail.com", "Only its own domains can be reached: sakura.example, fuji"),
        ("envelope_to", "x@crow.example", "nothing leaves this lab"),
        ("to", ",".join(["ken@fuji.example"] * 101), "At most 100"),
        ("mail_from", "a@b, c@d", "no address"),
    ],
)
def test_what_is_wrong_with_an_address_is_named(field: str, text: str, says: str) -> None:
    notice = look_at(field, text)
    assert notice is not None
    assert says in tell("en", notice)
    assert tell("ja", notice)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("to", "Ken <ken@fuji.example>, nobody@sakura.example;mika@FUJI.example."),
        ("to", ""),
        ("mail_from", "minister@kantei.example"),
        ("mail_from", "<>"),
        ("mail_from", ""),
    ],
)
def test_what_may_be_sent(field: str, text: str) -> None:
    assert look_at(field, text) is None


def test_the_form_refuses_before_anything_is_sent(lab: Lab) -> None:
    form = lab.compose()
    form.to.value = "ken@gmail.com"
    form.button.click()
    assert "nothing leaves this lab" in form.to.complaint
    assert lab._world.sessions() == ()


def test_who_was_taken_and_who_refused_is_said(lab: Lab) -> None:
    form = lab.compose()
    form.to.value = "ken@fuji.example, nobody@sakura.example"
    form.button.click()
    assert "for ken@fuji.example. Refused: nobody@sakura.example: 550 5.1.1" in form.status.text
    assert "5.1.1 means" in form._why.value


def in_mailboxes(lab: Lab) -> dict[str, list[bytes]]:
    found = {}
    for person in ("aya", "boss", "ken", "mika"):
        world = lab._world
        address = f"{person}@{'sakura' if person in ('aya', 'boss') else 'fuji'}.example"
        store = world.provider(address.partition("@")[2]).directory.find(address).store
        found[person] = [e.message.octets for e in store.get("INBOX").entries.values()]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("expert", ["closed", "envelope", "by hand"])
def test_the_line_of_python_does_what_the_button_does(expert: str, language: str) -> None:
    lab = Lab(language=language)
    form = lab.compose()
    form.to.value = "ken@fuji.example"
    form.fields["bcc"].value = "boss@sakura.example"
    form.subject.value = 'say "hi" \\n 件名'
    form.attachment.value = 1000
    if expert != "closed":
        form.expert.opens.value = True
        form.expert.envelope_to.value = "mika@fuji.example, boss@sakura.example"
    form.expert.bcc_in_letter.value = expert == "envelope"
    form.expert.by_hand.value = expert == "by hand"
    line = repr(form).splitlines()[-1]
    form.button.click()
    by_button = in_mailboxes(lab)
    lab.reset()
    exec(line, {"lab": lab})
    by_python = in_mailboxes(lab)
    lab.close()
    assert by_button == by_python
    assert len(by_button["boss"]) == 1
    assert len(by_button["ken" if expert == "closed" else "mika"]) == 1
    shown = b"\r\nBcc: boss@sakura.example" in by_button["boss"][0]
    assert shown == (expert != "closed")  # M18: nobody on the way takes the line out


def test_a_letter_by_hand_is_the_forms_letter(lab: Lab) -> None:
    form = lab.compose()
    form.expert.opens.value = form.expert.by_hand.value = True
    letter = message_from_string(form.expert.raw.value)
    assert letter["From"] == '"Aya" <aya@sakura.example>'
    assert "Message-ID" not in letter
    assert letter.get_payload().startswith("Hello Ken")


def test_a_bad_address_in_the_form_is_told_when_writing_by_hand_begins(lab: Lab) -> None:
    form = lab.compose()
    form.to.value = "ken"
    form.expert.opens.value = form.expert.by_hand.value = True
    assert "is not a mail address" in form.status.text
    assert form.expert.raw.value == ""


def test_by_hand_somebody_elses_envelope_is_refused_all_the_same(lab: Lab) -> None:
    with pytest.raises(Trouble, match=r"5\.7\.1"):
        lab.aya.send_raw("To: ken@fuji.example\n\nhi\n", mail_from="ken@fuji.example")


def test_by_hand_the_letter_is_known_by_its_own_message_id(lab: Lab) -> None:
    outcome = lab.aya.send_raw("Message-ID: <me@x>\nTo: ken@fuji.example\n\nhi\n")
    assert outcome.letters == ("A",)
    assert lab._world.stored("A").octets.endswith(
        b"Message-ID: <me@x>\r\nTo: ken@fuji.example\r\n\r\nhi\r\n"
    )
    assert lab.aya.send_raw("To: ken@fuji.example\n\nhi\n").letters == ("B",)


def test_by_hand_nobody_is_named(lab: Lab) -> None:
    with pytest.raises(Trouble, match="somebody"):
        lab.aya.send_raw("Subject: hi\n\nhi\n")
