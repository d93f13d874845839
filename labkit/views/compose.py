"""Writing a letter: a form, a button, and the line of Python that does the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

import ipywidgets

from labkit.records import Notice
from labkit.texts import LANGUAGES, Language, find, say
from labkit.views.action import ActionButton, attempt
from labkit.views.compose_call import Value, send_call
from labkit.views.compose_expert import Expert
from labkit.views.compose_field import Field
from labkit.views.markup import el, html
from labkit.views.pieces import Status, chrome, code_line, heading, table
from labkit.views.view import View

SIZES = (0, 1_000, 20_000, 100_000, 1_000_000)  # octets of a made-up file
_LETTER = ("to", "cc", "bcc", "subject", "body")
_ADDRESSES = ("to", "cc", "bcc", "mail_from", "envelope_to")
_CODES = re.compile(r"\b([245]\.\d{1,2}\.\d{1,2})\b")


class ComposeView(View):
    """A form for one letter; the button calls ``on_send(to=…, subject=…, body=…)``.

    What is left empty is not named. ``on_send_raw(text=…)`` takes a letter written by hand, which
    ``raw_of`` begins from what stands in the form; ``look`` says what is wrong with the addresses
    of a field, before anything is sent. All of them refuse by an exception with a ``notice``: it
    appears under the form. Without a *body* there stands a short one to begin with.
    """

    def __init__(
        self,
        on_send: Callable[..., object],
        sender: str,
        to: str = "",
        subject: str = "",
        body: str | None = None,
        language: Language = "en",
        who: str = "lab.aya",
        look: Callable[[str, str], Notice | None] = lambda field, text: None,
        on_send_raw: Callable[..., object] | None = None,
        raw_of: Callable[[Mapping[str, Value]], str] = lambda letter: "",
    ) -> None:
        self.on_send, self.on_send_raw = on_send, on_send_raw
        self.sender = sender
        self._who = who
        self._look = look
        self._raw_of = raw_of
        text = say(language, "compose.hello") if body is None else body
        self._values: dict[str, Value] = {
            "to": to, "cc": "", "bcc": "", "subject": subject, "body": text, "attachment": 0,
            "mail_from": "", "envelope_to": "", "raw": "",
            "expert": False, "by_hand": False, "bcc_in_letter": False,
        }  # fmt: skip
        self._said: tuple[str, Notice] | None = None
        self._complained = False  # from the first press on, complaints follow the typing
        super().__init__(language)
        self.add_class("labkit-compose")

    @property
    def letter(self) -> dict[str, Value]:
        """What the button hands over now, by name; the text alone of a letter by hand."""
        expert = bool(self._values["expert"])
        names = ["mail_from", "envelope_to"] if expert else []
        if self._by_hand:
            found = {"text": self._values["raw"]}
        else:
            found = {name: self._values[name] for name in ("to", "subject", "body")}
            names = ["cc", "bcc", "attachment", *names]
            names += ["bcc_in_letter"] if expert else []
        return found | {name: self._values[name] for name in names if self._values[name]}

    def good(self, notice: Notice) -> None:
        """Say that something worked."""
        self._say("good", notice)

    def kind(self, notice: Notice) -> None:
        """Say kindly that something did not work."""
        self._say("kind", notice)

    def clear(self) -> None:
        """Drop what was said of the time before."""
        self._said, self._complained = None, False
        self.status.clear()
        self._why.value = ""
        self._check()

    def build(self) -> Sequence[ipywidgets.Widget]:
        language = self._language
        if self._values["body"] in [say(each, "compose.hello") for each in LANGUAGES]:
            self._values["body"] = say(language, "compose.hello")  # nobody typed it
        self.fields = {
            name: Field(name, str(self._values[name]), language, self._typed,
                        7 if name == "body" else 1)
            for name in _LETTER
        }  # fmt: skip
        self.to, self.subject, self.body = (self.fields[n] for n in ("to", "subject", "body"))
        self.attachment = ipywidgets.Dropdown(
            options=[(self._size(size), size) for size in SIZES],
            value=self._values["attachment"],
            description=say(language, "compose.attachment"),
        )
        self.attachment.add_class("labkit-field").add_class("labkit-compose-size")
        self.attachment.observe(lambda change: self._typed("attachment", change["new"]), "value")
        self.expert = Expert(self._values, language, self._redraw, self._fill)
        self.button = ActionButton(say(language, "compose.send"), self._hand_in)
        self.button.add_class("labkit-smtp").add_class("labkit-main")
        self.status, self._code, self._why = Status(language), ipywidgets.HTML(), ipywidgets.HTML()
        self._redraw()
        if self._said is not None:
            self._say(*self._said)
        expert = [self.expert] if self.on_send_raw is not None else []
        return [
            chrome(language, "compose"), self._head(), *self.fields.values(), self.attachment,
            *expert, self.button, self._code, self.status, self._why,
        ]  # fmt: skip

    def twin_text(self) -> str:
        names = [name for name in ("to", "cc", "bcc", "subject") if self._values[name]]
        values = [("from", self.sender), *((name, self._values[name]) for name in names)]
        head = "\n".join(
            say(self._language, "compose.line", label=self._label(name), value=value)
            for name, value in values
        )
        return f"{head}\n\n{self._values['body']}\n\n{self._call()}"

    def twin_html(self) -> str:
        names = [name for name in _LETTER if self._values[name] or name == "to"]
        fields = {"from": self.sender, **{name: str(self._values[name]) for name in names}}
        rows = [(self._label(name), value) for name, value in fields.items()]
        code = code_line(self._call(), self._language)
        return table(say(self._language, "compose.title"), rows) + code

    @property
    def _by_hand(self) -> bool:
        return bool(self._values["expert"] and self._values["by_hand"])

    def _label(self, name: str) -> str:
        return say(self._language, f"compose.{name}")

    def _size(self, size: int) -> str:
        if not size:
            return say(self._language, "compose.no_file")
        return say(self._language, "compose.file", size=f"{size // 1000:,}")

    def _head(self) -> ipywidgets.HTML:
        head = el(None, "div", class_="labkit-from", lang=self._language)
        el(head, "span", self._label("from"), class_="labkit-label")
        el(head, "span", self.sender)
        title = heading(None, say(self._language, "compose.title"))
        return ipywidgets.HTML(html(title) + html(head))

    def _typed(self, name: str, value: Value) -> None:
        self._values[name] = value
        self._redraw()

    def _redraw(self) -> None:
        self._code.value = code_line(self._call(), self._language)
        off = self._by_hand
        for field in self.fields.values():
            field.input.disabled = off
        self.attachment.disabled = off
        self._check()

    def _call(self) -> str:
        return send_call(self._who, self.letter, "send_raw" if self._by_hand else "send")

    def _say(self, tone: str, notice: Notice) -> None:
        self._said = (tone, notice)
        (self.status.good if tone == "good" else self.status.kind)(notice)
        reply = str(notice.values.get("reply", ""))
        codes = dict.fromkeys(code.replace(".", "_") for code in _CODES.findall(reply))
        told = [find(self._language, f"compose.why.{code}") for code in codes]
        lines = el(None, "ul", class_="labkit-compose-why", lang=self._language)
        for sentence in filter(None, told):
            el(lines, "li", sentence)
        self._why.value = html(lines) if any(told) else ""

    def _fill(self) -> None:
        letter = {name: self._values[name] for name in (*_LETTER, "attachment")}

        def write() -> Notice:
            self._values["raw"] = self._raw_of(letter)
            self.expert.show_raw()
            return Notice("compose.filled")

        attempt(write, self, Notice("compose.filled"))

    def _wrong(self) -> dict[str, Notice | None]:
        """Return what is wrong, field by field, in what the button would hand over."""
        letter = self.letter
        found = {
            name: self._look(name, str(letter[name])) if name in letter else None
            for name in _ADDRESSES
        }
        somebody = ("to", "cc", "bcc", "envelope_to", "text")
        if not any(str(letter.get(name, "")).strip(" ,;") for name in somebody):
            found["to"] = Notice("compose.nobody")
        return found

    def _check(self) -> bool:
        """Complain under each field that is wrong, once the button was pressed; True if none is."""
        wrong = self._wrong() if self._complained else dict.fromkeys(_ADDRESSES)
        own = {"mail_from": self.expert.mail_from, "envelope_to": self.expert.envelope_to}
        for name, field in (self.fields | own).items():
            field.complain(wrong.get(name))
        return not any(wrong.values())

    def _hand_in(self) -> None:
        self._complained = True
        if not self._check():
            self.kind(Notice("compose.look"))
            return
        self.good(Notice("compose.sending"))
        letter, send = self.letter, self.on_send_raw if self._by_hand else self.on_send
        attempt(lambda: send and send(**letter), self, Notice("compose.sent"))
