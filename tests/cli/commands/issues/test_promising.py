"""`issue promise`, `kept`, `broken`, and the end of a follow-up over a promise."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import OTHER, OWN, Run, one_sentence


@pytest.fixture
def promised(done: Run, issue: str) -> str:
    """Answered with a promise for the fourth quarter."""
    done(
        "issue", "answer", issue, "--text", "Sẽ nạo vét.", "--body", OWN, "--on", "15/9/2026",
        "--promise", "Nạo vét cống", "--promised-for", "quý IV",
    )  # fmt: skip
    return issue


def test_an_answer_with_a_promise(done: Run, promised: str):
    shown = done("issue", "show", promised, "--json").json
    assert shown["row"]["state"] == "promised"
    (one,) = shown["promises"]
    assert (one["what"], one["due_on"], one["due_text"], one["state"]) == (
        "Nạo vét cống", "2026-12-31", "quý IV", "open",
    )  # fmt: skip
    assert one["body"] == OWN
    said = done("issue", "show", promised).out
    assert "1. Nạo vét cống" in said
    assert [row["code"] for row in done("issue", "list", "--view", "promised", "--json").json] == [
        promised
    ]


def test_kept_with_a_proof(done: Run, run: Run, promised: str, tmp_path: Path):
    assert one_sentence(run("issue", "kept", promised)) == "Hãy nhập “Căn cứ”."
    paper = tmp_path / "bien-ban.pdf"
    paper.write_bytes(b"%PDF mau")
    done("issue", "kept", promised, "--file", paper, "--proof", "Đã nạo vét", "--on", "20/11/2026")
    shown = done("issue", "show", promised, "--json").json
    assert shown["row"]["state"] == "answered"
    (one,) = shown["promises"]
    assert (one["state"], one["ended_on"], one["proof"], one["file"]) == (
        "kept", "2026-11-20", "Đã nạo vét", "bien-ban.pdf",
    )  # fmt: skip
    assert run("issue", "kept", promised, "--proof", "nữa").code == 2


def test_a_second_promise_by_another_body_and_which_one_is_meant(
    done: Run, run: Run, promised: str
):
    done("issue", "promise", promised, "--what", "Trả lời", "--by", "12/2026", "--body", OTHER)
    told = run("issue", "broken", promised, "--reason", "chưa có vốn")
    assert (told.code, "--promise" in one_sentence(told)) == (2, True)
    done("issue", "broken", promised, "--promise", "2", "--reason", "chưa có vốn")
    states = [one["state"] for one in done("issue", "show", promised, "--json").json["promises"]]
    assert states == ["open", "broken"]
    assert run("issue", "kept", promised, "--promise", "9", "--proof", "x").code == 2


@pytest.mark.parametrize(
    ("when", "said"),
    [("quý II", "“quý II” đã qua từ 30/06/2026"), ("sớm", "“sớm” không cho biết ngày nào")],
)
def test_a_quarter_that_is_over_and_a_day_that_is_none(run: Run, issue: str, when: str, said: str):
    told = run(
        "issue", "answer", issue, "--text", "Sẽ làm.", "--on", "15/9/2026",
        "--promise", "Làm", "--promised-for", when,
    )  # fmt: skip
    assert told.code == 2
    assert one_sentence(told).startswith(said)
    assert run("issue", "show", issue, "--json").json["answers"] == []


def test_a_promise_needs_both_what_and_when(run: Run, issue: str):
    answer = ("issue", "answer", issue, "--text", "Sẽ làm.")
    assert run(*answer, "--promise", "Làm").code == 2
    assert run(*answer, "--promised-for", "quý IV").code == 2


def test_ending_over_an_open_promise_needs_to_be_said(done: Run, run: Run, promised: str):
    close = ("issue", "close", promised, "--outcome", "explained")
    told = run(*close)
    assert told.code == 2
    assert "--over-promise" in one_sentence(told)
    assert done("issue", "show", promised, "--json").json["row"]["state"] == "promised"
    several = ("issue", "close", promised, "KN-2026-0002", "--outcome", "explained")
    done("issue", "add", "Thiếu chỗ đỗ xe.", "--raiser", "chị Mẫu")
    assert "--over-promise" in done(*several, "--dry-run").out
    done(*close, "--over-promise")
    assert done("issue", "show", promised, "--json").json["row"]["state"] == "closed"


def test_who_promised_is_reminded(done: Run, run: Run, issue: str):
    done("agency", "set", "--name", "Ủy ban nhân dân phường Mẫu", "--area", "phường Mẫu")
    done(
        "issue", "answer", issue, "--text", "Sẽ nạo vét.", "--body", OWN, "--on", "15/9/2026",
        "--promise", "Nạo vét cống", "--promised-for", "tháng 10",
    )  # fmt: skip
    said = done("issue", "to-remind", "--promises").out
    assert f"{OWN}: Đôn đốc · 1 việc đã hứa" in said
    assert f"{issue}  Nạo vét cống" in said
    (group,) = done("issue", "to-remind", "--promises", "--json").json
    assert group["promises"][0]["due_on"] == "2026-10-30"
    assert "Nạo vét cống" in group["message"]["text"]
    for wrong in ((), ("--to", OWN, "--promise", "1"), ("--promise", "2")):
        told = run("issue", "remind", issue, *wrong)
        assert told.code == 2
        assert one_sentence(told)
    done("issue", "remind", issue, "--promise", "1", "--came-back", "tuần sau")
    assert f"Đôn đốc {OWN} (qua điện thoại). Trả lời: tuần sau" in done("issue", "show", issue).out
    assert "Không có ai cần gọi." in done("issue", "to-remind", "--promises").out
