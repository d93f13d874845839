"""What every kernel of this environment loads: kindness for cells that run before the lab starts.

scripts/prepare.py and binder/postBuild copy it to where IPython looks, ``etc/ipython``.
"""

c = get_config()  # type: ignore[name-defined]  # noqa: F821
c.InteractiveShellApp.extensions = ["labkit.lab.unstarted"]
