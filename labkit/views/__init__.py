"""Widgets, from records, texts and plots; actions are callables handed in. They know no server."""
