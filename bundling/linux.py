"""The Linux folder: this machine's Python, our SQLite and everything else the program needs.

It runs on systems whose C library is not older than the building machine's; from the system it
takes what Qt needs to show a window (`.ci/system-packages`).
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import sysconfig
from pathlib import Path

from bundling import sqlite
from bundling.compiling import compile_all, require_python, stdlib_files
from bundling.guides import put_guides
from bundling.layout import GUIDE, HASHES, LINUX, POINTER, VERSION_FOLDER, WHOLE
from bundling.licences import put_licences
from bundling.locking import LINUX as TARGET
from bundling.locking import PYTHON
from bundling.packing import files, hash_list, megabytes
from bundling.program import put_program
from bundling.tools import FOR_LINUX, require, run

LAUNCHER = "dialogue-app"
_FOUND = re.compile(r"=> (/\S+)")
# What every Linux has, and must be its own: the C library and what belongs to it.
_OF_THE_SYSTEM = re.compile(
    r"(?:libc|libm|libdl|libpthread|librt|libutil|libcrypt|ld-linux.*)\.so.*"
)
# Where all lies that the window and a workbook need.
_LOADED = """
import sqlite3, sys, lxml.etree, ui.main_window, dialogue_app.documents.pdf
files = (getattr(module, "__file__", None) for module in list(sys.modules.values()))
print(*sys.path, *filter(None, files), sep="\\n")
"""
_NOT_USED = (
    "_tkinter",
    "_test",
    "_ssl",
    "_curses",
    "_dbm",
    "_gdbm",
    "_crypt",
    "nis",
    "xx",
    "readline",
)


def make() -> None:
    """Make the folder."""
    require_python()
    require(FOR_LINUX)
    shutil.rmtree(LINUX, ignore_errors=True)
    version = LINUX / VERSION_FOLDER
    _put_python(version)
    sqlite.build_for_linux(version / "lib" / "libsqlite3.so.0")
    put_program(version / "lib" / f"python{PYTHON}" / "site-packages", TARGET)
    put_licences(version, TARGET)
    put_guides(version)
    (version / HASHES).write_text(hash_list(version), "utf-8")
    (version / WHOLE).write_text(f"bin/python{PYTHON}\n", "utf-8")
    here = Path(__file__).parent
    shutil.copyfile(here / "guide-linux.txt", LINUX / GUIDE)
    shutil.copyfile(here / "launcher.sh", LINUX / LAUNCHER)
    (LINUX / LAUNCHER).chmod(0o755)
    (LINUX / POINTER).write_text(f"{VERSION_FOLDER}\n", "utf-8")
    _require_all_its_own(version)
    print(f"{LINUX.name}: {megabytes(*files(LINUX)):.0f} MB")


def _require_all_its_own(version: Path) -> None:
    """End if anything is loaded from this machine's Python: other machines have none."""
    python = version / (version / WHOLE).read_text("utf-8").strip()
    own_libraries = {"LD_LIBRARY_PATH": str(version / "lib")}
    told = run([python, "-I", "-B", "-c", _LOADED], env_added=own_libraries)
    paths = [Path(line) for line in told.splitlines() if line.startswith("/")]
    strange = [str(path) for path in paths if not path.is_relative_to(version)]
    if strange:
        raise SystemExit("\n".join(["The Linux folder lacks:", *strange]))


def _put_python(version: Path) -> None:
    """The interpreter with its standard library, laid out so that it finds itself."""
    program = version / "bin" / f"python{PYTHON}"
    stdlib = version / "lib" / f"python{PYTHON}"
    for name, path in stdlib_files():
        _copy(path, stdlib / name)
    compile_all(stdlib)
    modules = [
        path
        for path in sorted(Path(sysconfig.get_path("stdlib"), "lib-dynload").glob("*.so"))
        if not path.name.startswith(_NOT_USED)
    ]
    for path in modules:
        _copy(path, stdlib / "lib-dynload" / path.name)
    interpreter = Path(os.path.realpath(sys.executable))
    _copy(interpreter, program)
    for library in _libraries([interpreter, *modules]):
        _copy(library, version / "lib" / library.name)


def _libraries(files: list[Path]) -> list[Path]:
    """The system's libraries that these load, but SQLite and what every Linux has."""
    found: set[Path] = set()
    for path in files:
        for name in _FOUND.findall(run(["ldd", path])):
            library = Path(name)
            if not _OF_THE_SYSTEM.fullmatch(library.name) and "sqlite" not in library.name:
                found.add(library)
    return sorted(found)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, target)
