"""Dates and days that cannot be: one sentence each, and every row and the history as before."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run, one_sentence
from tests.exchange.test_calendar_files import event, ics
from tests.exchange.workbooks import save
from tests.whole import whole_register

OWN, ENDED = "Phòng Kinh tế, Hạ tầng và Đô thị", "Phòng Văn hóa - Xã hội"
NO_LIMIT = "Thời hạn từ 1 đến 1.000 ngày làm việc, không phải "
_NEW_YEAR_2019 = event("DTSTART;VALUE=DATE:20190101", "SUMMARY:Tết Dương lịch")
_HEAD = ["Ngày", "Loại ngày", "Tên"]


@pytest.fixture
def worked_on(done: Run, tmp_path: Path) -> Path:
    """A register with a limit of 2 December, an issue of nobody, and a body that has ended."""
    done("issue", "add", "Vá đường", "--on", "24/11/2026")
    done("issue", "assign", "KN-2026-1", "--body", OWN, "--days", 5, "--on", "25/11/2026")
    done("issue", "add", "Thông cống", "--on", "24/11/2026")
    done("body", "end", ENDED, "--on", "20/11/2026")
    return tmp_path / "data"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            [["03/01/2028", "Nghỉ lễ", "Mẫu"], ["03/01/2028", "Nghỉ lễ", "Mẫu"]],
            "Ngày 03/01/2028 ghi ở hai dòng. Hãy giữ lại một dòng.",
        ),
        (
            [["03/01/2028", "Nghỉ lễ", "Mẫu"], ["03/01/2028", "Làm bù", "Mẫu"]],
            "03/01/2028 là thứ Hai; chỉ thứ Bảy hoặc Chủ nhật mới có thể là ngày làm bù.",
        ),
        (
            [["03/01/2028", "Nghỉ lễ", "Mẫu"], ["03/01/2028", "Nghỉ hoán đổi", "Mẫu"]],
            "Ngày 03/01/2028 ghi hai lần: “Nghỉ lễ” và “Nghỉ hoán đổi”. Hãy giữ lại một.",
        ),
        (
            [["03/01/2028", "Nghỉ lễ", "Mẫu"], ["03/01/2128", "Nghỉ lễ", "Mẫu"]],
            "Lịch làm việc từ ngày 01/01/2000 đến ngày 31/12/2099; không có ngày 03/01/2128.",
        ),
        (
            [["02/09/2028", "Làm bù", "Quốc khánh"]],
            "02/09/2028 là ngày nghỉ lễ theo luật, không thể là ngày làm bù.",
        ),
    ],
)
def test_a_table_of_days(
    run: Run, worked_on: Path, tmp_path: Path, rows: list[list[str]], said: str
) -> None:
    before = whole_register(worked_on)
    told = run("calendar", "import", save(tmp_path / "lich.xlsx", [_HEAD, *rows]))
    assert (told.code, told.out, one_sentence(told)) == (2, "", said)
    assert whole_register(worked_on) == before


def test_a_calendar_of_another_year(run: Run, worked_on: Path, tmp_path: Path) -> None:
    source = ics(tmp_path / "lich.ics", _NEW_YEAR_2019)
    before = whole_register(worked_on)
    told = run("calendar", "import", source)
    assert (told.code, told.out) == (2, "")
    said = "Tệp lich.ics không có ngày nào của năm 2026, chỉ có của năm 2019."
    assert one_sentence(told) == said
    assert whole_register(worked_on) == before


def test_a_holiday_on_a_sunday_in_a_table_is_named_and_nothing_entered(
    done: Run, worked_on: Path, tmp_path: Path
) -> None:
    before = whole_register(worked_on)
    told = done("calendar", "import", save(tmp_path / "a.xlsx", [_HEAD, ["29/11/2026", "Nghỉ lễ"]]))
    assert "rơi vào thứ Bảy hoặc Chủ nhật, đã là ngày nghỉ: 29/11/2026" in told.out
    assert whole_register(worked_on) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["calendar", "set", "03/01/2128", "holiday"], "Lịch làm việc từ ngày 01/01/2000"),
        (["calendar", "set", "29/11/2026", "holiday"], "29/11/2026 là Chủ nhật, đã là ngày nghỉ."),
        (["calendar", "set", "02/09/2028", "working_saturday"], "02/09/2028 là ngày nghỉ lễ"),
        (["calendar", "add", "24/11/2026", "0"], NO_LIMIT + "0."),
        (["calendar", "add", "24/11/2026", "-1"], NO_LIMIT + "-1."),
        (["calendar", "add", "24/11/2026", "10000"], NO_LIMIT + "10.000."),
        (["issue", "assign", "KN-2026-2", "--body", OWN, "--days", "0"], NO_LIMIT + "0."),
        (["issue", "assign", "KN-2026-2", "--body", OWN, "--days", "-1"], NO_LIMIT + "-1."),
        (["issue", "assign", "KN-2026-2", "--body", OWN, "--days", "10000"], NO_LIMIT + "10.000."),
        (["issue", "extend", "KN-2026-1", "--reason", "chờ", "--days", "0"], NO_LIMIT + "0."),
        (["issue", "extend", "KN-2026-1", "--reason", "chờ", "--days", "-1"], NO_LIMIT + "-1."),
        (["issue", "extend", "KN-2026-1", "--reason", "x", "--days", "1001"], NO_LIMIT + "1.001."),
        (
            ["issue", "extend", "KN-2026-1", "--reason", "chờ", "--due", "01/12/2026"],
            "Hạn mới 01/12/2026 phải sau hạn hiện tại 02/12/2026.",
        ),
        (
            ["issue", "extend", "KN-2026-1", "--reason", "chờ"],
            "Phải ghi một trong các lựa chọn --due --days; xem",
        ),
        (
            ["issue", "assign", "KN-2026-2", "--body", ENDED, "--days", "5", "--on", "27/11/2026"],
            f"{ENDED} không tồn tại vào ngày 27/11/2026.",
        ),
        (
            [
                "issue", "answer", "KN-2026-2", "--text", "Sẽ vá", "--person", "Ông Mẫu",
                "--promise", "Vá", "--promised-for", "quý III",
            ],
            "“quý III” đã qua từ 30/09/2026, trước ngày trả lời 27/11/2026",
        ),
        (["policy", "add", "--days", "0"], NO_LIMIT + "0."),
        (["policy", "add", "--days", "10000"], NO_LIMIT + "10.000."),
    ],
)  # fmt: skip
def test_what_cannot_be(run: Run, worked_on: Path, arguments: list[str], said: str) -> None:
    before = whole_register(worked_on)
    told = run(*arguments)
    assert (told.code, told.out) == (2, "")
    assert one_sentence(told).startswith(said)
    assert whole_register(worked_on) == before
