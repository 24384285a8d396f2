"""The program itself, as a folder of modules and libraries that any system's Python can run."""

from __future__ import annotations

import shutil
from pathlib import Path

from bundling import libraries
from bundling.compiling import compile_all
from bundling.fetching import wheels
from bundling.layout import ROOT
from bundling.locking import Target
from bundling.tools import run

_PACKAGES = ("dialogue_app", "ui", "resources")
_FOR_BUILDING = (".po", ".pot")
_BUILD_HOOK = "resources/build_catalogues.py"


def put_program(folder: Path, target: Target) -> None:
    """Put our packages and all libraries into a folder, compiled."""
    for wheel in wheels(target):
        libraries.unpack(wheel, folder)
    for name in _tracked_files() + _catalogues():
        copy = folder / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, copy)
    compile_all(folder)


def _tracked_files() -> list[str]:
    names = run(["git", "ls-files", "-z", "--", *_PACKAGES], cwd=ROOT).split("\0")
    left_out = (*_FOR_BUILDING, _BUILD_HOOK)
    return [name for name in names if name and not name.endswith(left_out)]


def _catalogues() -> list[str]:
    found = sorted((ROOT / "resources" / "translations").rglob("*.mo"))
    return [path.relative_to(ROOT).as_posix() for path in found]
