"""``python -m benchmarks``: one table, medians of three rounds. ``--quick`` only shows it works."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from statistics import median

from benchmarks.cases import CASES, DOVECOT, LIMIT, OURS, Case, Found
from benchmarks.local import MISSING
from benchmarks.servers import Server, idle_session, running

_ROW = "{:36}{:>10}{:>10}{:>10} {:6}{:>9}  {:32}{}"
_OF_A_THOUSANDTH = {"ms": 1.0, "kB": 1.0, "µs": 1e3}
_VERDICT = {True: "yes", False: "NO", None: "-"}


def main() -> None:
    options = _options()
    _open_many_files()
    cases = [case for case in CASES if not options.only or case.name in options.only]
    print(f"{options.letters} letters of 2 KiB, medians of {options.rounds}; {_load()}")
    print(_ROW.format("", "labkit", "limit", "Dovecot", "", "of limit", "target", "reached"))
    with running(options.letters) as servers:
        for case in cases:
            found = _measured(case, servers, options)
            print(_row(case, found), flush=True)
    print(_load())


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--letters", type=int, default=10_000, help="in the mailbox")
    parser.add_argument("--sessions", type=int, default=1000, help="that wait in IDLE")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="*", metavar="CASE", help="by its short name")
    parser.add_argument("--quick", action="store_true", help="small numbers, one round, no browser")
    options = parser.parse_args()
    if options.quick:
        options.letters, options.sessions, options.rounds = 200, 20, 1
    return options


def _open_many_files() -> None:
    """A thousand sessions are two thousand sockets; children inherit the limit."""
    if sys.platform != "win32":
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = 4096 if hard == resource.RLIM_INFINITY else min(4096, hard)
        if soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _measured(case: Case, servers: list[Server], options: argparse.Namespace) -> Found:
    """Ask the servers by turns, so that whatever else the machine does meets all of them."""
    found: dict[str, list[float]] = {}
    for round in range(options.rounds):
        for server in servers:
            value = _once(case, server, options, round)
            if value is not None:
                found.setdefault(server.name, []).append(value)
    return {name: median(values) for name, values in found.items()}


def _once(case: Case, server: Server, options: argparse.Namespace, round: int) -> float | None:
    if case.name == "idle":
        return idle_session(options.sessions) if server.name == OURS else None
    if case.protocol:
        return server.ask(case.name, case.protocol, options.letters, round)
    if server.name != OURS or (options.quick and case.browser):
        return None
    words = [sys.executable, "-m", "benchmarks.local", case.name]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode == MISSING:
        print(f"{case.title}: {done.stderr.strip()}")
        return None
    done.check_returncode()
    return float(done.stdout) * _OF_A_THOUSANDTH[case.unit]


def _row(case: Case, found: Found) -> str:
    ratio = f"{found[OURS] / found[LIMIT]:.2f}" if found.get(LIMIT) else ""
    columns = [_number(found.get(name)) for name in (OURS, LIMIT, DOVECOT)]
    target = case.target
    verdict = _VERDICT[target.reached(found)]
    return _ROW.format(case.title, *columns, case.unit, ratio, target.words, verdict)


def _number(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _load() -> str:
    if not hasattr(os, "getloadavg"):
        return f"{os.cpu_count()} cores"
    return f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"


if __name__ == "__main__":
    main()
