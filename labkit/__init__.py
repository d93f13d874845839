"""A lab in which you see how e-mail works: ``from labkit import Lab``, then ``lab = Lab()``."""

from labkit.lab.lab import Lab

__all__ = ["Lab"]
