"""Files that another program holds open, as Windows refuses them, and a clock before 1980."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dialogue_app import i18n, whole_files
from dialogue_app.documents.docx import render_docx
from dialogue_app.documents.faces import packaged_face
from dialogue_app.documents.minutes import minutes_parts
from dialogue_app.domain.errors.files import ClockBefore1980, FileHeldOpen, FileNotWritable
from dialogue_app.domain.errors.store import DiskFull, StoreNotAnswering, StoreNotWritable
from dialogue_app.exchange.bad_rows import write_bad_rows
from dialogue_app.exchange.columns import ColumnMapping
from dialogue_app.exchange.list_writing import OutColumn, write_list
from dialogue_app.exchange.reading import Sheet
from dialogue_app.i18n.sentences import explain
from tests.documents.example_facts import meeting

NO_ACCESS, SHARED = 5, 32


def refusal(code: int) -> PermissionError:
    error = PermissionError(13, "Permission denied")
    error.winerror = code  # type: ignore[attr-defined]  # as on Windows
    return error


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was waited, without waiting."""
    waits: list[float] = []
    monkeypatch.setattr(whole_files, "sleep", waits.append)
    monkeypatch.setattr(whole_files, "monotonic", lambda: sum(waits))
    return waits


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    i18n.install("vi")
    yield
    i18n.install("en")


class Windows:
    """Refuses to let a file give way to another while somebody holds it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, held_for: int, code: int) -> None:
        self.left, self.code = held_for, code
        self._replace = Path.replace
        monkeypatch.setattr(Path, "replace", self.replace())

    def replace(self):  # type: ignore[no-untyped-def]
        def replace(path: Path, target: Path) -> Path:
            if self.left > 0:
                self.left -= 1
                raise refusal(SHARED if path == target else self.code)
            return self._replace(path, target)

        return replace


@pytest.mark.parametrize("code", [NO_ACCESS, SHARED])
def test_a_file_that_a_scanner_holds_is_put_in_place_when_it_lets_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, waited: list[float], code: int
):
    path = tmp_path / "kept.json"
    path.write_bytes(b"old")
    Windows(monkeypatch, held_for=30, code=code)
    whole_files.write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert 0 < sum(waited) < 5


@pytest.mark.parametrize(
    ("name", "program"), [("a.xlsx", "Excel"), ("a.docx", "Word"), ("a.pdf", "chương trình khác")]
)
def test_a_file_that_stays_open_elsewhere_is_named_with_its_program(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    waited: list[float],
    name: str,
    program: str,
):
    path = tmp_path / name
    path.write_bytes(b"old")
    Windows(monkeypatch, held_for=10_000, code=NO_ACCESS)
    with pytest.raises(FileHeldOpen) as refused:
        whole_files.write_for_others(path, b"new")
    assert explain(refused.value) == f"Hãy đóng tệp {name} trong {program} rồi làm lại."
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == [name]
    assert 5 <= sum(waited) < 6


def test_no_right_to_write_is_not_taken_for_a_file_held_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, waited: list[float]
):
    def refuse(_path: Path, _target: Path) -> Path:
        raise refusal(NO_ACCESS)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(FileNotWritable):
        whole_files.write_for_others(tmp_path / "a.xlsx", b"new")
    assert waited


def test_a_workbook_that_is_held_open_is_named_when_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    error = whole_files.unreadable(tmp_path / "kien-nghi.xlsx", refusal(SHARED))
    assert explain(error) == "Hãy đóng tệp kien-nghi.xlsx trong Excel rồi làm lại."


@pytest.mark.parametrize(
    ("code", "said"),
    [(39, DiskFull), (112, DiskFull), (1295, DiskFull), (19, StoreNotWritable),
     (21, StoreNotAnswering), (64, StoreNotAnswering), (1117, StoreNotAnswering),
     (1167, StoreNotAnswering), (5, StoreNotWritable)],
)  # fmt: skip
def test_a_full_disk_and_one_that_was_pulled_out_are_told_apart_by_what_windows_says(
    tmp_path: Path, code: int, said: type[Exception]
):
    assert type(whole_files.refusal_of(refusal(code), tmp_path)) is said


def a_list(path: Path) -> None:
    write_list(path, "Kiến nghị", [OutColumn("Mã", 10)], [["KN-1"]], 1, lambda: None)


def bad_rows(path: Path) -> None:
    sheet = Sheet("Sổ", False, [["Tên"], ["Công ty Mẫu"]])
    write_bad_rows(path, sheet, ColumnMapping(1, 1, {"name": 0}), {2: "không rõ"}, "Lý do")


def a_paper(path: Path) -> None:
    path.write_bytes(render_docx(minutes_parts(meeting()), packaged_face()))


@pytest.mark.parametrize("year", [1970, 1979])
@pytest.mark.parametrize("write", [a_list, bad_rows, a_paper])
def test_a_clock_of_a_year_before_any_package_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Callable[[Path], None], year: int
):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"before")
    monkeypatch.setattr("time.localtime", lambda *_given: time.struct_time((year, 1, 1) + (0,) * 6))
    with pytest.raises(ClockBefore1980) as refused:
        write(path)
    assert "Đồng hồ máy tính" in explain(refused.value)
    assert [one.name for one in tmp_path.iterdir()] == ["a.xlsx"]
    assert path.read_bytes() == b"before"
