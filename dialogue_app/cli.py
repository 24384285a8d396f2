"""The command line: the same services as the window, for scripts and machines without a screen."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from dialogue_app import __version__


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dialogue-app")
    parser.add_argument("--version", action="version", version=f"dialogue-app {__version__}")
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    _parser().parse_args(argv)
    return 0
