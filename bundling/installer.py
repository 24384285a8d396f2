"""The installer for Windows, made of the Windows folder by NSIS."""

from __future__ import annotations

from pathlib import Path

from bundling import launcher_build
from bundling.binaries import set_checksum
from bundling.layout import GUIDE, MADE, SETUP, VERSION_FOLDER, moment
from bundling.packing import megabytes
from bundling.tools import run
from dialogue_app import __version__


def make(
    place: Path,
    target: Path = SETUP,
    icon: Path = MADE / "launcher" / "program.ico",
    *,
    quickly: bool = False,
) -> None:
    """Make the installer of a Windows folder; `quickly` packs it less, for trying it."""
    given = {
        "PLACE": place,
        "VERSION": __version__,
        "VERSION_FOLDER": VERSION_FOLDER,
        "WINDOW": launcher_build.WINDOW,
        "COMMAND": launcher_build.COMMAND,
        "GUIDE": GUIDE,
        "ICON": icon,
        "OUT": target,
    }
    defined = [f"-D{name}={value}" for name, value in given.items()]
    packed = ["-DQUICKLY"] if quickly else []
    script = Path(__file__).with_name("setup.nsi")
    run(
        ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *defined, *packed, script],
        env_added={"SOURCE_DATE_EPOCH": str(moment())},
    )
    set_checksum(target)
    print(f"{target.name}: {megabytes(target):.0f} MB")
