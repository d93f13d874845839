"""Lessons: predict, run, see, check. They look at evidence, and know no widget and no lab.

``exercises`` has a module for each exercise, ``evidence`` is what a check may look at, ``checking``
turns both into a result, and a ``workbook`` keeps what one learner has predicted and passed.
"""
