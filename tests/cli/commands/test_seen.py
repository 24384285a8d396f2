"""`--seen N`: what was built on an older version is refused, saying who did what and when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from dialogue_app import machine
from dialogue_app.services.bodies.editing import body_called, body_detail
from dialogue_app.services.case import Case
from dialogue_app.services.feed import follow
from dialogue_app.services.opening import open_case
from tests.cli.conftest import OTHER, OWN, Run, one_sentence
from tests.template import NOW, USER, standing_clock

OLD = 1  # the version of something that was never changed again is higher
MOVES = [
    ("propose", "--body", OWN),
    ("assign", "--body", OWN, "--days", "5"),
    ("transfer", "--body", OTHER),
    ("extend", "--body", OWN, "--due", "30/11/2027", "--reason", "đo đạc lại"),
    ("return", "--body", OTHER, "--reason", "không thuộc thẩm quyền"),
    ("answer", "--text", "Đã nạo vét."),
    ("direct", "--text", "khảo sát ngay", "--speaker", "Ông Mẫu"),
    ("wait", "--for", "bản vẽ"),
    ("resume",),
    ("escalate", "--to", "Bộ Mẫu"),
    ("came-back",),
    ("verdict", "--level", "satisfied", "--raiser", "1"),
    ("close", "--outcome", "withdrawn"),
    ("reopen", "--reason", "khác hẻm"),
    ("duplicate", "KN-2026-0002"),
]
AGAIN = "Look at it again, then go on.\n"


def version(done: Run, *command: str) -> int:
    told: int = done(*command, "--json").json["version"]
    return told


@pytest.fixture
def case(run: Run, tmp_path: Path) -> Iterator[Case]:
    """The database of the commands."""
    made = open_case(tmp_path / "data", standing_clock, USER)
    yield made
    made.store.close()


@pytest.fixture
def changed(done: Run, issue: str, meeting: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """An issue that somebody else answered after it was taken in."""
    done("issue", "add", "Hẻm ngập.", "--session", meeting)
    with monkeypatch.context() as patch:
        patch.setattr(machine, "user_name", lambda: "Bà Khác")
        done("issue", "answer", issue, "--text", "Đang xem.", "--not-settled")
    return issue


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move[0])
def test_a_move_on_an_issue_changed_since_is_refused(
    run: Run, case: Case, changed: str, move: tuple[str, ...]
):
    verb, *rest = move
    arguments = ("issue", verb, changed, *rest, "--on", "27/11/2026")
    if verb in ("direct", "resume", "propose", "reopen"):
        arguments = arguments[:-2]
    feed = follow(case)
    told = run(*arguments, "--seen", OLD, lang="en")
    assert (told.code, told.out) == (2, "")
    assert told.err == (
        f"{changed} was changed after you read it: Bà Khác recorded an answer "
        f"(27/11/2026 09:30). {AGAIN}"
    )
    sentence = one_sentence(run(*arguments, "--seen", OLD))
    assert changed in sentence
    assert "Bà Khác" in sentence
    assert not feed.has_news()  # nobody wrote anything
    feed.close()


def test_a_move_on_an_issue_as_it_was_seen_is_done(run: Run, done: Run, changed: str):
    now = version(done, "issue", "show", changed)
    told = run("issue", "close", changed, "--outcome", "withdrawn", "--note", "tự xong",
               "--seen", now - 1)  # fmt: skip
    assert told.code == 2
    done("issue", "close", changed, "--outcome", "withdrawn", "--note", "tự xong", "--seen", now)
    later = version(done, "issue", "show", changed)
    assert later > now
    done("issue", "reopen", changed, "--reason", "khác hẻm", "--seen", later)
    assert done("issue", "show", changed, "--json").json["row"]["state"] == "reopened"


def test_an_issue_changed_since_is_left_when_issues_are_given_out(
    run: Run, done: Run, changed: str
):
    done("issue", "propose", changed, "--body", OTHER)
    arguments = ("issue", "give-out", changed, "--on", "16/9/2026")
    told = run(*arguments, "--seen", OLD, lang="en")
    assert (told.code, told.err) == (2, "")
    assert f"{changed} was changed after you read it: {USER} proposed who" in told.out
    (part,) = done("issue", "show", changed, "--json").json["assignments"]
    assert part["state"] == "proposed"
    done(*arguments, "--seen", version(done, "issue", "show", changed))


@pytest.mark.parametrize(
    "arguments",
    [
        ("answer", "--text", "Chung."),
        ("direct", "--text", "Chung.", "--speaker", "Ông Mẫu"),
        ("give-out", "--on", "16/9/2026"),
    ],
    ids=lambda value: value[0],
)
def test_one_version_of_several_issues_means_nothing(
    run: Run, done: Run, changed: str, arguments: tuple[str, ...]
):
    verb, *rest = arguments
    before = done("issue", "list", "--json").out
    told = run("issue", verb, changed, "KN-2026-0002", *rest, "--seen", 3, lang="en")
    assert (told.code, told.err, told.out) == (2, "--seen goes with one issue.\n", "")
    assert done("issue", "list", "--json").out == before


@pytest.mark.parametrize("given", ["", "x", "-1", "1.5"])
def test_a_version_is_a_number(run: Run, changed: str, given: str):
    told = run("issue", "close", changed, "--outcome", "withdrawn", f"--seen={given}")
    assert (told.code, told.out) == (2, "")
    one_sentence(told)


@pytest.fixture
def enterprise(done: Run) -> str:
    done("enterprise", "add", "Công ty Mẫu", "--phone", "0900 000 001")
    done("enterprise", "edit", "DN-00001", "--address", "1 Đường Mẫu")
    return "DN-00001"


def test_an_enterprise_is_edited_as_it_was_seen(run: Run, done: Run, enterprise: str):
    now = version(done, "enterprise", "show", enterprise)
    told = run("enterprise", "edit", enterprise, "--phone", "2", "--seen", now - 1, lang="en")
    assert (told.code, told.out) == (2, "")
    assert told.err == (
        f"{enterprise} was changed after you read it: {USER} corrected it (27/11/2026 09:30). "
        f"{AGAIN}"
    )
    shown = done("enterprise", "show", enterprise, "--json").json
    assert (shown["form"]["phone"], shown["version"]) == ("0900 000 001", now)
    done("enterprise", "edit", enterprise, "--phone", "2", "--seen", now)
    shown = done("enterprise", "show", enterprise, "--json").json
    assert shown["form"]["phone"] == "2"
    assert shown["version"] > now
    done("enterprise", "edit", enterprise, "--phone", "3")  # without it, on what stands now


def test_a_session_is_edited_as_it_was_seen(run: Run, done: Run, meeting: str):
    now = version(done, "session", "show", meeting)
    told = run("session", "edit", meeting, "--place", "Chợ", "--seen", now - 1, lang="en")
    assert (told.code, told.out) == (2, "")
    assert told.err == (
        f"{meeting} was changed after you read it: {USER} added it (27/11/2026 09:30). {AGAIN}"
    )
    shown = done("session", "show", meeting, "--json").json
    assert (shown["form"]["place"], shown["version"]) == ("Hội trường", now)
    done("session", "edit", meeting, "--place", "Chợ", "--seen", now)
    assert done("session", "show", meeting, "--json").json["form"]["place"] == "Chợ"


def test_an_issue_added_to_a_session_is_no_change_of_it(done: Run, meeting: str):
    now = version(done, "session", "show", meeting)
    done("issue", "add", "Hẻm ngập.", "--session", meeting)
    assert version(done, "session", "show", meeting) == now


def body(case: Case, name: str) -> Any:
    return body_detail(case, body_called(case, name, case.today()))


def test_a_body_is_ended_as_it_was_seen(run: Run, done: Run, case: Case):
    done("body", "add", "Phòng Mẫu", "--relation", "own")
    done("body", "end", "Phòng Mẫu", "--on", "31/12/2026")
    now = body(case, "Phòng Mẫu")
    arguments = ("body", "end", "Phòng Mẫu", "--on", "1/6/2027", "--seen")
    told = run(*arguments, now.version - 1, lang="en")
    assert (told.code, told.out) == (2, "")
    assert told.err == (
        f"Phòng Mẫu was changed after you read it: {USER} changed it (27/11/2026 09:30). {AGAIN}"
    )
    assert body(case, "Phòng Mẫu") == now
    done(*arguments, now.version)
    assert body(case, "Phòng Mẫu").draft.valid_to.isoformat() == "2027-06-01"


def test_the_moment_told_is_that_of_the_change(run: Run, done: Run, meeting: str):
    def later() -> Any:
        return NOW + timedelta(days=2, hours=3)

    done("session", "edit", meeting, "--place", "Chợ", clock=later)
    told = run("session", "edit", meeting, "--place", "Đình", "--seen", OLD, lang="en")
    assert "(29/11/2026 12:30)" in one_sentence(told)
