"""A view in a tab of its own beside the notebook: JupyterLab's sidecar, where it is installed."""

from __future__ import annotations

from sidecar import Sidecar

from labkit.views.workbench import Workbench


def detach(bench: Workbench) -> Sidecar:
    """Open *bench* to the right of the notebook; where there is no JupyterLab nothing opens."""
    from IPython import display

    tab = Sidecar(title=bench.title, anchor="split-right")
    with tab:
        display.display(bench)
    return tab
