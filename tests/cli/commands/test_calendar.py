"""`calendar` at a terminal: counted, explained, changed, imported."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dialogue_app.i18n.formats import number
from tests.cli.conftest import OWN, Run, one_sentence
from tests.exchange.workbooks import save


def test_six_working_days_from_the_end_of_2025(done: Run) -> None:
    said = done("calendar", "add", "2025-12-31", 6, "--json").json
    assert set(said) == {"date", "days"}
    assert said["date"] == "2026-01-10"
    assert [day["date"] for day in said["days"] if day["counted"]] == [
        "2026-01-05", "2026-01-06", "2026-01-07", "2026-01-08", "2026-01-09", "2026-01-10",
    ]  # fmt: skip
    assert said["days"][0] == {
        "date": "2026-01-01",
        "counted": False,
        "reason": "Nghỉ lễ: Tết Dương lịch",
    }
    assert done("calendar", "add", "31/12/2025", 6).out.rstrip().endswith("10/01/2026")


@pytest.mark.parametrize("days", [0, -1, 1001, 10_000, 10**12])
def test_days_that_are_no_limit(run: Run, days: int) -> None:
    told = run("calendar", "add", "2025-12-31", days)
    assert (told.code, told.out) == (2, "")
    assert number(days) in one_sentence(told)


@pytest.mark.parametrize(
    ("day", "days", "words"),
    [
        ("30/12/2099", 5, "31/12/2099: 5 ngày làm việc kể từ ngày 30/12/2099"),
        ("01/01/2100", 5, "không có ngày 01/01/2100"),
        ("30/12/1999", 5, "không có ngày 30/12/1999"),
    ],
)
def test_days_beyond_the_calendar(run: Run, day: str, days: int, words: str) -> None:
    told = run("calendar", "add", day, days)
    assert (told.code, told.out) == (2, "")
    assert words in one_sentence(told)


def last_date(said: str) -> str:
    return re.findall(r"\d{2}/\d{2}/\d{4}", said)[-1]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_last_date_that_is_printed_is_the_result(done: Run, language: str) -> None:
    counted = done("--lang", language, "calendar", "add", "2025-12-31", 6)
    assert last_date(counted.out) == "10/01/2026"
    for n, given in enumerate([("--days", 6), ("--due", "17/01/2026")], start=1):
        done("issue", "add", f"Việc {n}", "--on", "31/12/2025")
        done("issue", "assign", f"KN-2025-{n}", "--body", OWN, *given, "--on", "31/12/2025")

    def explained(code: str) -> str:
        return last_date(done("--lang", language, "calendar", "explain", code).out)

    # the tenth of January is worked in exchange for the second: both stand in its line
    assert explained("KN-2025-1") == "10/01/2026"
    assert explained("KN-2025-2") == "19/01/2026"  # typed, a Saturday
    done("issue", "extend", "KN-2025-1", "--days", 3, "--reason", "đo lại", "--on", "10/01/2026")
    assert explained("KN-2025-1") == "14/01/2026"


@pytest.mark.parametrize(
    ("day", "kind", "words"),
    [
        ("30/04/2028", "holiday", "Chủ nhật"),
        ("01/05/2027", "working-saturday", "theo luật"),
        ("05/05/2027", "working-saturday", "thứ Tư"),
        ("01/01/2100", "holiday", "31/12/2099"),
        ("28/11/2026", "usual", "đã ghi"),
    ],
)
def test_days_that_cannot_be_this(run: Run, done: Run, day: str, kind: str, words: str) -> None:
    before = done("calendar", "list", "--json").out
    told = run("calendar", "set", day, kind)
    assert told.code == 2
    assert words in one_sentence(told)
    assert done("calendar", "list", "--json").out == before


def test_what_is_not_given_of_a_day_stays(done: Run) -> None:
    done("calendar", "set", "24/11/2026", "holiday", "--source", "luật mẫu")
    (day,) = (one for one in done("calendar", "list", "--json").json if one["day"] == "2026-11-24")
    assert (day["name"], day["source"]) == ("Ngày Văn hóa Việt Nam", "luật mẫu")
    assert not day["is_estimate"]


def test_an_open_date_moves_when_somebody_says_so(done: Run) -> None:
    done("issue", "add", "Vá đường", "--on", "24/11/2026")
    done("issue", "assign", "KN-2026-1", "--body", OWN, "--days", 5, "--on", "25/11/2026")
    said = done("calendar", "set", "30/11/2026", "holiday", "--name", "Nghỉ mẫu").out
    assert "KN-2026-0001" in said
    assert "02/12/2026 → 03/12/2026" in said
    assert "02/12/2026 → 03/12/2026" in done("calendar", "move-dates", "--dry-run").out
    (due,) = done("calendar", "explain", "KN-2026-1", "--json").json
    assert (due["date"], due["revision"]) == ("2026-12-02", 1)
    assert "Đã đổi 1 thời hạn" in done("calendar", "move-dates").out
    (due,) = done("calendar", "explain", "KN-2026-1", "--json").json
    assert (due["date"], due["original_date"], due["revision"]) == ("2026-12-03", "2026-12-02", 2)
    assert sum(day["counted"] for day in due["days"]) == 5
    told = done("calendar", "explain", "KN-2026-1").out
    assert "Nghỉ lễ: Nghỉ mẫu" in told
    assert "Ngày giao, không tính vào thời hạn: thứ Tư, 25/11/2026" in told


def test_a_promised_month_moves_when_somebody_says_so(done: Run) -> None:
    done("issue", "add", "Vá đường", "--on", "24/11/2026")
    promised = ("--promise", "Vá đường", "--promised-for", "trong tháng 12")
    answered = ("--text", "Sẽ vá xong.", "--on", "25/11/2026", "--body", OWN)
    done("issue", "answer", "KN-2026-1", *answered, *promised)
    said = done("calendar", "set", "31/12/2026", "holiday", "--name", "Nghỉ mẫu").out
    moves = f"KN-2026-0001, {OWN}, đã hứa “trong tháng 12”: 31/12/2026 → 30/12/2026"
    assert moves in said
    assert "1 thời hạn chưa kết thúc sẽ thay đổi theo lịch này." in said
    (promise,) = done("issue", "show", "KN-2026-1", "--json").json["promises"]
    assert (promise["due_on"], promise["ends_on"]) == ("2026-12-31", "2027-01-04")
    assert moves in done("calendar", "move-dates", "--dry-run").out
    assert "Đã đổi 1 thời hạn" in done("calendar", "move-dates").out
    (promise,) = done("issue", "show", "KN-2026-1", "--json").json["promises"]
    assert (promise["due_on"], promise["due_text"]) == ("2026-12-30", "trong tháng 12")
    assert "Không có thời hạn nào thay đổi" in done("calendar", "move-dates").out
    told = done("calendar", "explain", "KN-2026-1").out.splitlines()
    assert told == [
        f"Vá đường · {OWN}: thứ Tư, 30/12/2026",
        "Hẹn đến: trong tháng 12",
        "Đó là ngày làm việc cuối cùng của thời gian ấy.",
        "– thứ Năm, 31/12/2026  Nghỉ lễ: Nghỉ mẫu",
        "Hết hạn: thứ Tư, 30/12/2026.",
    ]
    (explained,) = done("calendar", "explain", "KN-2026-1", "--json").json
    assert (explained["date"], explained["text"]) == ("2026-12-30", "trong tháng 12")
    assert [day["date"] for day in explained["days_after"]] == ["2026-12-31"]


def test_a_table_is_entered(done: Run, run: Run, tmp_path: Path) -> None:
    rows = [
        ["Ngày", "Loại ngày", "Tên"],
        ["03/01/2028", "Nghỉ lễ", "Ngày mẫu"],
        ["01/01/2028", "Nghỉ lễ", "Tết Dương lịch"],  # a Saturday
        ["01/01/2024", "Nghỉ lễ", "Tết Dương lịch"],
    ]
    source = save(tmp_path / "lich.xlsx", rows)
    shown = done("calendar", "import", source, "--dry-run").out
    assert "Sẽ ghi 1 ngày" in shown
    assert "rơi vào thứ Bảy hoặc Chủ nhật, đã là ngày nghỉ: 01/01/2028" in shown
    assert "thuộc năm khác, không ghi: 01/01/2024" in shown
    assert "2028" not in done("calendar", "list").out
    done("calendar", "import", source)
    (day,) = (one for one in done("calendar", "list", "--json").json if one["day"] > "2028")
    assert (day["day"], day["source"]) == ("2028-01-03", "lich.xlsx")
    assert "Đã ghi 0 ngày" in done("calendar", "import", source).out
    told = run("calendar", "import", source, "--year", 2029)
    assert told.code == 2
    assert "2024, 2028" in one_sentence(told)


@pytest.mark.parametrize("day", ["03/01/2128", "05/01/2128"])  # a Saturday, a Monday
def test_a_day_beyond_any_calendar_in_a_table(run: Run, done: Run, tmp_path: Path, day: str):
    rows = [["Ngày", "Loại"], ["03/01/2028", "Nghỉ lễ"], [day, "Nghỉ lễ"]]
    told = run("calendar", "import", save(tmp_path / "a.xlsx", rows))
    assert (told.code, told.out) == (2, "")
    assert day in one_sentence(told)
    assert "2028" not in done("calendar", "list").out


def test_a_day_twice_in_a_table(run: Run, done: Run, tmp_path: Path) -> None:
    rows = [["Ngày", "Loại"], ["03/01/2028", "Nghỉ lễ"], ["03/01/2028", "Nghỉ bù"]]
    told = run("calendar", "import", save(tmp_path / "a.xlsx", rows))
    assert told.code == 2
    assert "03/01/2028" in one_sentence(told)
    assert "2028" not in done("calendar", "list").out
