"""`redact`: told where a person's data stand, and removed only where a reason is given."""

from __future__ import annotations

from pathlib import Path

import pytest

from dialogue_app.domain.person_text import REMOVED
from dialogue_app.storage.sqlite import FILE_NAME
from tests.cli.conftest import Run

NAME = "chị Mẫu"


def test_a_dry_run_names_the_places_and_changes_nothing(done: Run, issue: str):
    before = done("check", "--json").json["hash"]
    told = done("redact", NAME, "--dry-run", lang="en")
    (line,) = [line for line in told.out.splitlines() if line.startswith("raiser:1.written_name")]
    assert issue in line
    assert NAME in line
    assert "Raiser: Name as written" in line
    assert "exported" in told.out  # what is not reached
    places = done("redact", NAME, "--dry-run", "--json").json["places"]
    assert [(one["key"], one["code"], one["in_history"]) for one in places] == [
        ("raiser:1.written_name", issue, 1)
    ]
    done("redact", NAME, "--reason", "x", "--dry-run")
    assert done("check", "--json").json["hash"] == before


def test_with_a_reason_it_is_done(done: Run, issue: str, tmp_path: Path):
    before = done("check", "--json").json["hash"]
    assert done("redact", NAME, "--reason", "theo đơn số 12").out
    assert NAME.encode() not in (tmp_path / "data" / FILE_NAME).read_bytes()
    assert REMOVED in done("issue", "show", issue).out
    done("check", "--against", before)
    assert done("redact", NAME, "--dry-run", "--json").json["places"] == []


def test_of_an_issue_only_named_places(done: Run, issue: str):
    places = done("redact", issue, "--dry-run", "--json").json["places"]
    keys = [one["key"] for one in places]
    assert keys == ["raiser:1.written_name", "raiser:2.written_name"]
    told = done("redact", issue, "--reason", "x", "--only", keys[1], "--json")
    assert told.json == {"rows": 1, "in_history": 1, "unsaved": 0, "cleaned": True}
    shown = done("issue", "show", issue).out
    assert NAME in shown
    assert "anh Mẫu" not in shown


def test_of_an_enterprise_its_contact(done: Run):
    done("enterprise", "add", "Công ty Mẫu", "--representative", NAME, "--phone", "0900 000 001")
    done("redact", "DN-00001", "--reason", "x")
    shown = done("enterprise", "show", "DN-00001").out
    assert "Công ty Mẫu" in shown
    assert NAME not in shown
    assert "0900" not in shown


@pytest.mark.parametrize(
    "arguments",
    [
        (NAME,),
        ("--dry-run",),
        (NAME, "KN-2026-0001", "--dry-run"),
        ("An", "--dry-run"),
        (" ", "--dry-run"),
        ("KN-2026-9999", "--dry-run"),
        ("dn 99", "--dry-run"),
        ("Không có ai", "--reason", "x"),
        (NAME, "--reason", f"đơn của {NAME}"),
    ],
)
def test_wrong_use_is_one_sentence_and_changes_nothing(
    run: Run, issue: str, arguments: tuple[str, ...]
):
    before = run("check", "--json").json["hash"]
    told = run("redact", *arguments)
    assert (told.code, told.out) == (2, "")
    assert len(told.err.strip().splitlines()) == 1
    assert run("check", "--json").json["hash"] == before
