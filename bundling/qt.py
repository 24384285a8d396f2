"""Of PySide6 and Qt only what `ui` imports, what that needs, and the plugins without which no
window opens. All of it stays files of their own, so that another build of Qt can take their place.
"""

from __future__ import annotations

import ast
import re
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from bundling.binaries import needed_libraries
from bundling.layout import ROOT

WHEEL = "pyside6-essentials"
_MODULE = re.compile(r"PySide6\.(Qt\w+)")
_OWN = re.compile(r"PySide6/(?:__init__|_config|_git_pyside_version)\.py|PySide6/support/.*\.py")
PLUGINS = (
    "plugins/platforms/qwindows.dll",
    "Qt/plugins/platforms/libqxcb.so",
    "Qt/plugins/platforms/libqoffscreen.so",
    "Qt/plugins/platforms/libqwayland.so",
    "Qt/plugins/xcbglintegrations/",
    "Qt/plugins/platforminputcontexts/",
    "Qt/plugins/wayland-shell-integration/",
)


def used(archive: zipfile.ZipFile, candidates: Iterable[str]) -> set[str]:
    """Which files of the wheel of PySide6 are handed out."""
    candidates = set(candidates)
    begin = {name for name in candidates if _is_wanted(name)}
    with tempfile.TemporaryDirectory() as folder:
        return begin | _libraries_of(archive, begin, candidates, Path(folder))


def used_modules() -> set[str]:
    """The modules of Qt that the window imports."""
    return {name for path in sorted((ROOT / "ui").rglob("*.py")) for name in _imported(path)}


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.ImportFrom(module=str(module)):
                yield from _MODULE.findall(module)
            case ast.Import(names=names):
                yield from (found for one in names for found in _MODULE.findall(one.name))
            case ast.Constant(value=str(text)) if _MODULE.fullmatch(text):
                yield text.removeprefix("PySide6.")


def _is_wanted(name: str) -> bool:
    if _OWN.fullmatch(name) or ".dist-info/" in name:
        return True
    inner = name.removeprefix("PySide6/")
    path = PurePosixPath(inner)
    if len(path.parts) == 1 and path.suffix in (".pyd", ".so"):
        return path.name.split(".")[0] in used_modules()
    return inner.startswith(PLUGINS)


def _libraries_of(
    archive: zipfile.ZipFile, begin: set[str], candidates: set[str], folder: Path
) -> set[str]:
    """The libraries inside the wheel that these files load, and what those load."""
    by_name = {PurePosixPath(name).name.lower(): name for name in candidates}
    found: set[str] = set()
    due = [name for name in begin if name.endswith((".pyd", ".dll", ".so"))]
    while due:
        file = Path(archive.extract(due.pop(), folder))
        for needed in needed_libraries(file):
            name = by_name.get(needed.lower())
            if name is not None and name not in found and not _is_runtime(name):
                found.add(name)
                due.append(name)
    return found


def _is_runtime(name: str) -> bool:
    """Microsoft's runtime lies beside Python, once."""
    return name.endswith("140.dll") or "140_" in name
