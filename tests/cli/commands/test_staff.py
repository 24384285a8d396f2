"""`staff`: who we are is said by command as in the window."""

from __future__ import annotations

from tests.cli.conftest import Run, one_sentence
from tests.template import USER


def test_who_works_here_is_shown_and_said(done: Run):
    assert done("staff", "me", "--json").json == {"name": USER, "role": "administrator"}
    said = done("staff", "me", "--name", "Nguyễn Ngọc Diệp", "--role", "secretary").out
    assert "Nguyễn Ngọc Diệp" in said
    assert "Thư ký" in said
    assert done("staff", "me", "--json").json["role"] == "secretary"


def test_a_colleague_is_added_corrected_and_works_here(done: Run):
    done("staff", "add", "Võ Thị Loan", "--role", "follow_up")
    done("staff", "edit", "vo thi loan", "--name", "Võ Thị Kim Loan")
    done("staff", "me", "Võ Thị Kim Loan")
    rows = done("staff", "list", "--json").json
    assert [(row["name"], row["is_me"]) for row in rows] == [
        (USER, False),
        ("Võ Thị Kim Loan", True),
    ]
    assert "đang làm việc trên máy này" in done("staff", "list").out


def test_looking_changes_nothing(done: Run):
    done("staff", "me", "--name", "Diệp")
    before = done("staff", "list", "--json").json
    done("staff", "me")
    done("staff", "me", "Diệp")
    assert done("staff", "list", "--json").json == before


def test_an_unknown_name_is_refused_in_one_sentence(run: Run):
    told = run("staff", "me", "Ai Đó")
    assert told.code == 2
    assert "Ai Đó" in one_sentence(told)
