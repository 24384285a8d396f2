"""A list as a workbook: what stands in its cells, and what is left where it cannot be written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from dialogue_app.domain.errors.base import Cancelled
from dialogue_app.domain.errors.files import FileNotWritable, FolderInstead
from dialogue_app.exchange.list_writing import OutColumn, fitting, require_place, write_list
from dialogue_app.exchange.reading import read

COLUMNS = [OutColumn("Mã", 10), OutColumn("Nội dung", 30), OutColumn("Ngày", 11), OutColumn("n", 5)]
NASTY = [
    "=1+1", "+84 900", "-5", "@SUM(A1)", "0012", "Đường đất\nlầy lội", "_x000D_ chữ", "'trích",
    "<b>đậm</b>", "#N/A", "=HYPERLINK(\"http://mau.example\";\"x\")", "1e5", "15/9/2026",
]  # fmt: skip


def write(path: Path, texts: list[str]) -> None:
    rows = [["00123", text, date(2026, 9, 15), 7] for text in texts]
    write_list(path, "Kiến nghị: [mẫu]", COLUMNS, rows, len(rows), lambda: None)


def test_dates_and_numbers_are_such_and_the_heading_stays(tmp_path: Path):
    path = tmp_path / "kn.xlsx"
    write(path, ["Việc", ""])
    sheet = load_workbook(path).active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]] == ["Mã", "Nội dung", "Ngày", "n"]
    code, text, day, n = sheet[2]
    assert (code.value, code.number_format, text.value) == ("00123", "@", "Việc")
    assert (day.value, day.number_format, n.value) == (
        datetime(2026, 9, 15),
        "dd/mm/yyyy",
        7,
    )
    assert sheet["B3"].value is None
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:D3")
    assert sheet.column_dimensions["B"].width == 30
    assert sheet.title == "Kiến nghị mẫu"


@pytest.mark.parametrize("text", NASTY)
def test_a_text_stays_the_text_it_is(tmp_path: Path, text: str):
    path = tmp_path / "kn.xlsx"
    write(path, [text])
    cell = load_workbook(path).active["B2"]  # type: ignore[index]
    assert cell.data_type == "s"
    (sheet,) = read(path)
    assert sheet.rows[1] == ["00123", text, date(2026, 9, 15), 7]


@pytest.mark.parametrize("letter", ["ư", "𠮷", "_x0041_"])
def test_what_is_too_long_for_a_cell_is_cut_and_marked(tmp_path: Path, letter: str):
    path, long = tmp_path / "kn.xlsx", letter * 40_000
    write(path, [long, letter * 2_000])
    (sheet,) = read(path)
    cut, whole = sheet.rows[1][1], sheet.rows[2][1]
    assert cut == fitting(long)
    assert isinstance(cut, str)
    assert cut.endswith(" […]")
    assert long.startswith(cut.removesuffix(" […]"))
    assert len(cut) > 5_000
    assert whole == letter * 2_000


def test_an_older_file_stays_where_writing_fails(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
):
    path, parts = tmp_path / "kn.xlsx", tmp_path_factory.mktemp("parts")
    monkeypatch.setattr("tempfile.tempdir", str(parts))
    write(path, ["cũ"])
    before = path.read_bytes()

    def rows() -> Iterator[list[str]]:
        yield ["1", "mới", "", ""]
        raise OSError("no space left")

    with pytest.raises(FileNotWritable):
        write_list(path, "Mẫu", COLUMNS, rows(), 2, lambda: None)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["kn.xlsx"]
    assert list(parts.iterdir()) == []  # what was half put together bears people's names


def test_a_place_that_is_none_is_refused_before_anything_is_read(tmp_path: Path):
    with pytest.raises(FolderInstead):
        require_place(tmp_path)
    with pytest.raises(FileNotWritable):
        require_place(tmp_path / "không có" / "kn.xlsx")


def test_no_archive_stays_open_where_packing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Else it is closed when memory is tidied up, and finds its file gone."""
    opened: list[ZipFile] = []

    class Noted(ZipFile):
        def __init__(self, *given: Any) -> None:
            super().__init__(*given)
            opened.append(self)

    def fail() -> None:
        raise Cancelled

    for packing in ("zipfile", "openpyxl.writer.excel"):
        monkeypatch.setattr(f"{packing}.ZipFile", Noted)
    with pytest.raises(Cancelled):
        write_list(tmp_path / "kn.xlsx", "Kiến nghị", COLUMNS, [], 0, fail)
    assert opened
    assert {one.fp for one in opened} == {None}
