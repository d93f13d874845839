"""A module for each exercise: its design note on top, then its data."""
