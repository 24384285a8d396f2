"""CPython for Windows: python.org's own signed files, beside the standard library.

They come from the official embeddable zip where `PYTHON_ZIP` names it, else from a wheel that
ships them for exactly this use.
"""

from __future__ import annotations

import zipfile
from pathlib import Path, PurePosixPath

from bundling.binaries import SAME_BYTES, exported_names
from bundling.compiling import stdlib_zip
from bundling.fetching import given_python_zip, python_in_a_wheel
from bundling.layout import MADE
from bundling.tools import run

LIBRARY, STDLIB = "python311.dll", "python311.zip"
_IN_WHEEL = "deploy_libs/"
# What else the files of Python hold: windows of Tk, sound, installers, and what is put in anew.
_NOT_USED = frozenset(
    {"_tkinter.pyd", "tcl86t.dll", "tk86t.dll", "winsound.pyd", "_msi.pyd"}
    | {"_ssl.pyd", "libssl-3.dll", "sqlite3.dll", "python3.dll"}
)
_PATHS = f"{STDLIB}\n.\nlib\n"


def put_python(folder: Path) -> str:
    """Put Python into the folder of a version; gives where it came from."""
    given = given_python_zip()
    if given is not None:
        _take(given, folder, "", (".dll", ".pyd", ".zip"))
        source = f"the official embeddable zip, {given.name}"
    else:
        wheel = python_in_a_wheel()
        _take(wheel, folder, _IN_WHEEL, (".dll", ".pyd"))
        stdlib_zip(folder / STDLIB)
        source = f"the files of python.org in the wheel {wheel.name}"
    _make_stable_library(folder)
    (folder / "python311._pth").write_text(_PATHS, "utf-8")
    return source


def _take(archive: Path, folder: Path, inside: str, suffixes: tuple[str, ...]) -> None:
    with zipfile.ZipFile(archive) as packed:
        for member in packed.namelist():
            path = PurePosixPath(member)
            name = path.name.lower()
            if member != inside + path.name or path.suffix not in suffixes:
                continue
            if name in _NOT_USED or name.startswith(("api-ms-", "vcruntime")):
                continue  # Windows 10 has the former; the latter comes with Qt, in one version
            (folder / path.name).write_bytes(packed.read(member))


def _make_stable_library(folder: Path) -> None:
    """python3.dll: the stable names, by which libraries for any Python 3 find this one's."""
    names = exported_names(folder / LIBRARY)
    module = Path(LIBRARY).stem
    table = ["LIBRARY python3", "EXPORTS", *(f"{name} = {module}.{name}" for name in names)]
    work = MADE / "python3"
    work.mkdir(parents=True, exist_ok=True)
    (work / "python3.def").write_text("\n".join(table) + "\n", "utf-8")
    (work / "empty.c").write_text("", "utf-8")
    linking = ["-shared", "-s", "-nostdlib", *SAME_BYTES, "-Wl,--entry,0"]
    target: list[str | Path] = ["-o", folder / "python3.dll"]
    run(["x86_64-w64-mingw32-gcc", *linking, *target, "empty.c", "python3.def"], cwd=work)
