"""Files are read by a process of their own: whatever happens to it, the program goes on."""

from __future__ import annotations

import os
import pickle
import random
import signal
import subprocess
import sys
import textwrap
import zipfile
from collections.abc import Callable
from contextlib import nullcontext
from itertools import count
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import openpyxl
import pytest

from dialogue_app import installed
from dialogue_app.domain.errors.base import BadInput, Cancelled
from dialogue_app.domain.errors.workbooks import (
    NotAWorkbook,
    ReaderIncomplete,
    WorkbookNotReadable,
)
from dialogue_app.exchange import outside
from dialogue_app.exchange.limits import Limits
from dialogue_app.exchange.reading import read
from dialogue_app.i18n.sentences import explain
from tests.exchange.test_cell_facts import (
    open_document,
    spreadsheet_of_2003,
    web_page,
    xls,
    xlsx,
)
from tests.exchange.workbooks import save

Parser = Callable[[str], None]


ROOT = Path(__file__).parents[2]


@pytest.fixture
def parser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Parser:
    """Puts some other code in place of what parses a file in the other process."""

    def put(code: str) -> None:
        source = textwrap.dedent(f"""
            from dialogue_app.exchange import child
            from dialogue_app.exchange.reading import Sheet
            def parse(path, limits, watch):
                {code}
            child.parse = parse
            child.main()
            """)
        (tmp_path / "bad_child.py").write_text(source, "utf-8")
        monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=os.pathsep)
        monkeypatch.setattr(outside, "_ENTRY", "bad_child")

    return put


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that were started."""
    started: list[subprocess.Popen[bytes]] = []

    class Recorded(subprocess.Popen[bytes]):
        def __init__(self, *args: object, **more: object) -> None:
            super().__init__(*args, **more)  # type: ignore[call-overload]
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Recorded)
    return started


@pytest.mark.parametrize(
    "harm",
    [
        "import os; os.abort()",
        "import ctypes; ctypes.string_at(0)",
        "return [Sheet('x', False, [['y' * 2_000_000_000]])]",
        "held = [bytearray(1 << 20) for _ in range(10_000)]",
        "raise ZeroDivisionError",
        "while True: pass",
    ],
)
def test_a_file_that_ends_its_reader_is_one_sentence(
    tmp_path: Path, parser: Parser, harm: str
) -> None:
    parser(harm)
    with pytest.raises(WorkbookNotReadable) as caught:
        read(tmp_path / "sổ.xlsx", Limits(seconds=2))
    assert explain(caught.value).startswith("sổ.xlsx could not be read: it is damaged, or too")


@pytest.mark.parametrize(("times", "is_read"), [(2, True), (15, False)])
def test_a_reader_that_says_how_far_it_is_has_more_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int, is_read: bool
) -> None:
    answers: SimpleQueue[Any] = SimpleQueue()
    for done in range(times):
        answers.put((done, times))
    answers.put([])
    monkeypatch.setattr(outside, "_child", lambda *_given: nullcontext((answers, lambda: False)))
    clock = count(step=20)  # seconds between two looks at it
    monkeypatch.setattr(outside, "monotonic", lambda: next(clock))
    if is_read:
        assert read(tmp_path / "a.xlsx", Limits(seconds=50)) == []
    else:
        with pytest.raises(WorkbookNotReadable):
            read(tmp_path / "a.xlsx", Limits(seconds=50))


def test_a_library_that_cannot_be_loaded_is_named_and_the_file_not_blamed(
    tmp_path: Path, parser: Parser
) -> None:
    parser("raise ImportError('blocked by a rule', name='python_calamine')")
    with pytest.raises(ReaderIncomplete) as caught:
        read(tmp_path / "sổ.xlsx")
    assert "sổ.xlsx was not read: the part python_calamine" in explain(caught.value)


def test_a_reader_found_to_take_too_much_memory_is_ended(
    tmp_path: Path,
    parser: Parser,
    processes: list[subprocess.Popen[bytes]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(outside, "_held", lambda *_given: nullcontext(lambda: True))
    parser("while True: pass")
    with pytest.raises(WorkbookNotReadable):
        read(tmp_path / "a.xlsx")
    assert [process.returncode for process in processes] == [-signal.SIGKILL]


def test_in_the_windows_folder_our_launcher_starts_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installed, "is_run_by_launcher", lambda: True)
    assert outside._command() == [sys.executable, "--read-workbook"]
    launcher = (ROOT / "bundling" / "launcher" / "main.c").read_text("utf-8")
    assert '#define READER_OPTION L"--read-workbook"' in launcher
    assert 'READER_CODE L"from dialogue_app.exchange.child import main; main()"' in launcher


def test_what_a_parser_prints_disturbs_nothing(tmp_path: Path, parser: Parser) -> None:
    parser("import os; print('x'); os.write(1, b'y'); return [Sheet('z', False, [])]")
    assert [sheet.name for sheet in read(tmp_path)] == ["z"]


@pytest.mark.parametrize(
    "callee", ["os.system", "builtins.eval", "dialogue_app.domain.errors.workbooks.Path"]
)
def test_an_answer_builds_sheets_and_nothing_else(
    tmp_path: Path, parser: Parser, callee: str
) -> None:
    module, name = callee.rsplit(".", 1)
    answer = f"c{module}\n{name}\n(S'touch {tmp_path}/done'\ntR.".encode()
    parser(f"import sys, os; os.write(child.answers.fileno(), {answer!r}); return []")
    source = (tmp_path / "bad_child.py").read_text("utf-8")
    own = "child.answers = child._own_output(); child._own_output = lambda: child.answers\n"
    (tmp_path / "bad_child.py").write_text(
        source.replace("child.main()", f"{own}child.main()"), "utf-8"
    )
    with pytest.raises(WorkbookNotReadable):
        read(tmp_path)
    assert not (tmp_path / "done").exists()


def test_cancelling_ends_the_process(
    tmp_path: Path, parser: Parser, processes: list[subprocess.Popen[bytes]]
) -> None:
    parser("watch(1, 10); list(iter(int, 1))")
    steps: list[tuple[int, int]] = []
    with pytest.raises(Cancelled):
        read(tmp_path, Limits(), lambda *step: steps.append(step), lambda: bool(steps))
    assert steps == [(1, 10)]
    assert [process.returncode for process in processes] == [-signal.SIGKILL]


def test_a_sheet_that_takes_all_memory(tmp_path: Path) -> None:
    row = '<row r="{0}"><c r="A{0}"><v>1</v></c><c r="ZZ{0}"><v>1</v></c></row>'
    source, target = save(tmp_path / "a.xlsx", [["Tên"]]), tmp_path / "b.xlsx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                rows = "".join(row.format(number) for number in range(1, 28_000))
                start, end = content.index(b"<row"), content.index(b"</sheetData>")
                content = content[:start] + rows.encode() + content[end:]
            new.writestr(name, content)
    with pytest.raises(WorkbookNotReadable):
        read(target, Limits(memory=300_000_000))


def test_it_reads_the_same_program_from_any_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = save(tmp_path / "a.xlsx", [["Tên"]])
    (tmp_path / "pickle.py").write_text("raise SystemExit", "utf-8")
    monkeypatch.delenv("PYTHONPATH", raising=False)
    monkeypatch.chdir(tmp_path)
    assert read(path)[0].rows == [["Tên"]]
    assert read(Path("a.xlsx"))[0].path == Path("a.xlsx")


def test_a_text_merged_over_many_rows_is_one_text(tmp_path: Path) -> None:
    """A small file would fill the memory otherwise."""
    path = tmp_path / "merged.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in range(1, 6):
        sheet.append([row, "x" * 30_000 if row == 1 else None])
    sheet.merge_cells("B1:B5")
    book.save(path)
    (read_sheet,) = read(path)
    assert len({id(row[1]) for row in read_sheet.rows}) == 1


def test_errors_come_as_they_were_raised(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"x")
    with pytest.raises(NotAWorkbook) as caught:
        read(tmp_path / "a.xlsx")
    assert caught.value.file == tmp_path / "a.xlsx"


def test_it_starts_with_little(tmp_path: Path) -> None:
    heavy = ("sqlalchemy", "openpyxl", "reportlab", "docx", "babel", "PySide6", "lxml")
    code = "import dialogue_app.exchange.child, pickle, sys; "
    code += "pickle.dump(sorted(sys.modules), sys.stdout.buffer)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert not {name.partition(".")[0] for name in pickle.loads(told.stdout)} & {*heavy}


@pytest.mark.parametrize("make", [xlsx, xls, open_document, spreadsheet_of_2003, web_page])
def test_damaged_files_are_read_or_one_sentence(
    tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    chance = random.Random(make.__name__)
    whole = make(tmp_path / "a.xls").read_bytes()
    for _run in range(6):
        content = bytearray(whole)
        for _change in range(chance.randint(1, 20)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        (tmp_path / "b.xls").write_bytes(content[: chance.choice((len(content), 900))])
        told = "b.xls"
        try:
            read(tmp_path / "b.xls")
        except BadInput as error:
            told = explain(error)
        assert "b.xls" in told


@pytest.mark.skipif("sys.platform != 'linux'", reason="the system holds no process so elsewhere")
def test_a_reader_that_is_ended_leaves_no_image_of_what_it_read():
    code = (
        "import resource; from dialogue_app.exchange import child; "
        "from dialogue_app.exchange.limits import LIMITS; child.hold(LIMITS); "
        "print(resource.getrlimit(resource.RLIMIT_CORE))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "(0, 0)"
