"""`python -m bundling`: the Windows zip, its installer, the Linux folder (`make bundle`)."""

from __future__ import annotations

import argparse

from bundling import installer, linux, windows
from bundling.fetching import sha256_of
from bundling.layout import DIST, HASHES, SETUP, WINDOWS_ZIP


def main() -> None:
    """Make all, or what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m bundling", description=__doc__)
    parser.add_argument("--only", choices=["windows", "linux"])
    parser.add_argument("--quickly", action="store_true", help="pack the installer less, to try it")
    asked = parser.parse_args()
    if asked.only != "linux":
        installer.make(windows.make(), quickly=asked.quickly)
        lines = (f"{sha256_of(path)}  {path.name}\n" for path in (WINDOWS_ZIP, SETUP))
        (DIST / HASHES).write_text("".join(lines), "utf-8")
    if asked.only != "windows":
        linux.make()


if __name__ == "__main__":
    main()
