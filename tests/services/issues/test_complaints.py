"""A complaint or denunciation: given to nobody, never late, ended its own way, in no paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from dialogue_app import i18n
from dialogue_app.documents.minutes import minutes_parts
from dialogue_app.documents.reading import as_text
from dialogue_app.domain.errors.base import BadInput, Missing
from dialogue_app.domain.errors.issues import ComplaintGivenOut, IsComplaint, OutcomeNotAllowed
from dialogue_app.domain.fields.issues import IssueDraft, RaiserDraft
from dialogue_app.domain.people import Person
from dialogue_app.domain.rows import RowProblem
from dialogue_app.domain.vocabulary import (
    AnswerKind,
    AssignmentState,
    IssueKind,
    IssueState,
    Outcome,
    RaiserKind,
    RowStatus,
    SessionGap,
    StoryKind,
    View,
    WithdrawalCause,
)
from dialogue_app.i18n.sentences import explain
from dialogue_app.services.case import Case
from dialogue_app.services.imports.workbooks import Preview, TableKind, open_workbook
from dialogue_app.services.issues import (
    answering,
    assigning,
    ending,
    extending,
    intake,
    sending,
)
from dialogue_app.services.issues.assigning import AssignmentDraft, Due
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.due_words import due_words
from dialogue_app.services.issues.extending import ExtensionDraft
from dialogue_app.services.issues.importing import import_issues, preview_issues
from dialogue_app.services.issues.lists import IssueList, IssueQuery, IssueRow, view_counts
from dialogue_app.services.papers.minutes import minutes_facts
from dialogue_app.services.sessions.editing import session_detail
from tests.services.changing import change_issue, read_issue
from tests.services.conftest import DAY, Office, on_day
from tests.template import seen

OWN, OTHER = "Phòng Kinh tế, Hạ tầng và Đô thị", "Sở Xây dựng"
LATER = date(2026, 10, 20)


def complaint(case: Case, meeting: int | None = None, **said: object) -> int:
    raiser = RaiserDraft(RaiserKind.UNIDENTIFIED, written_name="Bà Kín Mẫu")
    form = IssueDraft("Tố cán bộ nhận quà", meeting, received_on=DAY, raisers=(raiser,))
    return intake.register_issue(case, replace(form, **(said or {"complaint": True})))


def row(case: Case, issue_id: int) -> IssueRow:
    return IssueList(case).rows([issue_id])[0]


def given_to_ours(office: Office) -> int:
    """An issue that a unit of ours has, to be done by 20/9."""
    issue_id = office.received()
    part = AssignmentDraft(office.own, due=Due(on=date(2026, 9, 20)))
    assigning.assign(office.case, office.seen(issue_id), part, DAY)
    return issue_id


@pytest.mark.parametrize("kind", IssueKind)
def test_the_kinds_of_complaints_set_the_mark(case: Case, kind: IssueKind):
    marked = kind in (IssueKind.COMPLAINT, IssueKind.DENUNCIATION)
    issue_id = complaint(case, kind=kind)
    assert row(case, issue_id).complaint is marked
    later = complaint(case, kind=IssueKind.REQUEST)
    change_issue(case, later, kind=kind)
    assert row(case, later).complaint is marked


Give = Callable[[Office, int], object]


@pytest.mark.parametrize(
    "give",
    [
        lambda o, i: assigning.assign(o.case, o.seen(i), AssignmentDraft(o.other), DAY),
        lambda o, i: assigning.assign(
            o.case, o.seen(i), AssignmentDraft(o.own, due=Due(working_days=5)), DAY
        ),
        lambda o, i: assigning.propose(o.case, o.seen(i), [AssignmentDraft(o.other)]),
        lambda o, i: assigning.return_issue(o.case, o.seen(i), o.other, DAY, "sai"),
        lambda o, i: extending.extend(
            o.case, o.seen(i), o.own, ExtensionDraft(Due(on=date(2026, 9, 30)), "đo lại", DAY)
        ),
        lambda o, i: sending.record_sent(o.case, o.seen(i), o.other, sending.SendingDraft(DAY)),
        lambda o, i: ending.escalate(
            o.case, o.seen(i), ending.EscalationDraft(DAY, addressee="Bộ Mẫu")
        ),
        lambda o, i: ending.mark_duplicate(o.case, o.seen(i), o.received(), DAY),
    ],
    ids=["transfer", "assign", "propose", "return", "extend", "send", "escalate", "duplicate"],
)
def test_nobody_is_given_a_complaint(office: Office, give: Give):
    issue_id = complaint(office.case)
    before = office.detail(issue_id)
    with pytest.raises(IsComplaint) as refusal:
        give(office, issue_id)
    assert refusal.value.code == before.code
    assert office.detail(issue_id) == before


def test_the_refusal_is_what_to_say_to_the_raiser(office: Office):
    issue_id = complaint(office.case)
    with pytest.raises(IsComplaint) as refusal:
        assigning.assign(office.case, office.seen(issue_id), AssignmentDraft(office.other), DAY)
    assert office.detail(issue_id).code in explain(refusal.value)
    assert "“This belongs to the law on complaints and denunciations" in explain(refusal.value)


def test_given_out_in_bulk_it_is_left_with_the_reason(office: Office):
    issue_id, other = complaint(office.case), office.proposed()
    both = [office.seen(issue_id), office.seen(other)]
    result = assigning.give_out(office.case, both, DAY, Due(working_days=5))
    assert result.done == 1
    ((_id, code, reason),) = result.left
    assert (code, type(reason)) == (office.detail(issue_id).code, IsComplaint)
    assert office.detail(issue_id).assignments == ()


def test_one_that_was_proposed_is_left_in_bulk_and_no_more_proposed(office: Office):
    issue_id = office.proposed()
    change_issue(office.case, issue_id, complaint=True)  # nobody has it: nothing to ask
    (part,) = office.detail(issue_id).assignments
    assert part.state is AssignmentState.WITHDRAWN
    result = assigning.give_out(office.case, [office.seen(issue_id)], DAY)
    assert [type(reason) for _id, _code, reason in result.left] == [IsComplaint]


def test_marking_one_given_out_asks_then_withdraws_it_with_the_reason(office: Office):
    issue_id = given_to_ours(office)
    assigning.assign(office.case, office.seen(issue_id), AssignmentDraft(office.other), DAY)
    before, read = office.detail(issue_id), read_issue(office.case, issue_id)
    form = replace(read.draft, kind=IssueKind.DENUNCIATION, note="theo đơn")
    with pytest.raises(ComplaintGivenOut) as refusal:
        intake.edit_issue(office.case, read, form)
    assert (refusal.value.code, refusal.value.bodies) == (before.code, [OWN, OTHER])
    assert office.detail(issue_id) == before
    intake.edit_issue(office.case, read, form, withdraw=True)
    now = office.detail(issue_id)
    assert (now.row.complaint, now.row.state, now.form.note) == (
        True, IssueState.RECEIVED, "theo đơn",
    )  # fmt: skip
    assert {(p.state, p.ended_on, p.ended_because) for p in now.assignments} == {
        (AssignmentState.WITHDRAWN, office.case.today(), WithdrawalCause.COMPLAINT)
    }
    assert [line.who for line in now.story if line.kind is StoryKind.WITHDRAWN] == [OWN, OTHER]
    assert (now.row.lead_body, due_words(now.row, LATER)) == ("", "")


def test_why_it_was_withdrawn_is_said_in_the_language_of_who_reads(office: Office):
    issue_id = given_to_ours(office)
    read = read_issue(office.case, issue_id)
    i18n.install("vi")
    intake.edit_issue(office.case, read, replace(read.draft, complaint=True), withdraw=True)
    for language, said in (
        ("en", "Shows signs of a complaint or denunciation"),
        ("vi", "Có dấu hiệu khiếu nại, tố cáo"),
    ):
        i18n.install(language)
        (line,) = [x for x in office.detail(issue_id).story if x.kind is StoryKind.WITHDRAWN]
        assert line.text == said


def test_marking_one_sent_up_asks_then_awaits_no_answer_from_above(office: Office):
    issue_id = office.sent_up()
    before, read = office.detail(issue_id), read_issue(office.case, issue_id)
    form = replace(read.draft, complaint=True)
    with pytest.raises(ComplaintGivenOut) as refusal:
        intake.edit_issue(office.case, read, form)
    assert refusal.value.bodies == ["Bộ Mẫu"]
    assert office.detail(issue_id) == before
    intake.edit_issue(office.case, read, form, withdraw=True)
    now = office.detail(issue_id)
    assert now.row.state is IssueState.RECEIVED
    told = [(x.on, x.who) for x in now.story if x.kind is StoryKind.WITHDRAWN]
    assert told == [(office.case.today(), "Bộ Mẫu")]
    assert StoryKind.CAME_BACK not in {line.kind for line in now.story}
    others = IssueQuery(view=View.WAITING_FOR_OTHERS)
    assert issue_id not in IssueList(office.case).ids(others)


@pytest.mark.parametrize("how", ["body", "limit"])
def test_the_chair_sends_no_complaint_to_a_body_nor_sets_it_a_limit(office: Office, how: str):
    issue_id = complaint(office.case)
    words = answering.DirectionDraft(Person("Ông Mẫu"), "hướng dẫn gửi đơn", DAY)
    form = replace(words, **({"body_ids": (office.own,)} if how == "body" else {"due_on": LATER}))
    before = office.detail(issue_id)
    with pytest.raises(IsComplaint) as refusal:
        answering.direct(office.case, None, [office.seen(issue_id)], form)
    assert refusal.value.code == before.code
    assert office.detail(issue_id) == before
    answering.direct(office.case, None, [office.seen(issue_id)], words)
    assert len(office.detail(issue_id).directions) == 1


def test_nothing_is_followed_together_with_a_complaint(office: Office):
    issue_id, original = office.received(), complaint(office.case)
    with pytest.raises(IsComplaint) as refusal:
        ending.mark_duplicate(office.case, office.seen(issue_id), original, DAY)
    assert refusal.value.code == office.detail(original).code
    assert office.detail(issue_id).row.outcome is None


def test_a_complaint_corrected_again_asks_nothing(office: Office):
    issue_id = complaint(office.case)
    change_issue(office.case, issue_id, note="đã hướng dẫn")
    assert office.detail(issue_id).form.note == "đã hướng dẫn"


def test_a_complaint_is_never_late_nor_waits_to_be_given(case: Case, meeting: int):
    late = on_day(case, LATER)
    for number in range(2):
        issue_id = complaint(case, meeting, complaint=False)
        part = AssignmentDraft(assigned_body(case), due=Due(on=date(2026, 9, 20)))
        assigning.assign(case, seen(case, issue_id), part, DAY)
        assert view_counts(late, meeting)[View.OVERDUE] == 1
        if number:  # ended, too
            answer = answering.AnswerDraft(AnswerKind.IN_WRITING, "đã rõ", DAY)
            answering.answer(case, [seen(case, issue_id)], answer)
        read = read_issue(case, issue_id)
        intake.edit_issue(case, read, replace(read.draft, complaint=True), withdraw=True)
        shown = row(case, issue_id)
        assert (shown.next_due_on, shown.next_due_own) == (None, False)
        assert due_words(shown, LATER) == ""
        assert view_counts(late, meeting)[View.OVERDUE] == 0
    assert_in_no_list_of_work(late, meeting)


def assigned_body(case: Case) -> int:
    from dialogue_app.services.bodies.editing import find_body

    return find_body(case, OWN, DAY)


def assert_in_no_list_of_work(case: Case, meeting: int) -> None:
    counts = view_counts(case, meeting)
    for view in (View.NOT_GIVEN, View.NOT_SENT, View.THIS_WEEK, View.OVERDUE):
        assert counts[view] == 0
        assert list(IssueList(case).ids(IssueQuery(view=view))) == []
    gaps = dict(session_detail(case, meeting).gaps)
    assert SessionGap.ISSUES_WITHOUT_BODY not in gaps


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("answered", [True, False])
def test_a_complaint_ends_only_as_the_law_allows(office: Office, outcome: Outcome, answered: bool):
    issue_id = complaint(office.case)
    if answered:
        form = answering.AnswerDraft(AnswerKind.IN_WRITING, "đã hướng dẫn", DAY)
        answering.answer(office.case, [office.seen(issue_id)], form)
    refused: type[BadInput] | None = OutcomeNotAllowed
    if outcome in (Outcome.REDIRECTED, Outcome.WITHDRAWN):
        refused = None
    elif outcome is Outcome.UNFOUNDED:
        refused = Missing
    if refused is not None:
        with pytest.raises(refused):
            ending.close(office.case, office.seen(issue_id), outcome, DAY)
        assert office.detail(issue_id).row.outcome is None
    note = "không có căn cứ"
    if refused is not OutcomeNotAllowed:
        ending.close(office.case, office.seen(issue_id), outcome, DAY, note)
        assert office.detail(issue_id).row.outcome is outcome


def test_only_a_complaint_is_redirected(office: Office):
    issue_id = office.received()
    with pytest.raises(OutcomeNotAllowed):
        ending.close(office.case, office.seen(issue_id), Outcome.REDIRECTED, DAY)
    assert Outcome.REDIRECTED not in office.detail(issue_id).outcomes


def test_minutes_name_neither_the_complaint_nor_who_raised_it(case: Case, meeting: int):
    complaint(case, meeting, kind=IssueKind.COMPLAINT)
    raiser = RaiserDraft(RaiserKind.UNIDENTIFIED, written_name="chị Mẫu")
    intake.register_issue(case, IssueDraft("Hẻm ngập", meeting, received_on=DAY, raisers=(raiser,)))
    text = as_text(minutes_parts(minutes_facts(case, meeting)))
    assert "nhận quà" not in text
    assert "Kín" not in text
    assert "01 nội dung có dấu hiệu khiếu nại, tố cáo" in text


# Workbooks ---------------------------------------------------------------------------------------

HEADER = ["STT", "Đơn vị nêu", "Nội dung", "Loại", "Cơ quan chủ trì", "Ghi chú"]
ROW = [1, "chị Mẫu", "Cán bộ nhận quà.", "Tố cáo", OTHER, ""]


def compare(case: Case, meeting: int, path: Path, *cells: object) -> Preview:
    book = openpyxl.Workbook()
    for line in (HEADER, cells):
        book.active.append(list(line))
    book.save(path)
    opened = open_workbook(path, TableKind.ISSUES)
    mapping = opened.mappings[opened.chosen]
    assert mapping is not None
    return preview_issues(case, opened, opened.chosen, mapping, meeting)


def only_issue(case: Case):
    (issue_id,) = IssueList(case).ids(IssueQuery())
    return issue_detail(case, issue_id)


def test_the_bodies_of_a_complaint_are_no_proposals_and_stay_in_the_note(
    case: Case, meeting: int, tmp_path: Path
):
    import_issues(case, compare(case, meeting, tmp_path / "a.xlsx", *ROW))
    detail = only_issue(case)
    assert (detail.row.complaint, detail.form.kind) == (True, IssueKind.DENUNCIATION)
    assert detail.assignments == ()
    assert detail.form.note == f"Cơ quan ghi trong tệp: {OTHER}"
    (again,) = compare(case, meeting, tmp_path / "a.xlsx", *ROW).rows
    assert again.status is RowStatus.SAME


def test_one_marked_here_gets_no_body_from_a_workbook(case: Case, meeting: int, tmp_path: Path):
    plain = [*ROW[:3], "", "", ""]
    import_issues(case, compare(case, meeting, tmp_path / "a.xlsx", *plain))
    change_issue(case, only_issue(case).id, complaint=True)
    again = compare(case, meeting, tmp_path / "a.xlsx", *plain[:4], OTHER, "")
    assert again.rows[0].status is RowStatus.SAME
    import_issues(case, again)
    assert only_issue(case).assignments == ()


def test_a_workbook_marks_what_was_only_proposed_and_withdraws_the_proposal(
    case: Case, meeting: int, tmp_path: Path
):
    plain = [*ROW[:3], "", OTHER, ""]
    import_issues(case, compare(case, meeting, tmp_path / "a.xlsx", *plain))
    import_issues(case, compare(case, meeting, tmp_path / "a.xlsx", *ROW))
    detail = only_issue(case)
    assert detail.row.complaint
    assert [part.state for part in detail.assignments] == [AssignmentState.WITHDRAWN]


def test_a_workbook_marks_nothing_that_a_body_has(case: Case, meeting: int, tmp_path: Path):
    plain = [*ROW[:3], "", OTHER, ""]
    import_issues(case, compare(case, meeting, tmp_path / "a.xlsx", *plain))
    assigning.give_out(case, [seen(case, only_issue(case).id)], DAY)
    marked = compare(case, meeting, tmp_path / "a.xlsx", *ROW)
    (line,) = marked.rows
    given = {one.field for one in line.problems if one.problem is RowProblem.GIVEN_OUT}
    assert {"kind", "complaint"} <= given
    import_issues(case, marked)
    detail = only_issue(case)
    assert (detail.row.complaint, detail.form.kind) == (False, IssueKind.REQUEST)
    assert [part.state for part in detail.assignments] == [AssignmentState.GIVEN]


def test_a_workbook_marks_nothing_that_was_sent_up(case: Case, meeting: int, tmp_path: Path):
    plain = [*ROW[:3], "", "", ""]
    import_issues(case, compare(case, meeting, tmp_path / "a.xlsx", *plain))
    issue_id = only_issue(case).id
    ending.escalate(case, seen(case, issue_id), ending.EscalationDraft(DAY, addressee="Bộ Mẫu"))
    marked = compare(case, meeting, tmp_path / "a.xlsx", *ROW)
    given = {one.field for one in marked.rows[0].problems if one.problem is RowProblem.GIVEN_OUT}
    assert {"kind", "complaint"} <= given
    import_issues(case, marked)
    detail = only_issue(case)
    assert (detail.row.complaint, detail.row.state) == (False, IssueState.SENT_UP)


def test_what_was_only_proposed_and_withdrawn_was_never_given_out(
    case: Case, meeting: int, tmp_path: Path
):
    plain = [*ROW[:3], "", OTHER, ""]
    import_issues(case, compare(case, meeting, tmp_path / "a.xlsx", *plain))
    issue_id = only_issue(case).id
    for marked in (True, False):
        change_issue(case, issue_id, complaint=marked)
    again = compare(case, meeting, tmp_path / "a.xlsx", *plain)
    assert RowProblem.GIVEN_OUT not in {one.problem for one in again.rows[0].problems}
    assert [(one.field, one.old) for one in again.rows[0].changes] == [("lead_body", "")]
    import_issues(case, again)
    parts = [(part.body, part.state) for part in only_issue(case).assignments]
    assert parts == [(OTHER, AssignmentState.WITHDRAWN), (OTHER, AssignmentState.PROPOSED)]


def test_the_workbook_of_an_ended_issue_says_nothing_else(case: Case, meeting: int, tmp_path: Path):
    plain = [*ROW[:3], "", OTHER, ""]
    import_issues(case, compare(case, meeting, tmp_path / "a.xlsx", *plain))
    ending.close(case, seen(case, only_issue(case).id), Outcome.WITHDRAWN, DAY)
    again = compare(case, meeting, tmp_path / "a.xlsx", *plain).rows[0]
    assert again.status is RowStatus.SAME
    assert RowProblem.ENDED not in {one.problem for one in again.problems}


def test_a_complaint_is_taken_in_with_no_body_proposed(office: Office):
    form = IssueDraft("Tố cán bộ nhận quà", received_on=DAY, complaint=True)
    before = len(IssueList(office.case).ids(IssueQuery()))
    with pytest.raises(IsComplaint):
        intake.register_issue(office.case, form, [AssignmentDraft(office.own)])
    assert len(IssueList(office.case).ids(IssueQuery())) == before
    issue_id = intake.register_issue(
        office.case, replace(form, complaint=False), [AssignmentDraft(office.own)]
    )
    assert [part.body_id for part in issue_detail(office.case, issue_id).assignments] == [
        office.own
    ]
