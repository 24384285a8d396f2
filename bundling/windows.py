"""The Windows folder: put together, then packed as a zip."""

from __future__ import annotations

import shutil
from pathlib import Path

from bundling import launcher_build, sqlite
from bundling.binaries import is_windows_program, needed_libraries, set_checksum
from bundling.compiling import require_python
from bundling.fetching import wheels
from bundling.guides import put_guides
from bundling.layout import (
    DIST,
    FOLDER,
    GUIDE,
    HASHES,
    MADE,
    POINTER,
    VERSION_FOLDER,
    WHOLE,
    WINDOWS_ZIP,
)
from bundling.libraries import runtime_libraries
from bundling.licences import put_licences
from bundling.locking import WINDOWS
from bundling.packing import files, hash_list, megabytes, pack
from bundling.program import put_program
from bundling.python_windows import LIBRARY, put_python
from bundling.tools import FOR_WINDOWS, require

PLACE = MADE / "windows" / FOLDER
LARGEST, LARGEST_ZIP = 240, 95  # megabytes an office's computer and line can be asked for
_RUNTIME = ("msvcp140", "vcruntime140")


def make() -> Path:
    """Make the zip; gives the folder it was packed from."""
    require_python()
    require(FOR_WINDOWS)
    shutil.rmtree(PLACE.parent, ignore_errors=True)
    version = PLACE / VERSION_FOLDER
    version.mkdir(parents=True)
    print("Python:", put_python(version))
    sqlite.build_for_windows(version / "sqlite3.dll")
    put_program(version / "lib", WINDOWS)
    _put_runtime(version)
    put_licences(version, WINDOWS)
    put_guides(version)
    launcher_build.build(PLACE, version, MADE / "launcher")
    for path in files(PLACE):
        if is_windows_program(path):
            set_checksum(path)
    (version / HASHES).write_text(hash_list(version), "utf-8")
    (version / WHOLE).write_text(f"{LIBRARY}\n", "utf-8")
    guide = Path(__file__).with_name(GUIDE).read_text("utf-8")
    (PLACE / GUIDE).write_text(guide, "utf-8-sig", newline="\r\n")
    (PLACE / POINTER).write_text(f"{VERSION_FOLDER}\n", "utf-8")
    _pack()
    return PLACE


def _put_runtime(version: Path) -> None:
    """Microsoft's runtime, once, beside the Python that loads it."""
    libraries = [path for path in files(version) if path.suffix in (".dll", ".pyd")]
    needed = {name.lower() for path in libraries for name in needed_libraries(path)}
    (shiboken,) = (wheel for wheel in wheels(WINDOWS) if wheel.name.startswith("shiboken6-"))
    for name, content in runtime_libraries(shiboken):
        if name.lower() in needed and name.lower().startswith(_RUNTIME):
            (version / name).write_bytes(content)


def _pack() -> None:
    DIST.mkdir(exist_ok=True)
    last = [
        f"{VERSION_FOLDER}/{WHOLE}",
        launcher_build.COMMAND,
        launcher_build.WINDOW,
        GUIDE,
        POINTER,
    ]
    pack(PLACE, WINDOWS_ZIP, last)
    whole, packed = megabytes(*files(PLACE)), megabytes(WINDOWS_ZIP)
    print(f"{WINDOWS_ZIP.name}: {packed:.0f} MB, unpacked {whole:.0f} MB")
    if whole > LARGEST or packed > LARGEST_ZIP:
        raise SystemExit(f"The folder may have {LARGEST} MB, the zip {LARGEST_ZIP} MB.")
