"""`policy` at a terminal: kept, shown, refused in a sentence, used when issues are given out."""

from __future__ import annotations

import pytest

from tests.cli.conftest import OTHER, OWN, Run, one_sentence


def test_rules_are_listed_the_narrowest_first(done: Run) -> None:
    assert done("policy", "list").out == "Chưa có quy định nào.\n"
    done("policy", "add", "--days", 7)
    said = done("policy", "add", "--body", OWN, "--days", 5, "--supporting", OTHER).out
    assert said.startswith("2  ")
    assert f"{OWN}: 5 ngày làm việc; phối hợp: {OTHER}" in said
    first, last = done("policy", "list", "--json").json
    assert (first["id"], first["body"], first["due_days"]) == (2, OWN, 5)
    assert (first["supporting_bodies"], first["topic"]) == ([OTHER], None)
    assert (last["id"], last["body"], last["due_days"]) == (1, None, 7)


def test_what_is_not_given_stays_and_an_empty_name_takes_out(done: Run) -> None:
    done("policy", "add", "--body", OWN, "--kind", "question", "--days", 5, "--reminder", 2)
    done("policy", "edit", 1, "--days", 9)
    (rule,) = done("policy", "list", "--json").json
    assert (rule["due_days"], rule["reminder_days"], rule["kind"]) == (9, 2, "question")
    done("policy", "edit", 1, "--body", "", "--kind", "", "--waiting", "stops")
    (rule,) = done("policy", "list", "--json").json
    assert (rule["body"], rule["kind"], rule["waiting"]) == (None, None, "stops")
    done("policy", "remove", 1)
    assert done("policy", "list", "--json").json == []


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ((), "ít nhất một điều"),
        (("--days", 0), "không phải 0"),
        (("--days", 10_000), "10.000"),
        (("--days", 5, "--due", "31/12/2026"), "không nhập cả hai"),
        (("--due", "26/11/2026"), "26/11/2026"),
        (("--reminder", 99), "không phải 99"),
        (("--days", 5, "--body", "Sở Không Có"), "Sở Không Có"),
        (("--days", 5, "--topic", "Không có"), "Không có"),
        (("--days", 5, "--body", OWN, "--supporting", OWN), "chủ trì"),
    ],
)
def test_what_is_refused(run: Run, done: Run, given: tuple[object, ...], words: str) -> None:
    told = run("policy", "add", *given)
    assert told.code == 2
    assert words in one_sentence(told)
    assert done("policy", "list", "--json").json == []


def test_a_rule_seen_earlier_is_not_changed_blindly(run: Run, done: Run) -> None:
    done("policy", "add", "--days", 7)
    (rule,) = done("policy", "list", "--json").json
    done("policy", "edit", 1, "--days", 8, "--seen", rule["version"])
    told = run("policy", "edit", 1, "--days", 9, "--seen", rule["version"])
    assert told.code == 2
    one_sentence(told)
    assert done("policy", "list", "--json").json[0]["due_days"] == 8
    assert run("policy", "remove", 5).code == 2


def test_given_out_by_the_rules(done: Run, issue: str) -> None:
    done("policy", "add", "--days", 10)
    done("issue", "propose", issue, "--body", OWN)
    done("issue", "give-out", issue, "--on", "16/9/2026", "--by-rules", "--days", 3)
    (part,) = done("issue", "show", issue, "--json").json["assignments"]
    assert (part["due_days"], part["due_on"]) == (10, "2026-09-30")
