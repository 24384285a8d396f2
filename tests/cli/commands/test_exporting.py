"""`export` and back by `import`, as at a terminal."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import HOUSEHOLD_CODE, Run, one_sentence


@pytest.fixture
def imported(done: Run, meeting: str, register: Path, raised: Path) -> str:
    done("import", "enterprises", register)
    done("import", "issues", raised, "--session", meeting)
    return meeting


def rows(path: Path) -> int:
    sheet = load_workbook(path).active
    assert sheet is not None
    return sheet.max_row - 1


def test_the_register_goes_out_and_comes_back_unchanged(done: Run, imported: str, tmp_path: Path):
    told = done("export", "enterprises", "-o", tmp_path / "dn.xlsx")
    assert told.out == f"Đã ghi 2 dòng vào {tmp_path / 'dn.xlsx'}.\n"
    assert HOUSEHOLD_CODE not in str(list(load_workbook(tmp_path / "dn.xlsx").active.values))  # type: ignore[union-attr]
    said = done("import", "enterprises", tmp_path / "dn.xlsx").out
    assert "không đổi 2" in said.lower(), said


def test_issues_go_out_and_come_back_unchanged(done: Run, imported: str, tmp_path: Path):
    out = tmp_path / "kn.xlsx"
    done("export", "issues", "-o", out, "--session", imported)
    for session in ([], ["--session", imported]):
        said = done("import", "issues", out, *session).out
        assert "không đổi 4" in said.lower(), said


def test_a_view_and_a_search_narrow_what_goes_out(done: Run, imported: str, tmp_path: Path):
    out = tmp_path / "q.xlsx"
    done("export", "issues", "-o", out, "--view", "answered")
    assert rows(out) == 1
    done("export", "enterprises", "-o", out, "--search", "quan com")
    assert rows(out) == 1
    done("export", "bodies", "-o", out, "--view", "ended")
    ended = rows(out)
    done("export", "bodies", "-o", out)
    assert 0 < ended < rows(out)
    done("export", "sessions", "-o", out, "--view", "to-come")
    assert rows(out) == 0


def test_what_cannot_be_written_is_one_sentence(run: Run, imported: str, tmp_path: Path):
    for target, code in (
        (tmp_path / "không có" / "q.xlsx", 1),
        (tmp_path / "q.csv", 2),
        (tmp_path / "q.xlsx", 2),
    ):
        if target.name == "q.xlsx" and target.parent == tmp_path:
            target.mkdir()
        told = run("export", "issues", "-o", target)
        assert told.code == code, told
        one_sentence(told)
    told = run("export", "issues", "-o", tmp_path / "r.xlsx", "--session", "2020-K9")
    assert told.code == 2
    one_sentence(told)
    assert not (tmp_path / "r.xlsx").exists()


@pytest.mark.skipif(not Path("/dev/full").exists() or os.name == "nt", reason="no full disk here")
def test_a_full_disk_is_one_sentence(
    run: Run, imported: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    told = run("export", "issues", "-o", tmp_path / "q.xlsx")
    assert told.code == 1
    assert "q.xlsx" in one_sentence(told)
    assert not (tmp_path / "q.xlsx").exists()


def test_every_list_has_views(done: Run, imported: str):
    assert len(done("enterprise", "list", "--view", "with-issues", "--json").json) == 2
    assert done("session", "list", "--view", "to-come", "--json").json == []
    names = {row["name"] for row in done("body", "list", "--view", "ended", "--json").json}
    assert names
    assert all(row["valid_to"] for row in done("body", "list", "--view", "ended", "--json").json)
