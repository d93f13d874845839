"""02: other ways than the reference solution lead to the same end state, and pass too."""

from __future__ import annotations

import pytest

from labkit import Lab
from labkit.agents.base64_text import auth_plain
from labkit.lab.tutor import Tutor

LOGIN = auth_plain("aya@sakura.example", "cherry-blossom")
ENVELOPE = '"MAIL FROM:<aya@sakura.example>", "RCPT TO:<ken@fuji.example>", "DATA"'
OTHER_WAYS = {
    "02.1 at the submission, with a mistake": f"""
talk = lab.talk("submission")
talk.say("HALLO", "EHLO me", "AUTH PLAIN {LOGIN}", {ENVELOPE})
talk.say("Subject: hi", "", "Hello", ".", "QUIT")
""",
    "02.1 in the console": """
console = lab.talk("smtp").console()
for line in ("EHLO me", "MAIL FROM:<>", "RCPT TO:<mika@fuji.example>", "DATA", ".", "QUIT"):
    console.type(line)
""",
    "02.2 RCPT before MAIL": f"""
talk = lab.talk("mx")
talk.say("EHLO me", "RCPT TO:<ken@fuji.example>", {ENVELOPE}, ".")
""",
    "02.3 by a mail app": """
lab.aya.send(["ken@fuji.example", "nobody@fuji.example", "mika@fuji.example"])
""",
    "02.4 typed by hand": """
talk = lab.talk("mx")
talk.say("EHLO me", "MAIL FROM:<x@crow.example>", "RCPT TO:<ken@fuji.example>", "DATA")
talk.letter("From: boss@sakura.example")
""",
    "02.5 after a leak": """
lab.aya.send("ken@fuji.example", bcc="boss@sakura.example", bcc_in_letter=True)
lab.aya.send("ken@fuji.example", bcc="boss@sakura.example")
""",
    "02.6 a hand that knows the rule": f"""
lab.talk("mx").say("EHLO me", {ENVELOPE}, "Subject: dot", "", "..", ".")
""",
    "02.6 the helper": f"""
talk = lab.talk("mx")
talk.say("EHLO me", {ENVELOPE})
talk.letter("Subject: dot\\n\\n.\\n")
""",
    "02.7 announced by hand": f"""
talk = lab.talk("submission")
talk.say("EHLO me", "AUTH PLAIN {LOGIN}", "MAIL FROM:<aya@sakura.example> SIZE=130000")
lab.aya.send()
""",
}


@pytest.mark.parametrize("way", OTHER_WAYS)
def test_another_way_passes(lab: Lab, way: str) -> None:
    id = way.split(" ")[0]
    tutor = Tutor(lab._household)
    tutor.run(id, OTHER_WAYS[way], lab)
    result = tutor.check(id)
    assert (result.state, result.sees) == ("passed", None)
