"""What an office does with the program from day to day; each step asserts what it must show."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from pathlib import Path
from typing import Any

import pdfplumber

from bundling.binaries import checksum, header_checksum, is_windows_program
from bundling.launcher_build import COMMAND, COPIES, WINDOW
from bundling.layout import GUIDE, HASHES, POINTER, ROOT, SETUP, VERSION_FOLDER
from bundling.packing import files
from dialogue_app.services.guides.reading import PEOPLE
from tests.windows.office import HERE, MENU, TITLE, Office
from tests.windows.wine import PREFIX, windows_path

WORKBOOKS = ROOT / "tests" / "workbooks"


def install(office: Office) -> None:
    """Installed silently, without an administrator, with an entry in the start menu"""
    assert office.wine.run(SETUP, "/S").code == 0
    version = office.program / VERSION_FOLDER
    for line in (version / HASHES).read_text("utf-8").splitlines():
        sha256, name = line.split("  ", 1)
        assert hashlib.sha256((version / name).read_bytes()).hexdigest() == sha256, name
    for path in filter(is_windows_program, files(office.program)):
        content = path.read_bytes()
        assert header_checksum(content) == checksum(content), path
        assert b"UPX!" not in content[:4096], path
    assert (office.program / POINTER).read_text("utf-8").strip() == VERSION_FOLDER
    assert (office.program / GUIDE).exists()
    for name in (WINDOW, COMMAND):
        assert (office.program / name).read_bytes() == (version / COPIES / name).read_bytes()
    assert len(list((version / "huong-dan").glob("*.pdf"))) == len(PEOPLE)
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
    there = office.linux_command("sample")
    done = office.command("sample")
    assert done.code == 0, done.err
    there.result()


def import_workbook(office: Office) -> None:
    """A real office's workbook, open in Excel, says the same as on Linux; no console flashes up"""
    workbook = office.seen / "so-doanh-nghiep.xlsx"
    shutil.copy(WORKBOOKS / workbook.name, workbook)
    asked = ("--data", windows_path(office.data), "import", "enterprises", windows_path(workbook))
    there = office.linux_command("import", "enterprises", str(workbook))
    with office.held(workbook), office.wine.watching() as shown:
        done = office.wine.run(office.program / WINDOW, *asked)  # which has no console of its own
    assert done.code == 0, done.err
    assert shown == []
    assert done.out == there.result()


def minutes(office: Office) -> None:
    """The minutes have every letter and page that Linux's have"""
    here, there = office.seen / "windows-minutes.pdf", office.seen / "linux-minutes.pdf"
    written = office.linux_command("minutes", "2026-K3", "-o", str(there))
    done = office.command("minutes", "2026-K3", "-o", windows_path(here))
    assert done.code == 0, done.err
    written.result()
    assert _pages(here) == _pages(there)


def look_and_type(office: Office) -> None:
    """All pages have Linux's size and faces, every class of widget our face; an issue is typed"""
    script = HERE / "inside.py"
    folders = [windows_path(path) for path in (ROOT, office.data, office.seen / "windows")]
    version = office.program / VERSION_FOLDER
    runner = PREFIX / "python.exe"
    looked = office.on_linux(script, ROOT, office.linux_data, office.seen / "linux")
    done = office.wine.run(runner, windows_path(version), windows_path(script), *folders)
    assert done.code == 0, done.err
    looked.result()
    here, there = (_seen(office.seen / name) for name in ("windows", "linux"))
    assert here["typed"] == 1
    assert (here["code page"], here["zone"]) == ("cp1258", "+0700")
    assert tuple(map(int, here["sqlite"].split("."))) >= (3, 51, 3)
    for moment in ("classes", "classes after changes"):
        strange = {name: face for name, face in here[moment].items() if face != there[moment][name]}
        assert strange == {}, f"{moment}: {strange}"
    assert here["pages"] == there["pages"], _first_difference(here["pages"], there["pages"])


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
