"""LANG and UTF8 (RFC 6856): the languages of the replies, and the table of those in Japanese.

Words on the wire are English unless a client asks: only POP3 lets it. What is said in the code is
the English, and the key here. All replies are UTF-8, with or without the UTF8 command (section
3.2).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Language(NamedTuple):
    """A language listing of RFC 6856 section 3.2, and what it calls each English sentence."""

    tag: str
    name: str
    table: Mapping[str, str]


JAPANESE = {
    "{count} message": "メール{count}通",
    "{count} messages": "メール{count}通",
    "{messages} ({octets} octets)": "{messages}（{octets}オクテット）",
    "{octets} octets": "{octets}オクテット",
    # before the login
    "now your password, please: PASS": "次はPASSでパスワードをどうぞ",
    "USER wants your mail address": "USERにはメールアドレスが必要です",
    "USER comes before PASS": "PASSの前にUSERが必要です",
    "AUTH wants one of: {mechanisms}": "AUTHで使える方式：{mechanisms}",
    "authentication cancelled, as you asked": "ご希望どおり、認証を取りやめました",
    "PLAIN is: (who to act as) NUL user NUL password, in base64": (
        "PLAINの形：（だれとして入るか）・NUL・名前・NUL・パスワード。これをbase64にします"
    ),
    "that is not base64 of UTF-8 text": "UTF-8の文字列のbase64ではありません",
    "you cannot act for somebody else here": "ここではほかの人としてログインできません",
    "user name or password is wrong": "名前かパスワードが違います",
    "a character in it may not stand in a name or password": (
        "名前やパスワードに使えない文字があります"
    ),
    "another session has this maildrop, please wait": (
        "別の接続がこのメールボックスを使っています。お待ちください"
    ),
    "log in again in {seconds} seconds": "次のログインは{seconds}秒後にどうぞ",
    "this server is busy, try again later": ("サーバーが混み合っています。あとでもう一度どうぞ"),
    "this maildrop is damaged, please ask the postmaster": (
        "このメールボックスは壊れています。管理者にお尋ねください"
    ),
    "maildrop locked, {held}": "メールボックスに鍵をかけました。{held}",
    # on letters
    "unique-id listing follows": "固有IDの一覧です",
    "top of message follows": "メールの先頭です",
    "TOP wants a message number and a number of lines, such as TOP 1 0": (
        "TOPにはメールの番号と行数が必要です。例：TOP 1 0"
    ),
    "a message number is wanted here, such as 1": "ここにはメールの番号が必要です。例：1",
    "no such message, the maildrop has {count}": (
        "その番号のメールはありません。全部で{count}通です"
    ),
    "message {number} is marked as deleted, RSET would unmark it": (
        "{number}番には削除マークが付いています。RSETで取り消せます"
    ),
    "message {number} marked as deleted": "{number}番に削除マークを付けました",
    "message {number} has UTF-8 in its header, say UTF8 before you log in": (
        "{number}番のヘッダーにはUTF-8の文字があります。ログインの前にUTF8と言ってください"
    ),
    "maildrop has {held}": "メールボックスには{held}があります",
    # at any time
    "this is what I can do": "できることの一覧です",
    "these are my languages": "使える言語の一覧です",
    "{tag} I speak English now": "{tag} これからは日本語で答えます",
    "I don't speak this language, LANG lists those I do": (
        "その言語は使えません。LANGで一覧が見られます"
    ),
    "UTF-8 it is": "UTF-8を使います",
    "{hostname} signing off": "{hostname}、終了します",
    "{hostname} signing off ({left} left)": "{hostname}、終了します（残り{left}通）",
    "{hostname} signing off ({removed} removed, {left} left)": (
        "{hostname}、終了します（{removed}を削除、残り{left}通）"
    ),
    "some deleted messages not removed": "削除マークの付いたメールの一部を消せませんでした",
    "line too long: {longest} octets at most": "行が長すぎます。{longest}オクテットまでです",
    "unknown command {verb}, CAPA says what I can do": (
        "{verb}というコマンドはありません。できることはCAPAでわかります"
    ),
    "{verb} is not allowed in {state}: {hint}": "{verb}は{state}では使えません。{hint}",
    "log in first": "先にログインしてください",
    "you are logged in": "もうログインしています",
    "you said goodbye": "もう終了を伝えています",
    "this command has no argument": "このコマンドに引数はありません",
    "too many bad commands": "誤ったコマンドが多すぎます",
    "commands are printable ASCII characters": "コマンドに使えるのは、表示できるASCII文字だけです",
    "this is not printable UTF-8 text": "表示できるUTF-8の文字列ではありません",
}

ENGLISH = Language("en", "English", {})
LANGUAGES = (ENGLISH, Language("ja", "日本語", JAPANESE))
PREFERRED = ENGLISH  # what "*" asks for: the administrator's choice


def wanted(language_range: str) -> Language | None:
    """Return the language for a basic language range of RFC 4647, None if we don't speak it.

    Its section 3.4: the last subtags are dropped until something matches.

    >>> wanted("ja-Jpan-JP").tag, wanted("*").tag, wanted("mul")
    ('ja', 'en', None)
    """
    if language_range == "*":
        return PREFERRED
    tags = {language.tag: language for language in LANGUAGES}
    subtags = language_range.lower().split("-")
    for end in range(len(subtags), 0, -1):
        found = tags.get("-".join(subtags[:end]))
        if found is not None:
            return found
    return None
