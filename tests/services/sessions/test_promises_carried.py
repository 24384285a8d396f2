"""Promises and groups of a session that is taken along and brought back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dialogue_app.domain.bringing import Keep
from dialogue_app.domain.vocabulary import AnswerKind, IssueState, PromiseState
from dialogue_app.services.case import Case
from dialogue_app.services.issues.answering import AnswerDraft, answer
from dialogue_app.services.issues.detail import IssueDetail, issue_detail
from dialogue_app.services.issues.grouping import group
from dialogue_app.services.issues.intake import find_issue
from dialogue_app.services.issues.promises import PromiseDraft, break_promise, keep
from tests.services.sessions.journey import Journey, add_issue, require_sound


@pytest.fixture
def journey(tmp_path: Path) -> Iterator[Journey]:
    begun = Journey(tmp_path)
    yield begun
    begun.close()


def of(case: Case, code: str) -> IssueDetail:
    return issue_detail(case, find_issue(case, code))


def promised(case: Case) -> str:
    code = add_issue(case, "Hẻm ngập.")
    form = AnswerDraft(
        AnswerKind.IN_WRITING, "Sẽ nạo vét.", promise=PromiseDraft("Nạo vét cống", "quý IV")
    )
    answer(case, [of(case, code).seen], form)
    return code


def keep_it(case: Case, code: str, proof: str, file: Path | None = None) -> None:
    detail = of(case, code)
    keep(case, detail.seen, detail.promises[0].id, case.today(), proof, file)


def test_what_was_kept_and_grouped_there_is_so_here(journey: Journey, tmp_path: Path):
    code = promised(journey.office)
    hall = journey.leave()
    paper = tmp_path / "bien-ban.pdf"
    paper.write_bytes(b"%PDF mau")
    keep_it(hall, code, "có biên bản", paper)
    other = promised(hall)
    group(hall, [of(hall, code).seen, of(hall, other).seen])
    journey.bring()
    brought = of(journey.office, code)
    assert brought.row.state is IssueState.ANSWERED
    assert [(one.state, one.file) for one in brought.promises] == [
        (PromiseState.KEPT, "bien-ban.pdf")
    ]
    assert [one.code for one in brought.similar] == [other]
    assert of(journey.office, other).row.state is IssueState.PROMISED
    require_sound(journey.office, hall)


@pytest.mark.parametrize("side", Keep)
def test_kept_there_and_broken_here_is_decided(journey: Journey, side: Keep):
    code = promised(journey.office)
    hall = journey.leave()
    keep_it(hall, code, "có biên bản")
    here = of(journey.office, code)
    break_promise(journey.office, here.seen, here.promises[0].id, journey.office.today(), "hết vốn")
    told = journey.look()
    assert [("hết vốn" in one.ours, "có biên bản" in one.theirs) for one in told.conflicts] == [
        (True, True)
    ]
    journey.bring(side)
    (one,) = of(journey.office, code).promises
    assert one.state is (PromiseState.BROKEN if side is Keep.OURS else PromiseState.KEPT)
    assert one.proof == ("hết vốn" if side is Keep.OURS else "có biên bản")
    require_sound(journey.office)
