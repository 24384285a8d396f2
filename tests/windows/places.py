"""Where data and files may lie, and what is said of places that refuse them."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from dialogue_app.storage.schema import HEAD
from dialogue_app.storage.sqlite import FILE_NAME
from tests.registers import lay_out
from tests.windows.office import Office
from tests.windows.wine import PREFIX, Done, windows_path

DISKS = PREFIX / "disks"
OLDER_SCHEMA = "0005"
ON_A_DISK, ON_A_SHARE = r"E:\Dữ liệu văn phòng", r"\\may-chu\chung\Dữ liệu văn phòng"


def drives_and_shares(office: Office) -> None:
    """Data lie on another drive and on a share, and so do workbooks and backups"""
    office.wine.put_disk("E", DISKS / "E")
    office.wine.put_share("may-chu", "chung", DISKS / "share")
    first_words = {ON_A_DISK: ("sample",), ON_A_SHARE: ("issue", "add", "Hẻm 12 ngập.")}
    for data, folder in ((ON_A_DISK, DISKS / "E"), (ON_A_SHARE, DISKS / "share")):
        workbook = rf"{data}\Kiến nghị.xlsx"
        for arguments in (first_words[data], ("export", "issues", "-o", workbook)):
            done = office.command(*arguments, data=data)
            assert done.code == 0, done.err
        assert workbook in done.out
        assert (folder / "Dữ liệu văn phòng" / FILE_NAME).exists()
        assert (folder / "Dữ liệu văn phòng" / "Kiến nghị.xlsx").exists()
    _deep_names(office)


def _deep_names(office: Office) -> None:
    """In the deep folder, too, where the names of backups and files go beyond 260 characters."""
    letter = office.seen / "Công văn.pdf"
    letter.write_bytes(b"letter")
    for arguments in (("issue", "attach", "KN-2026-0001", windows_path(letter)), ("backup",)):
        done = office.command(*arguments)
        assert done.code == 0, done.err
        assert "\\?\\" not in done.out
    kept = [path for path in office.data.rglob("*") if len(windows_path(path)) > 260]
    assert {path.relative_to(office.data).parts[0] for path in kept} == {"files", "backups"}


def pulled_out(office: Office) -> None:
    """A disk that was pulled out is said to be gone; plugged in again, all is there"""
    office.wine.pull_disk("E")
    _refused(office.command("check", data=ON_A_DISK), ON_A_DISK)
    office.wine.put_disk("E", DISKS / "E")
    done = office.command("check", data=ON_A_DISK)
    assert done.code == 0, done.err


def refusing_disks(office: Office) -> None:
    """A disk that is full, and one that takes nothing, are named; what stood there stands"""
    there = r"F:\Kiến nghị.xlsx"
    with office.wine.small_disk("F", 1) as disk:
        _refused(office.command("sample", data=r"F:\Dữ liệu"), "đã đầy")
        assert not list(disk.folder.rglob(FILE_NAME))
        workbook = disk.folder / "Kiến nghị.xlsx"
        workbook.write_bytes(b"before")
        _fill_up(disk.folder / "rest")
        _refused(office.command("export", "issues", "-o", there), "đã đầy")
        disk.take_nothing_more()
        _refused(office.command("sample", data=r"F:\Dữ liệu"), "Không ghi được")
        _refused(office.command("export", "issues", "-o", there), "Kiến nghị.xlsx")
        assert workbook.read_bytes() == b"before"


def newer_register(office: Office) -> None:
    """A register that a newer version wrote is refused, and left as it is"""
    register = DISKS / "E" / "Dữ liệu văn phòng" / FILE_NAME
    with closing(sqlite3.connect(register)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = register.read_bytes()
    _refused(office.command("backup", data=ON_A_DISK), "phiên bản mới hơn")
    assert register.read_bytes() == before


def older_register(office: Office) -> None:
    """A register that an older version left is brought up to date, kept as it was, and sound"""
    folder = DISKS / "E" / "Sổ cũ"
    lay_out(OLDER_SCHEMA, folder)
    done = office.command("check", data=rf"E:\{folder.name}")
    assert done.code == 0, done.err
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        (now,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    assert now == HEAD
    assert len(list(folder.glob(f"dialogue-{OLDER_SCHEMA}-*.db"))) == 1


def held_open(office: Office) -> None:
    """A workbook that another program holds is left as it is, and the sentence says to close it"""
    workbook = office.seen / "danh-sach.xlsx"
    workbook.write_bytes(b"held")
    with office.held(workbook):
        done = office.command("export", "issues", "-o", windows_path(workbook))
    _refused(done, "Hãy đóng tệp danh-sach.xlsx trong Excel")
    assert workbook.read_bytes() == b"held"


def _refused(done: Done, said: str) -> None:
    """One sentence on one line that says why."""
    assert (done.code, done.out) == (1, ""), f"ended with {done.code}: {done.out}{done.err}"
    assert said in done.err, done.err
    assert done.err.count("\n") == 1, done.err


def _fill_up(file: Path) -> None:
    """Leave no room on a disk."""
    with suppress(OSError), file.open("wb", buffering=0) as content:
        while True:
            content.write(bytes(4096))
