"""How Japanese is set in labkit: curriculum for all texts, whatever file they stand in."""

from __future__ import annotations

import re

JAPANESE = "\u3041-\u309f\u30a0-\u30ff\u4e00-\u9fff"
_FAULTS = {
    "half-width kana": "[\uff61-\uff9f]",
    "サーバー has its long mark": "サーバ(?!ー)",
    # Spaces are for code.
    "no space between Japanese and Latin": (
        rf"[{JAPANESE}] [A-Za-z0-9{{]|[A-Za-z0-9}}] [{JAPANESE}]"
    ),
    "full-width 、。！？": rf"[{JAPANESE}][,.!?;](\s|$)",
    "full-width （）": rf"\([{JAPANESE}]|[{JAPANESE}]\)",
}
AVOIDED = (
    "写し",
    "サーバ ",
    "フォルダ(?!ー)",
    "ゴミ箱",
    "転送サーバー",
    "メーラー",
    "ヘッダ(?!ー)",
)


def faults(sentence: str) -> list[str]:
    """Return what is set wrongly in a Japanese *sentence*."""
    return [rule for rule, pattern in _FAULTS.items() if re.search(pattern, sentence)]
