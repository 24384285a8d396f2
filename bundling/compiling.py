"""Python's modules compiled once, here: an office's folder may not be written to, nor may two
builds differ. The compiled files hold no time; nobody compares them with their source.
"""

from __future__ import annotations

import shutil
import sys
import sysconfig
import zipfile
from collections.abc import Iterator
from pathlib import Path

from bundling.layout import MADE
from bundling.locking import PYTHON
from bundling.packing import add
from bundling.tools import run

_UNCHECKED = "unchecked-hash"
# Of the standard library: what serves only those who write programs, or Tk.
STDLIB_CUTS = frozenset(
    {"test", "idlelib", "ensurepip", "tkinter", "turtledemo", "lib2to3", "venv", "pydoc_data"}
    | {"site-packages", "dist-packages", "lib-dynload", "distutils", "__pycache__"}
)


def require_python() -> None:
    """End unless the Python that compiles is of the version that is handed out."""
    here = f"{sys.version_info.major}.{sys.version_info.minor}"
    if here != PYTHON:
        raise SystemExit(f"The bundle is made with Python {PYTHON}; .venv has {here}.")


def compile_all(folder: Path) -> None:
    """Compile every module below a folder, beside its source."""
    _compile(folder, "-f")


def stdlib_files() -> Iterator[tuple[str, Path]]:
    """The modules of the standard library that are handed out: where they stand in it."""
    root = Path(sysconfig.get_path("stdlib"))
    for path in sorted(root.rglob("*")):
        inner = path.relative_to(root)
        if path.suffix in (".py", ".txt") and not _is_cut(inner):
            yield inner.as_posix(), path


def stdlib_zip(target: Path) -> None:
    """The standard library as Python for Windows has it: compiled, in one zip."""
    work = MADE / "stdlib"
    shutil.rmtree(work, ignore_errors=True)  # else modules of an earlier Python stay
    for name, path in stdlib_files():
        copy = work / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    _compile(work, "-b", "-f")  # -b: module.pyc in the place of module.py
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(work.rglob("*.pyc")):
            add(archive, path.relative_to(work).as_posix(), path.read_bytes())


def _is_cut(inner: Path) -> bool:
    return bool(STDLIB_CUTS.intersection(inner.parts)) or inner.parts[0].startswith("config-")


def _compile(folder: Path, *options: str) -> None:
    command = [sys.executable, "-m", "compileall", "-q", "--invalidation-mode", _UNCHECKED]
    run([*command, "-s", folder, *options, folder], env_added={"PYTHONHASHSEED": "0"})
