"""SQLite built from pinned source.

Up to 3.51.2 two processes that bring the log into the file at one instant can damage it; neither
Debian nor python.org's Python ships a newer one.
"""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from bundling.binaries import SAME_BYTES
from bundling.fetching import SQLITE, SQLITE_VERSION, sqlite_source
from bundling.layout import MADE
from bundling.tools import run

# What python.org builds it with, and the search by words that our store asks for.
_OPTIONS = (
    "-O2",
    "-DSQLITE_THREADSAFE=1",
    "-DSQLITE_ENABLE_COLUMN_METADATA",
    "-DSQLITE_ENABLE_FTS3_PARENTHESIS",
    "-DSQLITE_ENABLE_FTS4",
    "-DSQLITE_ENABLE_FTS5",
    "-DSQLITE_ENABLE_MATH_FUNCTIONS",
    "-DSQLITE_ENABLE_RTREE",
)


def build_for_windows(target: Path) -> None:
    """The sqlite3.dll that Python's own module of SQLite loads."""
    command = ["x86_64-w64-mingw32-gcc", *_OPTIONS, "-DSQLITE_API=__declspec(dllexport)", "-shared"]
    _build([*command, "-s", "-static-libgcc", *SAME_BYTES], target)


def build_for_linux(target: Path) -> None:
    """The libsqlite3.so.0 that Python's own module of SQLite loads."""
    command = ["gcc", *_OPTIONS, "-fPIC", "-shared", "-s", "-Wl,-soname,libsqlite3.so.0"]
    _build([*command, "-Wl,--build-id=none"], target, "-lm")


def _build(command: list[str], target: Path, *libraries: str) -> None:
    """Compile once what the same source, compiler and options give again."""
    said = "\0".join([SQLITE.sha256, *command, run([command[0], "--version"])])
    built = MADE / "sqlite" / hashlib.sha256(said.encode()).hexdigest()
    if not built.exists():
        source = sqlite_source(MADE / "sqlite")
        told = (source / "sqlite3.h").read_text("utf-8")
        if f'#define SQLITE_VERSION        "{SQLITE_VERSION}"' not in told:
            raise SystemExit(f"The source fetched is not SQLite {SQLITE_VERSION}.")
        part = built.with_suffix(".part")
        run([*command, "-o", part, "sqlite3.c", *libraries], cwd=source)
        part.replace(built)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(built, target)
