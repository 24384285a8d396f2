"""Promises in answers: given, kept, late, broken, and what still stands when an issue ends."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dialogue_app.domain.errors.base import Missing
from dialogue_app.domain.errors.conflicts import ChangedSince
from dialogue_app.domain.errors.issues import (
    MoveNotAllowed,
    NoOpenPromise,
    NotYet,
    PromiseOver,
    PromiseStillOpen,
    TooEarly,
    UnclearPromise,
)
from dialogue_app.domain.people import Person
from dialogue_app.domain.vocabulary import (
    AnswerKind,
    IssueState,
    Outcome,
    PromiseState,
    StoryKind,
    View,
)
from dialogue_app.i18n.words import word
from dialogue_app.services.case import Case
from dialogue_app.services.issues import answering, ending
from dialogue_app.services.issues.answering import AnswerDraft
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.due_words import due_chip, due_text
from dialogue_app.services.issues.lists import IssueList, IssueQuery, view_counts
from dialogue_app.services.issues.promises import (
    PromiseDraft,
    break_promise,
    keep,
    promise,
    promise_report,
)
from dialogue_app.services.issues.words import promise_words
from tests.services.conftest import DAY, Office, on_day
from tests.template import seen

LAST_OF_OCTOBER = date(2026, 10, 30)  # a Friday: the last working day of the month


def test_an_answered_issue_stands_under_promised_until_it_is_kept(office: Office):
    issue_id = office.promised()
    detail = office.detail(issue_id)
    assert detail.row.state is IssueState.PROMISED
    assert (detail.row.next_due_on, detail.row.next_due_own) == (LAST_OF_OCTOBER, True)
    (one,) = detail.promises
    assert (one.what, one.due_text, one.due_on) == (
        "Niêm yết giá giữ xe", "tháng 10", LAST_OF_OCTOBER,
    )  # fmt: skip
    assert one.body == "Phòng Kinh tế, Hạ tầng và Đô thị"
    rows = IssueList(office.case)
    assert issue_id in rows.ids(IssueQuery(view=View.PROMISED))
    assert issue_id not in rows.ids(IssueQuery(view=View.ANSWERED))
    later = on_day(office.case, date(2026, 10, 29))
    keep(later, office.seen(issue_id), one.id, date(2026, 10, 29), "Biên bản niêm yết")
    kept = office.detail(issue_id)
    assert kept.row.state is IssueState.ANSWERED
    assert kept.row.next_due_on is None
    assert [line.kind for line in kept.story] == [
        StoryKind.RECEIVED, StoryKind.ANSWERED, StoryKind.PROMISED, StoryKind.KEPT,
    ]  # fmt: skip
    assert "29/10/2026: Biên bản niêm yết" in promise_words(kept.promises[0], DAY)
    assert list(rows.ids(IssueQuery(search="bien ban niem yet"))) == [issue_id]


def test_the_day_promised_is_in_time_and_the_day_after_is_late(office: Office):
    row = office.detail(office.promised()).row
    chip = due_chip(row, LAST_OF_OCTOBER)
    assert chip is not None
    assert chip.tone == "soon"
    late = due_chip(row, date(2026, 10, 31))
    assert late is not None
    assert late.tone == "late"


def test_what_others_promised_is_said_to_have_passed_but_never_red(office: Office):
    issue_id = office.received()
    form = AnswerDraft(
        AnswerKind.IN_WRITING, "Sẽ đóng điện.", DAY, body_id=office.other,
        promise=PromiseDraft("Đóng điện", "30/9"),
    )  # fmt: skip
    answering.answer(office.case, [office.seen(issue_id)], form)
    row = office.detail(issue_id).row
    assert not row.next_due_own
    assert due_chip(row, date(2026, 10, 1)) is None
    assert due_text(row, date(2026, 9, 30)) == "30/09/2026"
    assert due_text(row, date(2026, 10, 1)).startswith("30/09/2026 · ")
    (one,) = office.detail(issue_id).promises
    assert not one.is_late(date(2026, 9, 30))
    assert one.is_late(date(2026, 10, 1))


def test_a_broken_promise_keeps_the_issue_open_for_what_follows(office: Office):
    issue_id = office.promised()
    (one,) = office.detail(issue_id).promises
    with pytest.raises(Missing) as refused:
        break_promise(office.case, office.seen(issue_id), one.id, DAY, " ")
    assert refused.value.field == "reason"
    break_promise(office.case, office.seen(issue_id), one.id, DAY, "không có mặt bằng")
    detail = office.detail(issue_id)
    assert detail.row.state is IssueState.ANSWERED
    assert detail.promises[0].state is PromiseState.BROKEN
    with pytest.raises(NoOpenPromise):
        keep(office.case, office.seen(issue_id), one.id, DAY, "xong")


def test_a_promise_concerns_all_issues_of_its_answer(office: Office):
    first, second = office.received(), office.received()
    form = AnswerDraft(
        AnswerKind.AT_MEETING, "Sẽ mở.", DAY, body_id=office.own,
        promise=PromiseDraft("Mở lối đi", "quý IV"),
    )  # fmt: skip
    answering.answer(office.case, [office.seen(first), office.seen(second)], form)
    before = office.seen(second)
    (one,) = office.detail(first).promises
    keep(office.case, office.seen(first), one.id, DAY, "đã mở")
    assert office.detail(second).row.state is IssueState.ANSWERED
    with pytest.raises(ChangedSince):  # whoever looked at the other one is told
        ending.close(office.case, before, Outcome.SETTLED, DAY)


def test_who_promises_is_whoever_answers_unless_another_is_named(office: Office):
    issue_id = office.received()
    form = AnswerDraft(
        AnswerKind.AT_MEETING, "Sẽ mở.", DAY, person=Person.typed("Ông Trần Văn Mẫu", "Chủ tịch"),
        promise=PromiseDraft("Mở lối đi", "quý IV"),
    )  # fmt: skip
    answering.answer(office.case, [office.seen(issue_id)], form)
    promise(office.case, office.seen(issue_id), PromiseDraft("Vẽ vạch", "30/9", office.own, "Bà B"))
    first, second = office.detail(issue_id).promises
    assert first.who == "Ông Trần Văn Mẫu"
    assert second.who == "Bà B, Phòng Kinh tế, Hạ tầng và Đô thị"


def test_a_file_proves_it_and_stands_among_those_of_the_issue(office: Office, tmp_path: Path):
    issue_id = office.promised()
    (one,) = office.detail(issue_id).promises
    with pytest.raises(Missing) as refused:
        keep(office.case, office.seen(issue_id), one.id, DAY)
    assert refused.value.field == "proof"
    paper = tmp_path / "bien-ban.pdf"
    paper.write_bytes(b"%PDF mau")
    keep(office.case, office.seen(issue_id), one.id, DAY, file=paper)
    detail = office.detail(issue_id)
    assert [file.name for file in detail.attachments] == ["bien-ban.pdf"]
    assert detail.promises[0].file == "bien-ban.pdf"


def test_a_file_the_issue_has_already_proves_it_too(office: Office, tmp_path: Path):
    issue_id, paper = office.promised(), tmp_path / "anh.jpg"
    promise(office.case, office.seen(issue_id), PromiseDraft("Vẽ vạch", "quý IV"))
    paper.write_bytes(b"anh")
    for one in office.detail(issue_id).promises:
        keep(office.case, office.seen(issue_id), one.id, DAY, file=paper)
    detail = office.detail(issue_id)
    assert len(detail.attachments) == 1
    assert [one.file for one in detail.promises] == ["anh.jpg", "anh.jpg"]


@pytest.mark.parametrize(
    ("by", "error"),
    [("quý II", PromiseOver), ("14/9", PromiseOver), ("sớm", UnclearPromise), (" ", Missing)],
)
def test_a_promise_that_cannot_be_leaves_no_answer_behind(
    office: Office, by: str, error: type[Exception]
):
    issue_id = office.received()
    before = office.detail(issue_id)
    form = AnswerDraft(AnswerKind.AT_MEETING, "Sẽ làm.", DAY, promise=PromiseDraft("Làm", by))
    with pytest.raises(error):
        answering.answer(office.case, [office.seen(issue_id)], form)
    assert office.detail(issue_id) == before


def test_nothing_is_promised_without_an_answer_and_nothing_kept_before_it(office: Office):
    with pytest.raises(MoveNotAllowed):
        promise(office.case, office.seen(office.received()), PromiseDraft("Làm", "quý IV"))
    issue_id = office.promised()
    (one,) = office.detail(issue_id).promises
    with pytest.raises(TooEarly):
        keep(office.case, office.seen(issue_id), one.id, date(2026, 9, 14), "xong")
    with pytest.raises(NotYet):
        keep(office.case, office.seen(issue_id), one.id, date(2027, 9, 14), "xong")
    with pytest.raises(NoOpenPromise):
        keep(office.case, office.seen(office.promised()), one.id, DAY, "của kiến nghị khác")


def test_ending_over_an_open_promise_asks(office: Office):
    issue_id = office.promised()
    before = office.detail(issue_id)
    with pytest.raises(PromiseStillOpen) as asked:
        ending.close(office.case, office.seen(issue_id), Outcome.EXPLAINED, DAY)
    assert (asked.value.due, asked.value.what) == (LAST_OF_OCTOBER, "Niêm yết giá giữ xe")
    with pytest.raises(PromiseStillOpen):
        ending.mark_duplicate(office.case, office.seen(issue_id), office.received(), DAY)
    assert office.detail(issue_id) == before
    ending.close(office.case, office.seen(issue_id), Outcome.EXPLAINED, DAY, over_promise=True)
    closed = office.detail(issue_id)
    assert closed.row.state is IssueState.CLOSED
    assert closed.row.next_due_on is None
    keep(office.case, office.seen(issue_id), closed.promises[0].id, DAY, "xong")  # it stays
    assert office.detail(issue_id).promises[0].state is PromiseState.KEPT


def test_a_promise_of_an_earlier_round_stands_but_does_not_hold_the_new_one(office: Office):
    issue_id = office.promised()
    ending.reopen(office.case, office.seen(issue_id), "chưa rõ")
    assert office.detail(issue_id).row.state is IssueState.REOPENED
    form = AnswerDraft(AnswerKind.IN_WRITING, "Đã rõ.", DAY)
    answering.answer(office.case, [office.seen(issue_id)], form)
    detail = office.detail(issue_id)
    assert detail.row.state is IssueState.ANSWERED
    assert [one.round for one in detail.promises] == [0]
    ending.close(office.case, office.seen(issue_id), Outcome.EXPLAINED, DAY)


def test_the_report_has_each_promise_once(case: Case):
    office = Office.__new__(Office)
    office.case = case
    from dialogue_app.services.bodies.editing import find_body

    office.own = find_body(case, "Phòng Kinh tế, Hạ tầng và Đô thị", DAY)
    kept, late, broken, to_come = (office.promised(by) for by in ("30/9", "30/9", "30/9", "quý IV"))
    shared = office.received()
    form = AnswerDraft(
        AnswerKind.AT_MEETING, "Chung.", DAY, promise=PromiseDraft("Chung", "tháng 9")
    )
    answering.answer(case, [seen(case, shared), seen(case, office.answered())], form)
    on = date(2026, 10, 5)
    after = on_day(case, on)
    keep(after, seen(case, kept), issue_detail(case, kept).promises[0].id, on, "có biên bản")
    break_promise(after, seen(case, broken), issue_detail(case, broken).promises[0].id, on, "hết")
    everything = IssueList(case).ids(IssueQuery())
    with case.reading() as session:
        report = promise_report(session, list(everything), on)
    assert [line.issue_ids for line in report.kept] == [(kept,)]
    assert [line.issue_ids for line in report.broken] == [(broken,)]
    assert [line.issue_ids for line in report.to_come] == [(to_come,)]
    assert {line.issue_ids for line in report.late} == {(late,), (shared, shared + 1)}
    assert report.total == 5
    assert report.kept[0].promise.days_late(on) == 5
    with case.reading() as session:
        assert promise_report(session, [], on).total == 0


def test_views_and_columns_say_what_was_promised(office: Office):
    issue_id = office.promised()
    (row,) = IssueList(office.case).rows([issue_id])
    assert row.promises == ("Niêm yết giá giữ xe",)
    assert row.promised_for == ("30/10/2026",)
    assert row.promises_state == (word(PromiseState.OPEN),)
    assert view_counts(office.case)[View.PROMISED] >= 1
    assert issue_id in IssueList(office.case).ids(IssueQuery(search="giu xe"))
