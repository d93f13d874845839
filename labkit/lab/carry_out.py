"""Lines of Python as a learner would type them, carried out one after the other."""

from __future__ import annotations

import ast

from labkit.agents.trouble import Trouble


def carry_out(lines: str, name: str, lab: object) -> list[Trouble]:
    """Carry out *lines*, in which ``lab`` is *lab*; return what was refused on the way.

    A refusal ends its own line and not the rest, as it would end its own cell. *name* is what a
    traceback calls the lines.
    """
    names: dict[str, object] = {"lab": lab}
    refused = []
    for statement in ast.parse(lines).body:
        code = compile(ast.Module([statement], []), f"<{name}>", "exec")
        try:
            exec(code, names)
        except Trouble as trouble:
            refused.append(trouble)
    return refused
