"""How bytes travel: the background loop, taps that record, links that fail, and loopback TCP.

Knows no mail and no protocol, so that the same wire carries all of them.
"""
