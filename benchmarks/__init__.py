"""How fast the lab's servers are, as ratios against named references: ``python -m benchmarks``.

``servers`` starts three of each kind in processes of their own: a server that knows its replies by
heart (the limit), the lab's own, and Dovecot where it is installed. ``client`` asks all of them
the same. ``docs/performance.md`` says what is measured and why.
"""
