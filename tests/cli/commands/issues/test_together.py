"""Commands on several issues: foretold by `--dry-run`, done in one act, the others named."""

from __future__ import annotations

import pytest

from tests.cli.conftest import OTHER, Run, one_sentence


@pytest.fixture
def codes(done: Run, issue: str) -> list[str]:
    """Three issues of which the first two are answered."""
    for text in ("Giấy phép chậm.", "Thiếu chỗ đỗ xe."):
        done("issue", "add", text, "--raiser", "chị Mẫu")
    found = [issue, "KN-2026-0002", "KN-2026-0003"]
    done("issue", "answer", *found[:2], "--text", "Đã xem xét.")
    return found


def states(done: Run, codes: list[str]) -> list[str]:
    return [done("issue", "show", code, "--json").json["row"]["state"] for code in codes]


def test_several_end_and_the_others_are_named(done: Run, codes: list[str]):
    close = ("issue", "close", *codes, "--outcome", "explained")
    told = done(*close, "--dry-run").out.splitlines()
    assert told[0] == "Sẽ thực hiện được với 2 kiến nghị."
    assert told[1] == "Còn lại 1:"
    assert told[2].strip().startswith("KN-2026-0003: ")
    assert states(done, codes) == ["answered", "answered", "received"]
    assert done(*close).out.splitlines()[0] == "Đã ghi cho 2 kiến nghị."
    assert states(done, codes) == ["closed", "closed", "received"]


def test_where_none_can_the_command_fails(run: Run, done: Run, codes: list[str]):
    assert run("issue", "close", *codes[1:], "--outcome", "noted").code == 2
    assert states(done, codes) == ["answered", "answered", "received"]
    told = run("issue", "close", codes[2], "--outcome", "settled")
    assert told.code == 2
    assert codes[2] in one_sentence(told)


def test_several_are_given_to_one_body(done: Run, run: Run, codes: list[str]):
    done("issue", "transfer", codes[2], "--body", OTHER)
    told = done("issue", "transfer", *codes, "--body", OTHER).out
    assert told.splitlines()[0] == "Đã ghi cho 2 kiến nghị."
    assert "KN-2026-0003: " in told
    assert run("issue", "assign", *codes, "--body", OTHER, "--days", "5").code == 2  # wrong verb


def test_similar_issues_are_answered_once(done: Run, run: Run, codes: list[str]):
    assert run("issue", "group", codes[0]).code == 2
    done("issue", "group", *codes[1:])
    done("issue", "answer", codes[2], "--text", "Chung.", "--similar")
    shown = done("issue", "show", codes[1], "--json").json
    assert [one["text"] for one in shown["answers"]] == ["Đã xem xét.", "Chung."]
    assert [one["code"] for one in shown["similar"]] == [codes[2]]
    done("issue", "ungroup", codes[1])
    assert done("issue", "show", codes[2], "--json").json["similar"] == []


def test_of_similar_issues_the_one_named_is_answered_only_as_it_was_seen(
    done: Run, codes: list[str]
):
    done("issue", "group", *codes[1:])
    version = done("issue", "show", codes[2], "--json").json["version"]
    done("issue", "edit", codes[2], "--note", "đã gọi")
    answer = ("issue", "answer", codes[2], "--text", "Chung.", "--similar")
    told = done(*answer, "--seen", str(version)).out.splitlines()
    assert told[0] == "Đã ghi cho 1 kiến nghị."
    assert told[2].strip().startswith(f"{codes[2]}: ")
    assert done("issue", "show", codes[2], "--json").json["answers"] == []


def test_a_verdict_that_reopens(done: Run, run: Run, codes: list[str]):
    verdict = ("issue", "verdict", codes[0], "--raiser", "1")
    assert run(*verdict, "--level", "satisfied", "--reopen", "chưa rõ").code == 2
    assert run(*verdict, "--level", "dissatisfied", "--reopen", " ").code == 2
    done(*verdict, "--level", "dissatisfied", "--reopen", "chưa rõ")
    shown = done("issue", "show", codes[0], "--json").json
    assert (shown["row"]["state"], shown["reopen_reason"]) == ("reopened", "chưa rõ")
