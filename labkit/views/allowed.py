"""Which actions make sense for a letter or a device as it is now, and if not, why not."""

from __future__ import annotations

from labkit.records import DeviceState, LetterRow, Notice

ON_SERVER = frozenset({"mark", "unmark", "trash", "expunge", "move"})
NEED_TEXT = frozenset({"answer", "forward", "export"})
NEED_NETWORK = frozenset({"answer", "forward", "upload", "send", "make_folder", "send_draft"})


def why_not(action: str, state: DeviceState, row: LetterRow | None = None) -> Notice | None:
    """Return why *action* cannot be done now, to the letter *row* or by the device; None if it can.

    Changes to a view need no network: the device keeps them for its next visit.
    """
    if state.lost:
        return None if action == "replace" else Notice("desk.why.river")
    if row is not None and (why := _of_letter(action, state, row)):
        return Notice(f"desk.why.{why}")
    if state.protocol == "POP3" and action in ("make_folder", "upload", "idle"):
        return Notice("desk.why.pop3_folders")
    if not state.online and action in (*NEED_NETWORK, "get", "sync", "connect", "get_delete"):
        return Notice("panel.why_offline")
    return None


def _of_letter(action: str, state: DeviceState, row: LetterRow) -> str:
    tile = row.tile
    if action in ON_SERVER and tile.holding == "copy":
        return "own_copy"
    if action == "delete" and tile.holding != "copy":
        return "only_view"
    if action == "upload" and tile.holding != "copy":
        return "on_server"
    if action == "trash" and tile.shelf == "Trash":
        return "in_trash"
    if action in NEED_TEXT and not tile.body:
        return "header_only"
    return ""
