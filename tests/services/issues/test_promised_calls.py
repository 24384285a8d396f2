"""Whoever promised something in an answer is reminded of it before its day, and after it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dialogue_app.domain.errors.issues import NoOpenPromise, NothingChosen, TooEarly
from dialogue_app.domain.fields.agency import AgencyDraft
from dialogue_app.domain.fields.issues import IssueDraft, RaiserDraft
from dialogue_app.domain.vocabulary import AnswerKind, ContactPurpose, RaiserKind, View
from dialogue_app.services.bodies.editing import find_body
from dialogue_app.services.issues import answering, promises
from dialogue_app.services.issues.contacting import ContactDraft
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.drafts import draft_of, message_for
from dialogue_app.services.issues.ending import reopen
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from dialogue_app.services.issues.promised_calls import ToKeep, remind_promises, to_keep
from dialogue_app.services.issues.words import story_words
from tests.services.changing import name_agency
from tests.services.conftest import on_day
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

    def calls(self, on: date) -> list[ToKeep]:
        return to_keep(on_day(self.case, on))

    def remind(self, on: date, group: ToKeep) -> None:
        issues = [seen(self.case, key) for key in group.issue_ids]
        form = ContactDraft(on, came_back="tuần sau xong")
        remind_promises(on_day(self.case, on), issues, [one.id for one in group.promises], form)


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
