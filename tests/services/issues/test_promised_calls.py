"""Whoever promised something in an answer is reminded of it before its day, and after it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event

from dialogue_app.domain.errors.issues import (
    MoveNotAllowed,
    NoOpenPromise,
    NothingChosen,
    TooEarly,
)
from dialogue_app.domain.fields.agency import AgencyDraft
from dialogue_app.domain.fields.issues import IssueDraft, RaiserDraft
from dialogue_app.domain.vocabulary import AnswerKind, ContactPurpose, RaiserKind, View
from dialogue_app.services.bodies.editing import find_body
from dialogue_app.services.issues import answering, promises
from dialogue_app.services.issues.assigning import AssignmentDraft, Due, assign
from dialogue_app.services.issues.body_calls import BodyCall, calls_to_bodies
from dialogue_app.services.issues.calling_words import call_chip
from dialogue_app.services.issues.calls import CallList, CallQuery, call_detail
from dialogue_app.services.issues.contacting import ContactDraft, remind
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.drafts import draft_of, message_for
from dialogue_app.services.issues.ending import reopen
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from dialogue_app.services.issues.owed import Owing
from dialogue_app.services.issues.promised_calls import remind_promises
from dialogue_app.services.issues.sending import SendingDraft, record_sent
from dialogue_app.services.issues.words import story_words
from dialogue_app.services.undo import last_act, undo
from tests.services.changing import name_agency
from tests.services.conftest import on_day
from tests.services.test_statements import statements
from tests.template import fresh_case, seen

ANSWERED = date(2026, 9, 15)
OWN, OTHER = "Phòng Kinh tế, Hạ tầng và Đô thị", "Sở Xây dựng"
DUE = date(2026, 10, 30)  # a Friday: the last working day of its month


class Ward:
    """A ward whose answers promise something for October."""

    def __init__(self, folder: Path) -> None:
        self.case = on_day(fresh_case(folder), ANSWERED)
        name_agency(self.case, AgencyDraft("Ủy ban nhân dân phường Mẫu", "phường Mẫu"))

    def promised(
        self, body: str = OWN, what: str = "Nạo vét cống", count: int = 1, **typed: object
    ) -> list[int]:
        """Issues with one answer that promises it."""
        raiser = RaiserDraft(RaiserKind.UNIDENTIFIED, written_name="Hộ bà Sáu Mẫu")
        draft = IssueDraft("Hẻm ngập nước", received_on=ANSWERED, raisers=(raiser,))
        ids = [register_issue(self.case, replace(draft, **typed)) for _each in range(count)]
        by = find_body(self.case, body, ANSWERED)
        form = answering.AnswerDraft(
            AnswerKind.IN_WRITING, "Sẽ làm.", ANSWERED, body_id=by,
            promise=promises.PromiseDraft(what, "tháng 10"),
        )  # fmt: skip
        answering.answer(self.case, [seen(self.case, key) for key in ids], form)
        return ids

    def given(self, due_on: date, body: str = OWN) -> int:
        """An issue that a body is to answer by that day; a letter went to others on the 15th."""
        issue_id = register_issue(self.case, IssueDraft("Thiếu chỗ đỗ xe", received_on=ANSWERED))
        key = find_body(self.case, body, ANSWERED)
        form = AssignmentDraft(key, due=Due(on=due_on))
        assign(self.case, seen(self.case, issue_id), form, ANSWERED)
        if body != OWN:
            letter = SendingDraft(ANSWERED, number="125/UBND-KTHTĐT")
            record_sent(self.case, seen(self.case, issue_id), key, letter)
        return issue_id

    def calls(self, on: date) -> list[BodyCall]:
        return calls_to_bodies(on_day(self.case, on))

    def remind(self, on: date, call: BodyCall) -> None:
        issues = [seen(self.case, key) for key in call.issue_ids]
        form = ContactDraft(on, came_back="tuần sau xong")
        remind(on_day(self.case, on), issues, call.owing, form, call.promise_ids)


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Ward]:
    opened = Ward(tmp_path / "data")
    yield opened
    opened.case.store.close()


def test_own_units_are_reminded_before_the_day_and_urged_after_it(ward: Ward):
    ward.promised()
    assert ward.calls(date(2026, 10, 26)) == []
    (group,) = ward.calls(date(2026, 10, 27))  # three working days before
    assert (group.name, group.purpose) == (OWN, ContactPurpose.REMIND)
    (late,) = ward.calls(date(2026, 11, 2))
    assert late.purpose is ContactPurpose.URGE
    assert [(one.due_on, one.late_days) for one in late.promises] == [(DUE, 3)]


def test_others_are_asked_once_their_day_has_passed_and_are_not_late(ward: Ward):
    ward.promised(OTHER)
    assert ward.calls(DUE) == []
    (group,) = ward.calls(date(2026, 10, 31))
    assert (group.purpose, group.promises[0].late_days) == (ContactPurpose.ASK, 0)


def test_one_call_is_for_all_that_a_body_promised_and_each_promise_stands_once(ward: Ward):
    together = ward.promised(count=2)
    alone = ward.promised(what="Thay nắp hố ga")
    ward.promised(OTHER)
    own, other = ward.calls(date(2026, 11, 2))
    assert [one.codes for one in own.promises] == [
        ("KN-2026-0001", "KN-2026-0002"), ("KN-2026-0003",),
    ]  # fmt: skip
    assert own.issue_ids == together + alone
    assert other.name == OTHER


def test_after_a_call_it_is_silent_until_it_is_time_again_or_its_day_passes(ward: Ward):
    (issue_id,) = ward.promised()
    (group,) = ward.calls(date(2026, 10, 27))
    ward.remind(date(2026, 10, 27), group)
    assert ward.calls(date(2026, 10, 28)) == []
    (late,) = ward.calls(date(2026, 10, 31))
    assert late.promises[0].reminded.on == date(2026, 10, 27)
    (contact,) = issue_detail(ward.case, issue_id).contacts
    assert (contact.who, contact.purpose) == (OWN, ContactPurpose.REMIND)
    said = [story_words(line)[1] for line in issue_detail(ward.case, issue_id).story]
    assert f"Reminded {OWN} (by telephone). Answer: tuần sau xong" in said


def test_what_was_kept_or_is_considered_again_is_reminded_of_no_more(ward: Ward):
    (kept,), (again,) = ward.promised(), ward.promised()
    detail = issue_detail(ward.case, kept)
    promises.keep(ward.case, detail.seen, detail.promises[0].id, ANSWERED, "Biên bản")
    reopen(ward.case, seen(ward.case, again), "chưa rõ")
    assert ward.calls(date(2026, 11, 2)) == []


def test_a_person_alone_is_named(ward: Ward):
    (issue_id,) = ward.promised(OTHER)
    form = promises.PromiseDraft("Trình Thành phố", "tháng 10", person="Ông Mẫu")
    promises.promise(ward.case, seen(ward.case, issue_id), form)
    ward.promised(OTHER)
    assert [group.name for group in ward.calls(date(2026, 11, 2))] == ["Ông Mẫu", OTHER]


def test_one_that_is_named_is_called_about_its_own_promises_alone(ward: Ward):
    ward.promised()
    for person in ("Ông Mẫu", "Bà Mẫu"):
        (issue_id,) = ward.promised(OTHER)
        form = promises.PromiseDraft("Trình Thành phố", "tháng 10", person=person)
        promises.promise(ward.case, seen(ward.case, issue_id), form)
    later = on_day(ward.case, date(2026, 11, 2))
    every = calls_to_bodies(later)
    assert {call.name for call in every} == {OWN, OTHER, "Ông Mẫu", "Bà Mẫu"}
    assert [calls_to_bodies(later, call.owing) for call in every] == [[call] for call in every]


def test_the_text_says_what_was_promised_and_names_nobody_who_asked_not_to_be(ward: Ward):
    ward.promised(what="Thay nắp hố ga trước nhà Hộ bà Sáu Mẫu", withhold_name=True)
    (group,) = ward.calls(date(2026, 10, 27))
    message = message_for(ward.case, group)
    assert message.subject == "Nhắc việc: 01 nội dung đã hứa sắp đến hẹn"
    assert "chậm nhất thứ Sáu 30/10/2026: Thay nắp hố ga" in message.text
    assert "KN-2026-0001" in message.text
    assert "Sáu Mẫu" not in message.text
    assert b"Subject" in draft_of(ward.case, group).content
    (late,) = ward.calls(date(2026, 11, 2))
    assert "nêu rõ nguyên nhân chậm" in message_for(ward.case, late).text


def test_others_are_asked_politely(ward: Ward):
    ward.promised(OTHER)
    (group,) = ward.calls(date(2026, 11, 2))
    text = message_for(ward.case, group).text
    assert f"Kính đề nghị {OTHER} thông tin kết quả" in text
    assert "chậm trễ" not in text


# One call for answers and promises ---------------------------------------------------------------


def test_who_owes_answers_and_promised_something_is_called_once(ward: Ward):
    """Recorded, it is silent about both; taken back, it stands there as before."""
    owed, (promised,) = ward.given(DUE), ward.promised()
    today = date(2026, 10, 28)
    (call,) = ward.calls(today)
    assert (call.name, call.purpose, call.issue_ids) == (
        OWN, ContactPurpose.REMIND, [owed, promised],
    )  # fmt: skip
    ward.remind(today, call)
    assert ward.calls(today) == []
    for issue_id in (owed, promised):
        (contact,) = issue_detail(ward.case, issue_id).contacts
        assert (contact.who, contact.came_back) == (OWN, "tuần sau xong")
    done = last_act(on_day(ward.case, today))
    assert done is not None
    undo(on_day(ward.case, today), done.sequence)
    (again,) = ward.calls(today)
    assert [len(again.issues), len(again.promises)] == [1, 1]


def test_one_text_names_both_each_in_its_tone(ward: Ward):
    ward.given(date(2026, 10, 27))
    ward.promised()
    (call,) = ward.calls(date(2026, 10, 28))
    assert call.purpose is ContactPurpose.URGE  # the answer is late, the promise is not
    message = message_for(ward.case, call)
    assert message.subject == (
        "Đôn đốc: 01 kiến nghị chưa trả lời, 01 nội dung đã hứa, có nội dung quá hạn"
    )
    assert f"{OWN} có 01 kiến nghị đã quá hạn thứ Ba 27/10/2026: KN-2026-0001." in message.text
    assert "đã hứa thực hiện chậm nhất thứ Sáu 30/10/2026: Nạo vét cống" in message.text
    assert "nêu rõ nguyên nhân chậm" in message.text
    assert "Nhờ anh/chị thực hiện đúng hẹn" in message.text
    (row,), _n = CallList(on_day(ward.case, date(2026, 10, 28))).first_page(CallQuery())
    chip = call_chip(row.call)
    assert (chip.text, chip.tone) == ("Urge · 1 issue · 1 promise", "late")


def test_others_are_asked_a_second_time_for_both(ward: Ward):
    ward.given(date(2026, 10, 9), OTHER)
    ward.promised(OTHER)
    (first,) = ward.calls(date(2026, 10, 10))
    assert first.promises == ()  # its day has not passed
    ward.remind(date(2026, 10, 10), first)
    (again,) = ward.calls(date(2026, 11, 2))
    message = message_for(ward.case, again)
    assert message.subject == (
        "Đề nghị trả lời 01 kiến nghị của doanh nghiệp, hộ kinh doanh (lần 2), "
        "thông tin kết quả thực hiện 01 nội dung"
    )
    assert "văn bản số 125/UBND-KTHTĐT" in message.text
    assert f"Kính đề nghị {OTHER} thông tin kết quả thực hiện" in message.text
    assert "chậm" not in message.text.replace("chậm nhất", "")


def test_of_an_issue_with_nothing_owed_it_is_the_promise_they_are_reminded_of(ward: Ward):
    owed, (promised,) = ward.given(DUE), ward.promised()
    today = date(2026, 10, 28)
    issues = [seen(ward.case, key) for key in (owed, promised)]
    owing = Owing(find_body(ward.case, OWN, ANSWERED))
    remind(on_day(ward.case, today), issues, owing, ContactDraft(today))
    assert ward.calls(today) == []
    other = Owing(find_body(ward.case, OTHER, ANSWERED))
    with pytest.raises(MoveNotAllowed):
        remind(on_day(ward.case, today), [seen(ward.case, promised)], other, ContactDraft(today))


def test_the_view_of_promises_whose_day_has_passed(ward: Ward):
    own, other = ward.promised(), ward.promised(OTHER)
    for day, expected in ((DUE, []), (date(2026, 10, 31), own + other)):
        found = IssueList(on_day(ward.case, day)).ids(IssueQuery(view=View.PROMISE_PASSED))
        assert sorted(found) == expected


def test_a_day_that_passed_before_it_was_considered_again_is_no_more_in_that_view(ward: Ward):
    (issue_id,) = ward.promised()
    reopen(ward.case, seen(ward.case, issue_id), "chưa rõ")
    later = answering.AnswerDraft(
        AnswerKind.IN_WRITING, "Sẽ làm.", ANSWERED,
        promise=promises.PromiseDraft("Nạo vét cống", "tháng 12"),
    )  # fmt: skip
    answering.answer(ward.case, [seen(ward.case, issue_id)], later)
    on = on_day(ward.case, date(2026, 11, 2))
    assert list(IssueList(on).ids(IssueQuery(view=View.PROMISED))) == [issue_id]
    assert list(IssueList(on).ids(IssueQuery(view=View.PROMISE_PASSED))) == []


def test_what_is_no_reminder_of_a_promise_is_refused(ward: Ward):
    (issue_id,), (other,) = ward.promised(), ward.promised(OTHER)
    one, form = seen(ward.case, issue_id), ContactDraft(ANSWERED)
    known = issue_detail(ward.case, issue_id).promises[0].id
    of_another = issue_detail(ward.case, other).promises[0].id
    with pytest.raises(NothingChosen):
        remind_promises(ward.case, [one], [], form)
    with pytest.raises(NoOpenPromise):
        remind_promises(ward.case, [one], [of_another], form)
    with pytest.raises(TooEarly):
        remind_promises(ward.case, [one], [known], ContactDraft(date(2026, 9, 14)))
    assert issue_detail(ward.case, issue_id).contacts == ()


def test_a_call_costs_the_same_however_much_was_promised(ward: Ward):
    later = on_day(ward.case, DUE)

    def cost() -> int:
        (row,) = CallList(later).first_page(CallQuery())[0]
        return statements(later, lambda: call_detail(later, row.id))

    ward.promised()
    few = cost()
    for _time in range(3):
        ward.promised()
    assert cost() == few


def test_the_message_is_written_however_many_issues_an_answer_serves(ward: Ward):
    ward.promised(count=12)
    later = on_day(ward.case, DUE)
    (group,) = calls_to_bodies(later)

    def allow_few(connection: sqlite3.Connection, *_of_the_pool: object) -> None:
        connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 10)

    event.listen(later.store._engine, "checkout", allow_few)
    assert "Nạo vét cống" in message_for(later, group).text
