"""A lab in which you see how e-mail works: ``from labkit import Lab``, then ``lab = Lab()``.

The name ``Lab`` is loaded when it is first asked for, so that importing a part of the package (an
engine for a lesson, a record for a view) costs nothing that this part doesn't need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from labkit.lab.lab import Lab

__all__ = ["Lab"]


def __getattr__(name: str) -> object:
    if name == "Lab":
        from labkit.lab.lab import Lab

        return Lab
    raise AttributeError(f"module 'labkit' has no attribute {name!r}")
