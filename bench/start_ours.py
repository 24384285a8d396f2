"""Our own start, measured like its floor."""

from __future__ import annotations

from dialogue_app import collect_rarely


def main() -> None:
    collect_rarely()  # before anything is loaded, as the program does
    from ui.app import load_qt

    load_qt()
    from bench.start_window import main as show_window

    show_window()


main()
