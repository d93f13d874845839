# ruff: noqa: E501 - what a letter says stands in one line
"""Letters that want to run a script, load a picture, or change the page: a table of them.

Each has a canary: ``window.__canary`` is set, the page's title changed, or something is asked of
``canary.example``. None of that may happen, whatever shows the letter.
"""

from __future__ import annotations

from typing import NamedTuple

FAR = "http://canary.example"
RUN = "window.__canary=1"
TITLE = "document.title='canary'"


class Hostile(NamedTuple):
    """A letter; what is "" is something harmless."""

    what: str
    subject: str = ""
    name: str = ""  # of the sender
    html: str = ""
    text: str = ""
    file_name: str = ""
    file_type: str = "application/octet-stream"
    file: str = ""
    field: str = ""  # a whole further header field
    content_type: str = "text/html; charset=utf-8"  # of the HTML part


# What stands in a place that shall be text: subject, a name, a header value, a file name.
INTO_TEXT = {
    "script": f"<script>{RUN}</script>",
    "title": f"</title><script>{RUN}</script>",
    "onerror": f"<img src=x onerror={RUN}>",
    "far picture": f"<img src={FAR}/1.png>",
    "svg": f"<svg onload={RUN}>",
    "out of an attribute": f'"><img src=x onerror={RUN}>',
    "out of a quoted attribute": f"'onmouseover='{RUN}' autofocus onfocus='{RUN}' x='",
    "out of a comment": f"--><script>{RUN}</script>",
    "out of CDATA": f"]]><script>{RUN}</script>",
    "out of a textarea": f"</textarea></pre></code><script>{RUN}</script>",
    "out of a style": f"</style><script>{RUN}</script>",
    "entities": f"&lt;script&gt;{RUN}&lt;/script&gt;",
    "double": f"&amp;lt;img src=x onerror={RUN}&amp;gt;",
    "template": "{{constructor.constructor('window.__canary=1')()}}${window.__canary=1}",
    "markdown": f"[a](javascript:{RUN}) ![b]({FAR}/2.png)",
    "latex": r"$\href{javascript:window.__canary=1}{x}$",
    "controls": f"\x1b]8;;javascript:{RUN}\x07x\x00<script>{RUN}</script>",
    "bidi": f"\u202e<img src=x onerror={RUN}>",
    "iframe": f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    "far script": f"<script src={FAR}/1.js></script>",
}

# What stands in an HTML part.
INTO_HTML = {
    "script": f"<script>{RUN}</script>",
    "script of the parent": f"<script>parent.{RUN};top.{RUN};top.{TITLE}</script>",
    "far script": f"<script src='{FAR}/2.js'></script>",
    "onerror": f'<img src=x onerror="{RUN};parent.{RUN}">',
    "onload": f'<body onload="{RUN}"><svg onload="parent.{RUN}"><svg/onload={RUN}>',
    "onfocus": f'<input autofocus onfocus="parent.{RUN}">',
    "ontoggle": f'<details open ontoggle="parent.{RUN}">x</details>',
    "onanimation": f"<style>@keyframes a{{}}</style><b style='animation:a' onanimationstart='{RUN}'>",
    "far picture": f"<img src='{FAR}/3.png'><img srcset='{FAR}/4.png 1x'><input type=image src={FAR}/5>",
    "far media": f"<video src='{FAR}/6' poster='{FAR}/7'></video><audio src='{FAR}/8' autoplay></audio>",
    "far sheet": f"<link rel=stylesheet href='{FAR}/9.css'><style>@import '{FAR}/10.css';</style>",
    "style url": f"<div style=\"background:url('{FAR}/11.png')\">x</div><table background={FAR}/12>",
    "style block": f"<style>body{{background:url({FAR}/13)}} @font-face{{font-family:a;src:url({FAR}/14)}}"
    "p{font-family:a}</style><p>x",
    "prefetch": f"<link rel=prefetch href={FAR}/15><link rel=dns-prefetch href={FAR}>",
    "javascript link": f'<a href="javascript:parent.{RUN}">click me</a>',
    "javascript link, hidden": f'<a href="java&#09;script:parent.{RUN}">click me</a>',
    "data link": f'<a href="data:text/html,<script>{RUN}</script>">click me</a>',
    "plain link": f"<a href='{FAR}/16' target=_top ping='{FAR}/17'>click me</a>",
    "map": f"<img usemap=#m src=data:image/gif;base64,R0lGODlhAQABAAAAACw=>"
    f"<map name=m><area href='{FAR}/18' coords='0,0,99,99'></map>",
    "data picture": "<img src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' "
    f"onload='{RUN}'><image href='{FAR}/19'/></svg>\">",
    "refresh": f"<meta http-equiv=refresh content='0;url={FAR}/20'>",
    "refresh to script": f"<meta http-equiv=refresh content='0;url=javascript:parent.{RUN}'>",
    "form": f"<form action='{FAR}/21'><input name=a><button autofocus>Log in</button></form>",
    "form to script": f'<form><button formaction="javascript:parent.{RUN}">click me</button></form>',
    "base": f"<base href='{FAR}/'><a href=22>click me</a><img src=23.png>",
    "iframe": f'<iframe src="javascript:parent.parent.{RUN}"></iframe><iframe src={FAR}/24></iframe>',
    "iframe srcdoc": f'<iframe srcdoc="<script>top.{RUN}</script>"></iframe>',
    "object": f"<object data='{FAR}/25'></object><embed src='{FAR}/26'><applet code={FAR}/27>",
    "svg": f"<svg><script>{RUN}</script><image href={FAR}/28 /><use href='{FAR}/29#a'/>"
    f"<a href='javascript:{RUN}'><text>click me</text></a><animate onbegin='{RUN}' /></svg>",
    "math": f"<math><maction actiontype=statusline xlink:href='javascript:{RUN}'>click me</math>",
    "out of the frame": f"\"></iframe><script>{RUN}</script><img src=x onerror='{RUN}'>",
    "out of the page": f"</body></html></iframe><script>top.{RUN}</script>",
    "noscript": f'<noscript><p title="</noscript><img src=x onerror=parent.{RUN}>">',
    "mutation 1": f'<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror={RUN}&gt;">',
    "mutation 2": f'<svg></p><style><a id="</style><img src=1 onerror={RUN}>">',
    "mutation 3": f"<form><math><mtext></form><form><mglyph><style></math><img src onerror={RUN}>",
    "mutation 4": f"<listing>&lt;img src=1 onerror={RUN}&gt;</listing><xmp><img src=x onerror={RUN}></xmp>",
    "mutation 5": f"<template><s><template><s><img src=x onerror={RUN}></s></template></s></template>",
    "mutation 6": f"<select><style></select><img src=x onerror={RUN}></style>",
    "comment": f"<!--><img src=x onerror={RUN}>--><!-- --!><img src=x onerror={RUN}> -->",
    "conditional": f"<!--[if IE]><script>{RUN}</script><![endif]--><![CDATA[<img src=x onerror={RUN}>]]>",
    "processing": f"<?xml-stylesheet href='{FAR}/30'?><!DOCTYPE x [<!ENTITY a SYSTEM '{FAR}/31'>]>&a;",
    "null octets": f"<scr\x00ipt>{RUN}</scr\x00ipt><img src=x o\x00nerror={RUN}>",
    "broken": f"<img src=x onerror={RUN} <img src=x onerror={RUN} //<<script>{RUN}//<</script>",
    "dom clobber": "<a id=require><a id=jupyterapp><form id=document><input name=body>",
    "deep": "<div>" * 3000 + f"<img src=x onerror={RUN}>",
    "utf-7": f"+ADw-script+AD4-{RUN}+ADw-/script+AD4-",
}

SVG = f"<svg xmlns='http://www.w3.org/2000/svg' onload='{RUN}'><script>{RUN}</script></svg>"

CORPUS: tuple[Hostile, ...] = (
    *(Hostile(f"subject: {what}", subject=said) for what, said in INTO_TEXT.items()),
    *(Hostile(f"sender: {what}", name=said) for what, said in INTO_TEXT.items()),
    *(Hostile(f"text: {what}", text=said) for what, said in INTO_TEXT.items()),
    *(Hostile(f"field: {what}", field=f"X-Odd: {said}") for what, said in INTO_TEXT.items()),
    *(Hostile(f"postmark: {what}", field=f"Received: from {said} by {said}; {said}")
      for what, said in INTO_TEXT.items()),
    *(Hostile(f"file: {what}", file_name=said, file="x") for what, said in INTO_TEXT.items()),
    *(Hostile(f"html: {what}", html=said) for what, said in INTO_HTML.items()),
    Hostile("field name", field=f"<script>{RUN}</script>: x"),
    Hostile("no field", field=f"<script>{RUN}</script>"),
    Hostile("svg file", file_name="picture.svg", file_type="image/svg+xml", file=SVG),
    Hostile("html file", file_name="page.html", file_type="text/html", file=INTO_HTML["script"]),
    Hostile("folder in a name", file_name="../../etc/passwd.html", file=INTO_HTML["script"]),
    Hostile("type of a file", file_type=f"text/html;x=\"<script>{RUN}</script>\"", file="x"),
    Hostile("charset", html=INTO_HTML["script"],
            content_type=f"text/html; charset=\"<script>{RUN}</script>\""),
    Hostile("charset utf-7", html=INTO_HTML["utf-7"], content_type="text/html; charset=utf-7"),
    Hostile("type", html="x", content_type=f"text/<script>{RUN}</script>"),
)  # fmt: skip


def octets(letter: Hostile, number: int = 0, recipient: str = "ken@fuji.example") -> bytes:
    """Return *letter* as it travels, with a Message-ID of its own."""
    subject = letter.subject or "harmless"
    sender = letter.name.replace("\\", "\\\\").replace('"', '\\"')
    head = [
        f'From: "{sender}" <crow@crow.example>',
        f"To: {recipient}",
        f"Subject: {subject}",
        f"Message-ID: <hostile-{number}@crow.example>",
        *([letter.field] if letter.field else []),
        "MIME-Version: 1.0",
    ]
    parts = [("text/plain; charset=utf-8", letter.text or "harmless")]
    if letter.html:
        parts.append((letter.content_type, letter.html))
    if letter.file:
        name = letter.file_name.replace("\\", "\\\\").replace('"', '\\"') or "file"
        kind = f'{letter.file_type}\r\nContent-Disposition: attachment; filename="{name}"'
        parts.append((kind, letter.file))
    body = "".join(f"--=_b\r\nContent-Type: {kind}\r\n\r\n{said}\r\n" for kind, said in parts)
    head.append('Content-Type: multipart/mixed; boundary="=_b"')
    whole = "\r\n".join(head) + "\r\n\r\n" + body + "--=_b--\r\n"
    return whole.encode("utf-8", "replace")
