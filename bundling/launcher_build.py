"""The two programs of the Windows folder, compiled from `launcher/` with icon and version."""

from __future__ import annotations

import shutil
import string
import struct
import sys
from pathlib import Path

from bundling.layout import FOLDER
from bundling.tools import run
from dialogue_app import __version__

WINDOW, COMMAND = f"{FOLDER}.exe", "dialogue-app.exe"
COPIES = "launchers"  # in the folder of a version: by them one launcher puts the other right
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
_SOURCES = Path(__file__).with_name("launcher")
_WARNINGS = ("-std=c11", "-Wall", "-Wextra", "-Werror")
# Run by a process of its own, so that making a bundle opens no Qt here.
_DRAW = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication(sys.argv[:1])
from ui import theme
for size in map(int, sys.argv[2:]):
    theme.program_picture(size).save(f"{sys.argv[1]}/{size}.png")
"""


def build(folder: Path, version: Path, work: Path) -> None:
    """Make both programs in a folder, and their copies in that of the version."""
    work.mkdir(parents=True, exist_ok=True)
    make_icon(work / "program.ico", work)
    (work / "program.manifest").write_bytes((_SOURCES / "program.manifest").read_bytes())
    for name, options in ((WINDOW, ("-DWINDOWED", "-mwindows")), (COMMAND, ())):
        resources = work / f"{Path(name).stem}.o"
        script = resources.with_suffix(".rc")
        script.write_text(_resource_script(name), "utf-8")
        run(["x86_64-w64-mingw32-windres", "-c", "65001", script.name, resources.name], cwd=work)
        linking = ("-s", "-municode", "-static-libgcc", "-Wl,--no-insert-timestamp")
        command = [
            "x86_64-w64-mingw32-gcc",
            *_WARNINGS,
            "-O2",
            *linking,
            *options,
            "-o",
            folder / name,
        ]
        run([*command, *sorted(_SOURCES.glob("*.c")), resources, "-limagehlp"])
        (version / COPIES).mkdir(exist_ok=True)
        shutil.copyfile(folder / name, version / COPIES / name)


def make_icon(target: Path, work: Path) -> None:
    """The program's icon in all sizes Windows asks for, in one file."""
    command = [sys.executable, "-c", _DRAW, str(work), *map(str, SIZES)]
    run(command, env_added={"QT_QPA_PLATFORM": "offscreen"})
    pictures = [(work / f"{size}.png").read_bytes() for size in SIZES]
    at = 6 + 16 * len(SIZES)
    entries = b""
    for size, picture in zip(SIZES, pictures, strict=True):
        side = size % 256  # 0 stands for 256
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), at)
        at += len(picture)
    target.write_bytes(struct.pack("<HHH", 0, 1, len(SIZES)) + entries + b"".join(pictures))


def _resource_script(name: str) -> str:
    template = string.Template((_SOURCES / "program.rc.in").read_text("utf-8"))
    numbers = ",".join([*__version__.split("."), "0"])
    return template.substitute(numbers=numbers, version=__version__, file=name)
