"""`series` and what `session`, `issue` and `export` say of sessions that follow each other."""

from __future__ import annotations

from tests.cli.conftest import Run


def test_a_series_is_added_changed_listed_and_ended(run: Run, done: Run):
    done("series", "add", "Đối thoại quý", "--rhythm", "quarter", "--basis", "law")
    done("series", "edit", "doi thoai quy", "--name", "Đối thoại định kỳ", "--word-days", "")
    (row,) = done("series", "list", "--json").json
    assert (row["draft"]["name"], row["draft"]["basis"], row["draft"]["word_days"]) == (
        "Đối thoại định kỳ", "law", None,
    )  # fmt: skip
    assert "27/11/2026" in done("series", "list").out  # it never met: today
    refused = run("series", "edit", "Đối thoại định kỳ", "--notice-days", "3")
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert "7 ngày" in refused.err
    done("series", "end", "Đối thoại định kỳ", "--on", "30/11/2026")
    late = run("session", "add", "--series", "Đối thoại định kỳ", "--date", "1/12/2026")
    assert (late.code, "30/11/2026" in late.err) == (2, True)
    assert run("series", "end", "không có").code == 2


def test_the_next_session_is_proposed_and_opens_with_what_is_open(done: Run, tmp_path):
    done("series", "add", "Hằng quý", "--rhythm", "quarter")
    done("session", "add", "--series", "Hằng quý", "--date", "15/9/2026")
    for text in ("Hẻm ngập.", "Thiếu chỗ đỗ xe."):
        done("issue", "add", text, "--session", "2026-K1")
    done("issue", "close", "KN-2026-0002", "--outcome", "withdrawn")
    said = done("session", "add", "--series", "Hằng quý").out
    assert "2026-K2" in said
    assert "quý IV năm 2026" in said
    told = done("session", "show", "2026-K2").out
    assert "15/12/2026" in told
    assert "tổng số 2 kiến nghị" in told
    assert "1 kiến nghị chuyển từ kỳ trước" in told
    rows = done("issue", "list", "--carried-to", "2026-K2", "--json").json
    assert [(row["code"], row["carried_over"]) for row in rows] == [("KN-2026-0001", 1)]
    target = tmp_path / "mang-sang.xlsx"
    done("export", "issues", "--carried-to", "2026-K2", "-o", str(target))
    assert target.exists()
    report = done("session", "show", "2026-K2", "--json").json["report"]
    assert report["fates"] == [["withdrawn", 1], ["not_given", 1]]


def test_what_was_done_around_a_session_is_noted(run: Run, done: Run):
    done("session", "add", "--date", "26/11/2026")
    assert "Hoàn thành biên bản" in done("session", "show", "2026-K1").out
    done("session", "done", "2026-K1", "minutes")
    done("session", "done", "2026-K1", "notice", "--not-needed")
    told = done("session", "show", "2026-K1").out
    assert "Hoàn thành biên bản" not in told
    assert "Thông báo về hội nghị" not in told
    assert run("session", "done", "2026-K1", "tea").code == 2
