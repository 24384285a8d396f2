"""What an office does with the program on Windows, step by step; each asserts what it must show."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pdfplumber

from bundling.launcher_build import COMMAND, WINDOW
from bundling.layout import (
    DIST,
    FOLDER,
    GUIDE,
    HASHES,
    POINTER,
    ROOT,
    SETUP,
    VERSION_FOLDER,
    WHOLE,
    WINDOWS_ZIP,
)  # fmt: skip
from dialogue_app import __version__
from tests.windows.wine import PREFIX, Done, Wine, windows_path

TITLE = "Đối thoại doanh nghiệp"
MENU = f"AppData/Roaming/Microsoft/Windows/Start Menu/Programs/{TITLE}"
OFFICE = ROOT / "tests" / "workbooks"
OLDER = "app-0.0.9"
KILLS = 20
HERE = Path(__file__).parent


@dataclass
class Office:
    """A user's computer: what is installed there, its data, and the same on Linux to compare."""

    wine: Wine
    seen: Path = DIST / "seen"
    linux_data: Path = PREFIX / "linux-data"
    user: Path = field(init=False)

    def __post_init__(self) -> None:
        self.user = next((self.wine.drive / "users").glob("[!P]*"))
        shutil.rmtree(self.seen, ignore_errors=True)
        self.seen.mkdir(parents=True)

    @property
    def program(self) -> Path:
        """Where the installer puts the program by itself."""
        return self.user / "AppData" / "Local" / "Programs" / FOLDER

    @property
    def data(self) -> Path:
        """A folder for data such as people make: letters with marks, blanks, deep."""
        papers = "Tài liệu chuẩn bị, biên bản, văn bản gửi các cơ quan, kết quả giải quyết"
        meeting = self.user / "Documents" / "Hội nghị đối thoại năm 2026" / "Phường Mẫu, quý III"
        return meeting / papers / "Dữ liệu của văn phòng"

    def command(self, *arguments: str, program: Path | None = None) -> Done:
        """A command of the program, on its data."""
        command = (program or self.program) / COMMAND
        return self.wine.run(command, "--data", windows_path(self.data), *arguments)

    def on_linux(self, *arguments: str | Path) -> str:
        """The same by the clone."""
        done = subprocess.run(
            [sys.executable, *map(str, arguments)],
            env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def linux_command(self, *arguments: str) -> str:
        """A command of the clone, on data of its own."""
        code = "import sys; from ui.app import main; sys.exit(main())"
        return self.on_linux("-c", code, "--data", self.linux_data, *arguments)


def install(office: Office) -> None:
    """Installed silently, without an administrator, with an entry in the start menu"""
    assert office.wine.run(SETUP, "/S").code == 0
    version = office.program / VERSION_FOLDER
    for line in (version / HASHES).read_text("utf-8").splitlines():
        sha256, name = line.split("  ", 1)
        assert hashlib.sha256((version / name).read_bytes()).hexdigest() == sha256, name
    assert (office.program / POINTER).read_text("utf-8").strip() == VERSION_FOLDER
    assert (office.program / GUIDE).exists()
    assert (office.user / MENU / f"{TITLE}.lnk").exists()


def first_start(office: Office) -> None:
    """The window shows on an empty folder; a second start ends at once; it closes by its keys"""
    asked = ("--data", windows_path(office.data))
    process = office.wine.start(office.program / WINDOW, *asked)
    window = office.wine.wait_for_window(TITLE)
    second = office.wine.run(office.program / WINDOW, *asked)
    assert second.code == 0, f"the second start ended with {second.code}: {second.err}"
    assert process.poll() is None, "the second start ended the first"
    office.wine.press(window, "alt+F4")
    code = process.wait(timeout=60)
    assert code == 0, f"the window ended with {code}"
    assert (office.data / "dialogue.db").exists()


def quickness(office: Office) -> str:
    """The window's start against that of ten lines of Qt by the same Python"""
    version = windows_path(office.program / VERSION_FOLDER)
    ten_lines = windows_path(HERE / "ten_lines.py")
    floor = _until_window(office, "Ten lines", PREFIX / "python.exe", version, ten_lines)
    ours = _until_window(
        office, TITLE, office.program / WINDOW, "--data", windows_path(office.data)
    )
    return f"{ours:.1f} s against {floor:.1f} s: {ours / floor:.1f} times"


def sample(office: Office) -> None:
    """The sample is made, by a folder whose name has marks and blanks"""
    done = office.command("sample")
    assert done.code == 0, done.err
    office.linux_command("sample")


def import_workbook(office: Office) -> None:
    """A real office's workbook says the same as on Linux, row by row"""
    workbook = OFFICE / "so-doanh-nghiep.xlsx"
    done = office.command("import", "enterprises", windows_path(workbook))
    assert done.code == 0, done.err
    assert done.out == office.linux_command("import", "enterprises", str(workbook))


def minutes(office: Office) -> None:
    """The minutes have every letter and page that Linux's have"""
    here, there = office.seen / "windows-minutes.pdf", office.seen / "linux-minutes.pdf"
    done = office.command("minutes", "2026-K3", "-o", windows_path(here))
    assert done.code == 0, done.err
    office.linux_command("minutes", "2026-K3", "-o", str(there))
    assert _pages(here) == _pages(there)


def look_and_type(office: Office) -> None:
    """Five pages have Linux's size and faces, every class of widget our face; an issue is typed"""
    script = HERE / "inside.py"
    folders = [windows_path(path) for path in (ROOT, office.data, office.seen / "windows")]
    version = office.program / VERSION_FOLDER
    runner = PREFIX / "python.exe"
    done = office.wine.run(runner, windows_path(version), windows_path(script), *folders)
    assert done.code == 0, done.err
    office.on_linux(script, ROOT, office.linux_data, office.seen / "linux")
    here, there = (_seen(office.seen / name) for name in ("windows", "linux"))
    assert here["typed"] == 1
    for moment in ("classes", "classes after changes"):
        strange = {name: face for name, face in here[moment].items() if face != there[moment][name]}
        assert strange == {}, f"{moment}: {strange}"
    assert here["pages"] == there["pages"], _first_difference(here["pages"], there["pages"])


def held_open(office: Office) -> None:
    """A workbook that another program holds is left as it is, and the sentence says to close it"""
    workbook = office.seen / "danh-sach.xlsx"
    workbook.write_bytes(b"held")
    version = windows_path(office.program / VERSION_FOLDER)
    script, held = windows_path(HERE / "hold.py"), windows_path(workbook)
    holder = office.wine.start(PREFIX / "python.exe", version, script, held)
    assert holder.stdout
    told = holder.stdout.readline().strip()
    assert told == b"held", told
    done = office.command("export", "issues", "-o", held)
    holder.kill()
    holder.communicate()
    assert done.code == 1, f"ended with {done.code}: {done.out}{done.err}"
    assert "Hãy đóng tệp danh-sach.xlsx trong Excel" in done.err, done.err
    assert workbook.read_bytes() == b"held"


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
        step = max(1, len(members) // (KILLS - 6))
        points = {*range(0, len(members) - 6, step), *range(len(members) - 6, len(members))}
        for number, member in enumerate(members):
            content = archive.read(member)
            target = place.parent / member.filename
            target.parent.mkdir(parents=True, exist_ok=True)
            is_program = target.name in (COMMAND, WINDOW)
            if number in points and not is_program:
                target.write_bytes(content[: len(content) // 2])
                started.append(_version(office, place))
            target.write_bytes(content)
    started.append(_version(office, place))
    assert len(started) >= KILLS - 2, len(started)
    assert set(started[:-2]) == {"0.0.9"}, started
    assert started[-1] == __version__


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


STEPS = (
    install,
    first_start,
    sample,
    import_workbook,
    minutes,
    look_and_type,
    quickness,
    held_open,
    half_unpacked,
    blocked,
    update_and_back,
    killed_updates,
    remove,
)


def _pages(paper: Path) -> list[str]:
    with pdfplumber.open(paper) as document:
        return [page.extract_text() for page in document.pages]


def _until_window(office: Office, title: str, program: Path, *arguments: str) -> float:
    """Seconds until a program's window shows; it is closed then."""
    begun = time.monotonic()
    process = office.wine.start(program, *arguments)
    window = office.wine.wait_for_window(title)
    seconds = time.monotonic() - begun
    office.wine.press(window, "alt+F4")
    process.communicate(timeout=60)
    return seconds


def _seen(folder: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((folder / "seen.json").read_text("utf-8"))
    return told


def _first_difference(here: dict[str, Any], there: dict[str, Any]) -> str:
    name = next(name for name in there if here.get(name) != there[name])
    return f"{name}: {here.get(name)}, on Linux {there[name]}"


def _version(office: Office, program: Path) -> str:
    done = office.wine.run(program / COMMAND, "--version")
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
