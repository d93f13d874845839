"""The servers, the people and what happened: everything that is there without a notebook."""
