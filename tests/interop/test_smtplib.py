"""smtplib submits letters; they arrive in Ken's INBOX as they were sent."""

import smtplib
from email import policy
from email.message import EmailMessage

import pytest

from labkit.mail.policy import MAX_LETTER
from labkit.world.scene import AYA, BOSS, KEN, MIKA
from tests.interop.letters import WILD, big, letter
from tests.interop.office import Office, arrived

pytestmark = pytest.mark.interop


# A line that is no field ends the header: submission puts the empty line there that is missing.
WILD_SUBMITTED = [each.replace(b"\r\nno colon", b"\r\n\r\nno colon") for each in WILD.values()]


@pytest.fixture
def client(office: Office):
    with smtplib.SMTP(*office.smtp, local_hostname="aya-pc", timeout=20) as connected:
        connected.login(AYA.address, AYA.password)
        yield connected


def test_every_wild_letter_arrives_octet_by_octet(office: Office, client: smtplib.SMTP):
    for octets in WILD.values():
        options = [] if octets.isascii() else ["BODY=8BITMIME"]
        assert client.sendmail(AYA.address, KEN.address, octets, options) == {}
    client.quit()
    for stored, sent in zip(office.letters(), WILD_SUBMITTED, strict=True):
        top = arrived(stored, sent)
        assert top.startswith(b"Return-Path: <aya@sakura.example>\r\nReceived: from smtp.sakura")
        assert top.count(b"\r\nReceived: ") == 2


def test_big_letter_of_many_dots(office: Office, client: smtplib.SMTP):
    sent = big() + b".\r\n" * 100_000
    client.sendmail(AYA.address, KEN.address, sent)
    arrived(office.letters()[0], sent)


def test_message_object_goes_to_several_people(office: Office, client: smtplib.SMTP):
    message = EmailMessage(policy.SMTP)
    message["From"], message["To"] = AYA.address, f"{KEN.address}, {MIKA.address}"
    message["Bcc"], message["Subject"] = BOSS.address, "会議"
    message.set_content("おはよう\n", cte="8bit")
    message.add_attachment(b"\0\1\2", "application", "octet-stream", filename="資料.bin")
    message.set_boundary("=_1")
    assert client.send_message(message) == {}
    [stored] = office.letters()
    assert b"Bcc" not in stored
    del message["Bcc"]
    top = stored[: stored.index(b"From: aya")]
    # RFC 6409 section 8: what was missing is added on top, nothing else is touched.
    assert b"\r\nDate: " in top
    assert b"\r\nMessage-ID: " in top
    arrived(stored, message.as_bytes())


def test_international_address_wants_smtputf8_and_is_heard(office: Office, client: smtplib.SMTP):
    message = EmailMessage(policy.SMTPUTF8)
    message["From"], message["To"], message["Subject"] = AYA.address, KEN.address, "富士山"
    message["Message-ID"], message["Date"] = "<1@x.example>", "Mon, 5 Jan 2026 09:00:00 +0900"
    message.set_content("🗻\n", cte="8bit")
    sent = message.as_bytes()
    options = ["SMTPUTF8", "BODY=8BITMIME"]
    assert client.sendmail(AYA.address, KEN.address, sent, options) == {}
    arrived(office.letters()[0], sent)
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        client.sendmail(AYA.address, "桜@sakura.example", sent, options)
    [(code, text)] = refused.value.recipients.values()
    assert (code, text[:6]) == (550, b"5.1.1 ")


def test_some_recipients_are_refused_and_the_others_served(office: Office, client: smtplib.SMTP):
    wrong = ["nobody@sakura.example", "somebody@elsewhere.example", "<no@@x>"]
    refused = client.sendmail(AYA.address, [KEN.address, *wrong], WILD["plain"])
    assert {to: code for to, (code, _) in refused.items()} == dict(
        zip(wrong, (550, 550, 501), strict=True)
    )
    assert refused[wrong[1]][1].startswith(b"5.1.2 ")
    assert len(office.letters()) == 1


@pytest.mark.parametrize("mechanism", ["auth_plain", "auth_login"])
@pytest.mark.parametrize("early", [True, False], ids=["initial response", "challenge"])
def test_login(office: Office, mechanism: str, early: bool):
    with smtplib.SMTP(*office.smtp, local_hostname="aya-pc", timeout=20) as client:
        client.ehlo()
        client.user, client.password = AYA.address, AYA.password
        name = mechanism.removeprefix("auth_")
        reply = client.auth(name, getattr(client, mechanism), initial_response_ok=early)
        assert reply[0] == 235


def test_wrong_password_is_told_and_may_be_corrected(office: Office):
    with smtplib.SMTP(*office.smtp, local_hostname="aya-pc", timeout=20) as client:
        with pytest.raises(smtplib.SMTPAuthenticationError) as refused:
            client.login(AYA.address, "guess")
        assert refused.value.smtp_code == 535
        assert client.login(AYA.address, AYA.password)[0] == 235


def test_without_login_nothing_is_taken(office: Office):
    with smtplib.SMTP(*office.smtp, local_hostname="aya-pc", timeout=20) as client:
        with pytest.raises(smtplib.SMTPSenderRefused) as refused:
            client.sendmail(AYA.address, KEN.address, WILD["plain"])
        assert refused.value.smtp_code == 530
    assert office.letters() == []


def test_somebody_else_as_sender_is_refused(office: Office, client: smtplib.SMTP):
    with pytest.raises(smtplib.SMTPSenderRefused) as refused:
        client.sendmail(BOSS.address, KEN.address, WILD["plain"])
    assert refused.value.smtp_code == 550


def test_size_is_announced_and_meant(office: Office, client: smtplib.SMTP):
    assert client.esmtp_features["size"] == str(MAX_LETTER)
    with pytest.raises(smtplib.SMTPSenderRefused) as refused:
        client.sendmail(AYA.address, KEN.address, letter("big", "x" * 70 + "\n") * 90_000)
    assert refused.value.smtp_code == 552
    assert office.letters() == []


def test_small_talk(office: Office, client: smtplib.SMTP):
    assert client.helo("aya-pc")[0] == 250
    assert client.ehlo("aya-pc")[0] == 250
    assert client.noop()[0] == 250
    assert client.verify(KEN.address)[0] == 252
    assert client.expn("everybody")[0] == 502
    assert client.help()
    assert client.mail(AYA.address)[0] == 250
    assert client.rset()[0] == 250
    assert client.rcpt(KEN.address)[0] == 503
    assert client.quit()[0] == 221


def test_the_mail_exchanger_takes_letters_for_its_own_people(office: Office):
    with smtplib.SMTP(*office.mx, local_hostname="mx.sakura.example", timeout=20) as client:
        client.sendmail("", KEN.address, WILD["nested"])
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            client.sendmail("", "aya@sakura.example", WILD["nested"])
        with pytest.raises(smtplib.SMTPNotSupportedError):
            client.login(KEN.address, KEN.password)
    assert arrived(office.letters()[0], WILD["nested"]).startswith(b"Return-Path: <>\r\n")
