"""An edit of one value leaves what stands beside it."""

from __future__ import annotations

import pytest

from tests.cli.conftest import OTHER, OWN, Run, one_sentence


def test_a_venue_keeps_its_number_unless_it_is_said(done: Run, meeting: str):
    def venues() -> list[tuple[str, int | None]]:
        form = done("session", "show", meeting, "--json").json["form"]
        return [(venue["name"], venue["present_count"]) for venue in form["venues"]]

    done("session", "edit", meeting, "--venue", "Chợ Mẫu=12", "--venue", "Trường Mẫu=3")
    done("session", "edit", meeting, "--venue", "chợ mẫu", "--venue", "Bến Mẫu")
    assert venues() == [("chợ mẫu", 12), ("Bến Mẫu", None)]
    done("session", "edit", meeting, "--venue", "Chợ Mẫu=")
    assert venues() == [("Chợ Mẫu", None)]


def test_a_venue_has_a_name(run: Run, meeting: str):
    refused = run("session", "edit", meeting, "--venue", "=5")
    assert refused.code != 0
    assert one_sentence(refused)


def test_people_and_speeches_keep_what_is_known_of_them(done: Run, meeting: str):
    def told() -> str:
        return done("session", "show", meeting).out

    done("session", "edit", meeting, "--absent", "Sở Mẫu; bận", "--opening", "Bà Mẫu: chào mừng")
    before = told()
    done(
        "session", "edit", meeting, "--chair", "Ông Trần Văn Mẫu", "--absent", "Sở Mẫu",
        "--opening", "chào mừng",
    )  # fmt: skip
    assert told() == before
    assert "Chủ tịch" in before
    assert "(bận)" in before
    done("session", "edit", meeting, "--chair", "Ông Trần Văn Mẫu; Phó Chủ tịch")
    assert "Phó Chủ tịch" in told()


def proposed(done: Run, issue: str) -> list[tuple[str, str | None, int | None]]:
    shown = done("issue", "show", issue, "--json").json["assignments"]
    return [(one["body"], one["due_on"], one["due_days"]) for one in shown]


@pytest.mark.parametrize("limit", [["--due", "30/12/2026"], ["--days", "5"]])
def test_proposing_another_body_keeps_limit_and_support(done: Run, issue: str, limit: list[str]):
    done("issue", "propose", issue, "--body", OWN, "--supporting", "Thuế cơ sở", *limit)
    ((_own, due, days), support) = proposed(done, issue)
    done("issue", "propose", issue, "--body", OTHER)
    assert proposed(done, issue) == [(OTHER, due, days), support]
    done("issue", "propose", issue, "--body", OTHER, "--due", "31/12/2026")
    assert proposed(done, issue) == [(OTHER, "2026-12-31", None), support]


def test_a_complaint_is_taken_back_by_an_option(run: Run, done: Run, issue: str):
    done("issue", "assign", issue, "--body", OWN, "--due", "30/12/2026")
    told = run("issue", "edit", issue, "--complaint")
    assert told.code == 2
    assert "--withdraw" in one_sentence(told)
    done("issue", "edit", issue, "--complaint", "--withdraw")
    assert done("issue", "show", issue, "--json").json["form"]["complaint"] is True


@pytest.mark.parametrize("typed", ["_", "²", "...", "- /", "“”"])
def test_a_search_for_no_letter_is_none(done: Run, issue: str, typed: str):
    done("enterprise", "add", "Công ty Mẫu")
    for noun in ("issue", "enterprise", "session", "body"):
        everything = done(noun, "list").out
        assert done(noun, "list", "--search", typed).out == everything
    for noun in ("session", "body"):
        found = [done(noun, "list", "--search", said).out for said in ("Mẫu", f"Mẫu{typed}")]
        assert found[0] == found[1]
    mixed = done("session", "list", "--search", f"2026 {typed} K3").out
    assert mixed == done("session", "list", "--search", "2026-K3").out
    assert done("issue", "list", "--search", f"hẻm {typed}").out == done("issue", "list").out
