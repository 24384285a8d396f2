"""Runs a module of the bench in a process that begins as the program does: `MODULE ARGUMENT…`."""

from __future__ import annotations

import sys
from importlib import import_module

from dialogue_app import collect_rarely


def main() -> None:
    collect_rarely()  # before anything is loaded
    from ui.app import load_qt

    load_qt()
    import_module(sys.argv.pop(1)).main()


main()
