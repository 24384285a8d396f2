"""`issue extend`: a later limit; what is refused is one sentence and changes nothing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.conftest import OTHER, OWN, Run, one_sentence

BECAUSE = ("--reason", "chờ kết quả đo đạc")


@pytest.fixture
def given(done: Run, issue: str) -> str:
    """An issue that a unit of ours is to answer by 25 September."""
    done("issue", "assign", issue, "--body", OWN, "--due", "25/9/2026", "--on", "16/9/2026")
    return issue


def shown(done: Run, code: str) -> Any:
    return done("issue", "show", code, "--json").json


def test_a_limit_extended_stands_beside_the_first(done: Run, given: str):
    told = done(
        "issue", "extend", given, "--due", "9/10/2026", *BECAUSE,
        "--allowed-by", "Ông Mẫu", "--paper", "12/TB-UBND",
    )  # fmt: skip
    assert "hạn 09/10/2026" in told.out
    (part,) = shown(done, given)["assignments"]
    assert (part["original_due_on"], part["due_on"]) == ("2026-09-25", "2026-10-09")
    (one,) = part["extensions"]
    assert (one["allowed_by"], one["paper"]) == ("Ông Mẫu", "12/TB-UBND")
    said = done("issue", "show", given).out
    assert "(ban đầu 25/09/2026)" in said
    assert "người cho gia hạn: Ông Mẫu" in said
    (row,) = done("issue", "list", "--search", given, "--json").json
    assert (row["first_due_on"], row["current_due_on"]) == ("2026-09-25", "2026-10-09")
    (due,) = done("calendar", "explain", given, "--json").json
    assert (due["given_date"], due["date"]) == ("2026-09-25", "2026-10-09")
    assert due["extensions"][0]["reason"] == "chờ kết quả đo đạc"
    assert "từ 25/09/2026 đến thứ Sáu, 09/10/2026" in done("calendar", "explain", given).out


def test_days_begin_at_the_present_limit(done: Run, given: str):
    done("issue", "extend", given, "--body", OWN, "--days", 5, *BECAUSE)
    assert shown(done, given)["assignments"][0]["due_on"] == "2026-10-02"


@pytest.mark.parametrize(
    ("later", "words"),
    [
        (("--due", "25/9/2026"), "25/09/2026"),
        (("--due", "1/9/2026"), "sau hạn hiện tại 25/09/2026"),
        (("--days", 0), "không phải 0"),
        (("--days", -4), "-4"),
        (("--days", 10_000), "10.000"),
        (("--due", "9/10/2026", "--promise"), "chưa hẹn ngày"),
        (("--due", "9/10/2026", "--body", OTHER), OTHER),
        (("--due", "9/10/2026", "--on", "28/11/2026"), "28/11/2026"),
    ],
)
def test_what_is_refused(run: Run, done: Run, given: str, later: tuple[object, ...], words: str):
    before = done("issue", "show", given, "--json").out
    told = run("issue", "extend", given, *later, *BECAUSE)
    assert told.code == 2
    assert words in one_sentence(told)
    assert done("issue", "show", given, "--json").out == before


def test_where_several_have_it_one_is_named(run: Run, done: Run, given: str):
    done("issue", "transfer", given, "--body", OTHER, "--due", "30/9/2026", "--on", "16/9/2026")
    told = run("issue", "extend", given, "--due", "9/10/2026", *BECAUSE)
    assert told.code == 2
    assert "--body" in one_sentence(told)


@pytest.mark.parametrize("days", [0, -3, 10_000])
def test_days_of_an_assignment_that_are_no_limit(run: Run, issue: str, days: int):
    told = run("issue", "assign", issue, "--body", OWN, "--days", days)
    assert told.code == 2
    assert "từ 1 đến" in one_sentence(told)


def test_of_an_issue_that_no_body_has_any_more_just_that_is_said(run: Run, done: Run, given: str):
    done("issue", "answer", given, "--body", OWN, "--text", "đã xong")
    told = run("issue", "extend", given, "--due", "9/10/2027", *BECAUSE)
    assert told.code == 2
    assert one_sentence(told) == "Chưa cơ quan, đơn vị nào có thời hạn xử lý kiến nghị này."
