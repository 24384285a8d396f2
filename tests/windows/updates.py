"""A new version over an older one, and back; what is whole starts, whatever broke off."""

from __future__ import annotations

import os
import re
import shutil
import zipfile
from pathlib import Path

from bundling.launcher_build import COMMAND, WINDOW
from bundling.layout import (
    FOLDER,
    POINTER,
    SETUP,
    VERSION_FOLDER,
    WHOLE,
    WINDOWS_ZIP,
)  # fmt: skip
from dialogue_app import __version__
from tests.windows.office import MENU, Office
from tests.windows.wine import windows_path

OLDER = "app-0.0.9"
KILLS = 20


def half_unpacked(office: Office) -> None:
    """A zip that was unpacked by half for the first time says so in one sentence"""
    place = office.user / "Downloads" / FOLDER
    with zipfile.ZipFile(WINDOWS_ZIP) as archive:
        for name in (f"{FOLDER}/{COMMAND}", f"{FOLDER}/{VERSION_FOLDER}/python311.dll"):
            archive.extract(name, place.parent)
    for begun in (False, True):
        if begun:  # what makes the version whole was created, and nothing written yet
            (place / VERSION_FOLDER / WHOLE).touch()
        done = office.wine.run(place / COMMAND, "--version")
        assert done.code == 70
        assert "chưa được giải nén hết" in done.err


def blocked(office: Office) -> None:
    """A library that is gone or damaged is named by one sentence, before anything begins"""
    library = office.program / VERSION_FOLDER / "lib" / "lxml" / "etree.cp311-win_amd64.pyd"
    aside = library.with_suffix(".aside")
    library.rename(aside)
    done = office.command("sample")
    assert (done.code, done.out) == (70, ""), done.err
    assert "Thiếu tệp" in done.err
    assert library.name in done.err
    library.write_bytes(b"no library")
    done = office.command("sample")
    assert done.code == 70
    assert library.name in done.err
    aside.replace(library)


def killed_updates(office: Office) -> None:
    """An update by the zip, killed at twenty points: the old or the new version starts each time"""
    place = office.user / "Desktop" / "Bản mang theo" / FOLDER
    _make_older(office, place)
    started = []
    with zipfile.ZipFile(WINDOWS_ZIP) as archive:
        members = archive.infolist()
        step = len(members) // (KILLS - 6)
        points = {*range(0, len(members) - 6, step), *range(len(members) - 6, len(members))}
        for number, member in enumerate(members):
            content = archive.read(member)
            target = place.parent / member.filename
            target.parent.mkdir(parents=True, exist_ok=True)
            if number in points:
                target.write_bytes(content[: len(content) // 2])
                started.append(_version(office, place, _other_than(target.name)))
                if target.name in (COMMAND, WINDOW):  # the other one put it right
                    started.append(_version(office, place, target.name))
            target.write_bytes(content)
    started.append(_version(office, place))
    assert len(started) > KILLS, len(started)
    assert set(started[:-2]) == {"0.0.9"}, started
    assert started[-1] == __version__


def _other_than(launcher: str) -> str:
    return WINDOW if launcher == COMMAND else COMMAND


def update_and_back(office: Office) -> None:
    """The installer leaves the version before in its place, and one command goes back to it"""
    version = office.program / VERSION_FOLDER
    shutil.rmtree(office.program / OLDER, ignore_errors=True)
    _turn_into_older(version, office.program / OLDER)
    shutil.rmtree(version)
    (office.program / POINTER).write_text(f"{OLDER}\n", "utf-8")
    assert _version(office, office.program) == "0.0.9"
    assert office.wine.run(SETUP, "/S").code == 0
    assert _version(office, office.program) == __version__
    assert "0.0.9" in office.wine.run(office.program / COMMAND, "--go-back").err
    assert _version(office, office.program) == "0.0.9"
    assert office.wine.run(SETUP, "/S").code == 0
    done = office.command("export", "issues", "-o", windows_path(office.seen / "issues.xlsx"))
    assert done.code == 0, done.err


def full_disk(office: Office) -> None:
    """An update that the disk has no room for leaves the version in use, and nothing of its own"""
    with office.wine.small_disk("G", 20) as disk:
        place = disk.folder / "Doi-thoai"  # Wine would put a name with blanks into quotes
        place.mkdir()
        (place / OLDER).symlink_to(office.program / OLDER)
        shutil.copy(office.program / COMMAND, place)
        (place / POINTER).write_text(f"{OLDER}\n", "utf-8")
        before = sorted(path.name for path in place.iterdir())
        assert office.wine.run(SETUP, "/S", rf"/D=G:\{place.name}").code == 2
        assert sorted(path.name for path in place.iterdir()) == before
        assert _version(office, place) == "0.0.9"


def remove(office: Office) -> None:
    """Removed silently; the data stays as it was"""
    before = sorted(path.name for path in office.data.iterdir())
    uninstaller = office.program / "uninstall.exe"
    folder = windows_path(office.program)
    assert office.wine.run(uninstaller, "/S", f"_?={folder}").code == 0
    left = [path.name for path in office.program.rglob("*")]
    assert left in ([], [uninstaller.name]), left
    assert not (office.user / MENU).exists()
    assert sorted(path.name for path in office.data.iterdir()) == before


def _version(office: Office, program: Path, launcher: str = COMMAND) -> str:
    done = office.wine.run(program / launcher, "--version")
    return done.out.removeprefix("dialogue-app ").strip() or done.err


def _make_older(office: Office, place: Path) -> None:
    """A folder as an office has it that unpacked an older zip."""
    place.mkdir(parents=True)
    _turn_into_older(office.program / VERSION_FOLDER, place / OLDER)
    for name in (COMMAND, WINDOW):
        shutil.copy(office.program / name, place)
    (place / POINTER).write_text(f"{OLDER}\n", "utf-8")


def _turn_into_older(version: Path, target: Path) -> None:
    """The same version under an older number: there is no older one yet."""
    shutil.copytree(version, target, copy_function=os.link)
    package = target / "lib" / "dialogue_app"
    shutil.rmtree(package / "__pycache__")
    source = package / "__init__.py"
    text = re.sub(r'__version__ = ".*"', '__version__ = "0.0.9"', source.read_text("utf-8"))
    source.unlink()  # it is one file with the version's it was copied from
    source.write_text(text, "utf-8")
