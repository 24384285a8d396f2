"""The whole job by commands: workbooks in, issues given out, minutes out; the sample likewise."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import OTHER, OWN, Run


@pytest.fixture
def imported(done: Run, meeting: str, register: Path, raised: Path) -> str:
    done("import", "enterprises", register)
    done("import", "issues", raised, "--session", meeting)
    return meeting


def test_both_workbooks_twice(done: Run, imported: str, register: Path, raised: Path):
    again = done("import", "enterprises", register).out
    assert "Doanh nghiệp: thêm mới 0, thay đổi 0, không đổi 2." in again
    again = done("import", "issues", raised, "--session", "2026-k3").out
    assert "Kiến nghị: thêm mới 0, thay đổi 0, không đổi 4." in again
    assert len(done("enterprise", "list", "--json").json) == 2
    assert len(done("issue", "list", "--json").json) == 4


def test_given_out_with_what_was_left_and_why(run: Run, done: Run, imported: str):
    waiting = {row["code"] for row in done("issue", "list", "--view", "not-given", "--json").json}
    assert waiting == {"KN-2026-0001", "KN-2026-0002", "KN-2026-0004"}
    told = done("issue", "give-out", "--session", imported, "--on", "16/9/2026", "--days", 7)
    assert "Đã giao, chuyển 2 kiến nghị." in told.out
    assert "KN-2026-0004: Kiến nghị này chưa có cơ quan xử lý" in told.out
    assert "KN-2026-0003" not in told.out  # answered at the session
    rows = {row["code"]: row for row in done("issue", "list", "--json").json}
    assert rows["KN-2026-0001"]["state"] == "assigned"
    assert rows["KN-2026-0001"]["next_due_on"] == "2026-09-30"
    assert rows["KN-2026-0002"]["state"] == "not_sent"
    assert rows["KN-2026-0003"]["state"] == "answered"
    again = run("issue", "give-out", "--session", imported, "--on", "16/9/2026")
    assert (again.code, again.err) == (2, "")
    assert "Đã giao" not in again.out


def test_nothing_is_left_to_give_out(run: Run, done: Run, meeting: str):
    told = run("issue", "give-out", "--session", meeting, "--on", "16/9/2026")
    assert (told.code, told.out) == (2, "Không có kiến nghị nào chờ giao, chuyển.\n")


def test_the_minutes_where_they_are_asked_for(done: Run, imported: str, tmp_path: Path):
    target = tmp_path / "bb.pdf"
    assert str(target) in done("minutes", imported, "-o", target).out
    assert target.read_bytes().startswith(b"%PDF")
    folder = tmp_path / "văn bản"
    folder.mkdir()
    done("minutes", imported, "-o", folder)
    assert (folder / "Bien-ban-2026-K3.pdf").exists()


def test_the_session_tells_what_it_lacks(done: Run, imported: str):
    told = done("session", "show", imported).out
    assert "Chủ trì (chủ tọa):  Ông Trần Văn Mẫu, Chủ tịch" in told
    assert (
        "Còn thiếu: chưa có thư ký; chưa ghi giờ kết thúc; 1 kiến nghị chưa có cơ quan xử lý; "
        "1 kiến nghị chưa rõ người nêu." in told
    )
    listed = done("session", "list").out.splitlines()
    assert listed[1].split()[:5] == ["2026-K3", "15/09/2026", "4", "3", "1"]


def test_lists_are_narrowed(done: Run, imported: str):
    def codes(*more: object) -> list[str]:
        return [row["code"][-1] for row in done("issue", "list", *more, "--json").json]

    assert codes() == ["4", "3", "2", "1"]
    assert codes("--limit", 2) == ["4", "3"]
    assert codes("--search", "cho do xe") == ["4"]
    assert codes("--body", OTHER) == ["2"]
    assert codes("--body", OWN, "--view", "answered") == ["3"]
    assert codes("--session", imported, "--view", "closed") == []
    assert done("issue", "list", "--view", "closed").out.startswith("Chưa có gì")
    assert done("issue", "list", "--limit", 1).out.endswith("1 trong số 4 kiến nghị.\n")
    assert "1 of 4 issues." in done("issue", "list", "--limit", 1, lang="en").out
    assert done("enterprise", "list", "--search", "quan com").out.endswith("1 đơn vị.\n")


def test_the_sample_goes_to_its_minutes_and_twice_is_once(done: Run, tmp_path: Path):
    first = done("sample").out
    assert first.count("\n") == 1
    assert "2026-K3" in first
    told = done("sample", "--minutes").out
    written = tmp_path / "data" / "Bien-ban-2026-K3.pdf"
    assert str(written) in told
    assert written.read_bytes().startswith(b"%PDF")
    assert len(done("issue", "list", "--json").json) == 20
