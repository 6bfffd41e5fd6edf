"""A run in a process of its own, for tests that kill it, run two at once, or take its rights away.

    fault_child.py DB INPUT... [--kill-at N] [--count] [--pause SECONDS] [--bound] [--coder NAME]

`--kill-at N`: the process kills itself (SIGKILL) as it begins its Nth SQL statement, so that every moment between
the first byte of the schema and the last link can be hit, and the same one each time. `--count` prints how many there
were. `--bound`: give up root's power to pass over permissions, so that they mean something where tests run as root.
"""

import argparse
import ctypes
import os
import signal
import sqlite3
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from dateline import cli, registry
from dateline.store import connection as opening

CAPABILITY_VERSION_3 = 0x20080522


def drop_capabilities() -> None:
    """Stay the owner of root's files, but be held to their permissions (capset(2), Linux)."""
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    nothing = (ctypes.c_uint32 * 6)()
    if ctypes.CDLL(None, use_errno=True).capset(header, nothing) != 0:
        raise OSError(ctypes.get_errno(), "capset")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("db")
    parser.add_argument("inputs", nargs="*")
    parser.add_argument("--kill-at", type=int, default=0)
    parser.add_argument("--count", action="store_true")
    parser.add_argument("--pause", default="0")
    parser.add_argument("--bound", action="store_true")
    parser.add_argument("--coder", default="fake")
    parser.add_argument("--arguments", default=None, help="other arguments for dateline, joined by spaces")
    given = parser.parse_args()
    registry.CODERS = {**registry.CODERS, "fake": "fake_coder:code_document"}
    os.environ["DATELINE_TEST_PAUSE"] = given.pause
    met = 0

    def trace(_statement: str) -> None:
        nonlocal met
        met += 1
        if met == given.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    plain = opening._open

    def traced(name: str, *, readonly: bool) -> sqlite3.Connection:
        made = plain(name, readonly=readonly)
        if given.kill_at or given.count:  # an interrupt that met the callback would be swallowed there
            made.set_trace_callback(trace)
        return made

    opening._open = traced
    if given.bound and os.geteuid() == 0:
        drop_capabilities()
    if given.arguments is not None:
        sys.argv = ["dateline", *given.arguments.split(" "), "--db", given.db]
    else:
        sys.argv = ["dateline", "code", *given.inputs, "--db", given.db, "--coder", given.coder]
    try:
        cli.main()
    finally:
        if given.count:
            print(met)


if __name__ == "__main__":
    main()
