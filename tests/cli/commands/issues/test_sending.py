"""From a transfer by command to its answer; what nobody said; a complaint by commands."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.conftest import OTHER, OWN, Run, one_sentence


def shown(done: Run, code: str) -> Any:
    return done("issue", "show", code, "--json").json


def state(done: Run, code: str) -> str:
    return shown(done, code)["row"]["state"]


def test_the_help_asks_how_it_was_sent_not_how_it_was_raised(done: Run):
    for verb, asked in (("sent", "--by CHỌN cách gửi ("), ("add", "--medium CHỌN cách nêu (")):
        assert asked in " ".join(done("issue", verb, "--help").out.split())


def test_from_the_transfer_to_the_answer(run: Run, done: Run, meeting: str, issue: str):
    done("issue", "transfer", issue, "--body", OTHER, "--on", "16/9/2026")
    assert state(done, issue) == "not_sent"
    assert "1 kiến nghị chưa phát hành công văn" in done("session", "show", meeting).out
    listed = done("issue", "list", "--view", "not-sent", "--json").json
    assert [row["code"] for row in listed] == [issue]
    told = done(
        "issue", "sent", issue, "--body", OTHER, "--number", "12/UBND", "--on", "21/9/2026"
    )  # fmt: skip
    assert told.out.startswith(f"{issue}: Đã chuyển")
    assert state(done, issue) == "transferred"
    (part,) = shown(done, issue)["assignments"]
    assert (part["sent_on"], part["sent_kind"], part["sent_number"]) == (
        "2026-09-21", "letter", "12/UBND",
    )  # fmt: skip
    assert "chưa phát hành công văn" not in done("session", "show", meeting).out
    assert done("issue", "list", "--view", "not-sent", "--json").json == []
    done("issue", "answer", issue, "--text", "Đã rõ.", "--body", OTHER, "--on", "30/9/2026")
    assert state(done, issue) == "answered"


@pytest.mark.parametrize("by", ["letter", "call", "hand_over"])
def test_how_it_was_sent(done: Run, issue: str, by: str):
    done("issue", "transfer", issue, "--body", OTHER, "--on", "16/9/2026")
    done("issue", "sent", issue, "--body", OTHER, "--by", by)
    (part,) = shown(done, issue)["assignments"]
    assert (part["sent_kind"], part["sent_on"]) == (by, "2026-11-27")  # today, where no day is told


def test_what_cannot_have_been_sent(run: Run, done: Run, issue: str):
    done("issue", "transfer", issue, "--body", OTHER, "--on", "16/9/2026")
    done("issue", "assign", issue, "--body", OWN, "--days", 5)
    refused = {
        ("--body", OTHER, "--on", "15/9/2026"),  # before it was given
        ("--body", OTHER, "--on", "28/11/2026"),  # to come
        ("--body", OWN),  # our own unit
    }
    for more in refused:
        told = run("issue", "sent", issue, *more)
        assert (told.code, told.out) == (2, "")
        one_sentence(told)
    done("issue", "sent", issue, "--body", OTHER)
    told = run("issue", "sent", issue, "--body", OTHER)
    assert (told.code, one_sentence(told)[-1]) == (2, ".")


def test_a_letter_recorded_on_what_was_seen(run: Run, done: Run, issue: str):
    done("issue", "transfer", issue, "--body", OTHER, "--on", "16/9/2026")
    version = shown(done, issue)["version"]
    done("issue", "assign", issue, "--body", OWN, "--days", 5)
    told = run("issue", "sent", issue, "--body", OTHER, "--seen", version)
    assert told.code == 2
    one_sentence(told)
    assert {part["sent_on"] for part in shown(done, issue)["assignments"]} == {None}


def test_what_nobody_said_is_unknown(done: Run, issue: str):
    form = shown(done, issue)["form"]
    assert (form["moment"], form["medium"], form["authority"]) == ("unknown",) * 3
    assert "Chưa rõ" in done("issue", "show", issue).out


def test_a_complaint_is_given_to_nobody_and_says_what_to_tell(run: Run, done: Run, meeting: str):
    done("issue", "add", "Cán bộ nhận quà.", "--session", meeting, "--kind", "denunciation")
    code = "KN-2026-0001"
    for act in (("transfer", code, "--body", OTHER), ("propose", code, "--body", OTHER)):
        told = run("issue", *act)
        assert told.code == 2
        assert "khiếu nại, tố cáo" in one_sentence(told)
    told = run("issue", "close", code, "--outcome", "settled")
    assert told.code == 2
    told = run("issue", "close", code, "--outcome", "unfounded")
    assert told.code == 2
    done("issue", "close", code, "--outcome", "redirected")
    assert state(done, code) == "closed"
