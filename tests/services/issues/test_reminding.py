"""Who owes an answer is reminded in its tone, when it is time; every reminder is on the record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from dialogue_app.domain.errors.base import Invalid
from dialogue_app.domain.errors.issues import (
    IsComplaint,
    NothingChosen,
    NotYet,
    OwesNothing,
    TooEarly,
)
from dialogue_app.domain.fields.agency import AgencyDraft
from dialogue_app.domain.fields.bodies import BodyDraft
from dialogue_app.domain.fields.issues import IssueDraft, RaiserDraft
from dialogue_app.domain.fields.policies import PolicyDraft
from dialogue_app.domain.vocabulary import (
    AnswerKind,
    ContactMeans,
    ContactPurpose,
    RaiserKind,
)
from dialogue_app.services.agency.settings import agency_detail, set_agency
from dialogue_app.services.bodies.editing import body_detail, edit_body, find_body
from dialogue_app.services.case import SeenDraft
from dialogue_app.services.issues import answering, assigning, ending, intake
from dialogue_app.services.issues.assigning import AssignmentDraft, Due
from dialogue_app.services.issues.attaching import attach
from dialogue_app.services.issues.body_calls import BodyCall, calls_to_bodies
from dialogue_app.services.issues.contacting import ContactDraft, record_contact, remind
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.messages import message_to_body
from dialogue_app.services.issues.owed import Owing
from dialogue_app.services.issues.reminding import to_remind
from dialogue_app.services.issues.sending import SendingDraft, record_sent
from dialogue_app.services.issues.words import story_words
from dialogue_app.services.policies.editing import add_policy
from tests.services.changing import name_agency
from tests.services.conftest import on_day
from tests.services.test_statements import statements
from tests.template import fresh_case, seen

OWN, OTHER = "Phòng Kinh tế, Hạ tầng và Đô thị", "Sở Xây dựng"
GIVEN, DUE = date(2026, 9, 15), date(2026, 9, 25)  # a Tuesday and a Friday
IN_TIME, NO_DATE = Due(DUE), Due()
PERSON = "000366088844"
WARD = AgencyDraft(
    "Ủy ban nhân dân phường Mẫu", "phường Mẫu", contact="Bà Lê Mẫu", contact_phone="0900 000 000"
)


class Ward:
    """A register in which issues are given out, and one day after the other comes."""

    def __init__(self, folder: Path) -> None:
        self.case = on_day(fresh_case(folder), GIVEN)
        name_agency(self.case, WARD)

    def body(self, name: str) -> int:
        return find_body(self.case, name, GIVEN)

    def owing(self, name: str) -> Owing:
        return Owing(self.body(name))

    def given(self, name: str = OWN, due: Due = IN_TIME, **typed: object) -> int:
        raiser = RaiserDraft(RaiserKind.UNIDENTIFIED, written_name="Hộ bà Sáu Mẫu")
        draft = IssueDraft("Đường ngập sau mưa", received_on=GIVEN, raisers=(raiser,))
        issue_id = intake.register_issue(self.case, replace(draft, **typed))
        part = AssignmentDraft(self.body(name), due=due)
        assigning.assign(self.case, seen(self.case, issue_id), part, GIVEN)
        return issue_id

    def sent(self, name: str = OTHER, number: str = "", due: Due = NO_DATE) -> int:
        issue_id = self.given(name, due)
        form = SendingDraft(GIVEN, number=number)
        record_sent(self.case, seen(self.case, issue_id), self.body(name), form)
        return issue_id

    def remind(self, on: date, name: str, *ids: int, **typed: object) -> None:
        form = replace(ContactDraft(on), **typed)
        found = [seen(self.case, key) for key in ids]
        remind(on_day(self.case, on), found, self.owing(name), form)

    def to_remind(self, on: date) -> list[BodyCall]:
        return calls_to_bodies(on_day(self.case, on))

    def due_on(self, on: date) -> dict[str, list[int]]:
        return {
            group.name: [issue.seen.id for issue in group.issues] for group in self.to_remind(on)
        }

    def story(self, issue_id: int) -> list[tuple[str, str]]:
        return [story_words(line) for line in issue_detail(self.case, issue_id).story]


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Ward]:
    opened = Ward(tmp_path / "data")
    yield opened
    opened.case.store.close()


def test_own_units_are_reminded_before_their_date_and_urged_after_it(ward: Ward):
    issue_id = ward.given()
    assert ward.to_remind(date(2026, 9, 21)) == []
    (group,) = ward.to_remind(date(2026, 9, 22))  # three working days before
    assert (group.name, group.purpose) == (OWN, ContactPurpose.REMIND)
    (late,) = ward.to_remind(date(2026, 9, 28))
    assert late.purpose is ContactPurpose.URGE
    assert [(one.seen.id, one.late_days) for one in late.issues] == [(issue_id, 3)]


def test_on_its_last_day_it_is_not_late(ward: Ward):
    ward.given()
    (group,) = ward.to_remind(DUE)
    assert group.purpose is ContactPurpose.REMIND
    assert [one.late_days for one in group.issues] == [0]


def test_a_date_on_a_day_off_ends_on_the_next_working_day(ward: Ward):
    ward.given(due=Due(date(2026, 9, 26)))  # a Saturday
    (group,) = ward.to_remind(date(2026, 9, 28))
    assert group.purpose is ContactPurpose.REMIND
    (group,) = ward.to_remind(date(2026, 9, 29))
    assert group.purpose is ContactPurpose.URGE


def test_who_was_reminded_is_left_in_peace_until_it_is_late_or_time_again(ward: Ward):
    issue_id = ward.given()
    ward.remind(date(2026, 9, 23), OWN, issue_id)
    assert ward.to_remind(date(2026, 9, 24)) == []
    assert ward.due_on(date(2026, 9, 26)) == {OWN: [issue_id]}  # late since
    ward.remind(date(2026, 9, 28), OWN, issue_id)
    assert ward.to_remind(date(2026, 10, 2)) == []
    (group,) = ward.to_remind(date(2026, 10, 5))  # five working days later
    assert group.issues[0].reminded.times == 2


def test_others_are_asked_once_they_have_been_silent_and_never_urged(ward: Ward):
    issue_id = ward.sent(number="125/UBND-KTHTĐT")
    assert ward.to_remind(date(2026, 9, 28)) == []
    (group,) = ward.to_remind(date(2026, 9, 29))  # ten working days
    assert (group.purpose, group.issues[0].waited_days) == (ContactPurpose.ASK, 10)
    ward.remind(date(2026, 9, 29), OTHER, issue_id)
    assert ward.to_remind(date(2026, 10, 12)) == []
    (again,) = ward.to_remind(date(2026, 10, 13))
    assert (again.purpose, again.issues[0].reminded.times) == (ContactPurpose.ASK, 1)


def test_a_day_others_were_asked_to_keep_is_waited_for(ward: Ward):
    ward.sent(due=Due(date(2026, 10, 9)))
    assert ward.to_remind(date(2026, 10, 9)) == []
    (group,) = ward.to_remind(date(2026, 10, 10))
    assert group.purpose is ContactPurpose.ASK
    assert [one.late_days for one in group.issues] == [0]  # nobody but our own units is late


def test_what_was_not_sent_yet_is_owed_by_nobody(ward: Ward):
    issue_id = ward.given(OTHER, Due())
    assert ward.to_remind(date(2026, 12, 1)) == []
    with pytest.raises(OwesNothing):
        ward.remind(date(2026, 9, 30), OTHER, issue_id)


def test_a_ministry_that_is_no_body_of_the_list_is_asked_under_its_name(ward: Ward):
    issue_id = ward.given()
    form = ending.EscalationDraft(GIVEN, addressee="Bộ Mẫu", paper="9/UBND")
    ending.escalate(ward.case, seen(ward.case, issue_id), form)
    groups = {group.name: group for group in ward.to_remind(date(2026, 9, 29))}
    above = groups["Bộ Mẫu"]
    assert (above.owing, above.issues[0].number) == (Owing(addressee="Bộ Mẫu"), "9/UBND")
    day = date(2026, 9, 29)
    remind(
        on_day(ward.case, day), [one.seen for one in above.issues], above.owing, ContactDraft(day)
    )
    assert "Bộ Mẫu" not in ward.due_on(day)


def test_several_issues_of_a_body_are_one_call(ward: Ward):
    first, second = ward.given(), ward.given()
    day = date(2026, 9, 23)
    assert ward.due_on(day) == {OWN: [first, second]}
    ward.remind(day, OWN, first, second, means=ContactMeans.ZALO, said="gửi dự thảo hôm nay")
    assert ward.due_on(day) == {}
    for issue_id in (first, second):
        assert ward.story(issue_id)[-1] == (
            "23/09/2026", f"Reminded {OWN} (by Zalo). gửi dự thảo hôm nay",
        )  # fmt: skip


def test_the_story_says_how_often_and_what_came_back(ward: Ward):
    issue_id = ward.sent()
    ward.remind(date(2026, 9, 29), OTHER, issue_id)
    ward.remind(
        date(2026, 10, 13), OTHER, issue_id, means=ContactMeans.LETTER, number="140/UBND",
        person="ông Mẫu", came_back="tuần sau trả lời",
    )  # fmt: skip
    assert ward.story(issue_id)[-1][1] == (
        f"Asked {OTHER} for an answer (by letter, 140/UBND, reminder 2, with ông Mẫu)."
        " Answer: tuần sau trả lời"
    )
    with pytest.raises(TooEarly):
        ward.remind(GIVEN - timedelta(1), OTHER, issue_id)


def test_a_contact_to_no_purpose_is_no_reminder(ward: Ward):
    issue_id, day = ward.given(), date(2026, 9, 24)
    form = ContactDraft(day, person="chị Mẫu", said="hỏi thêm hồ sơ")
    at_hand = [seen(ward.case, issue_id)]
    record_contact(on_day(ward.case, day), at_hand, ward.owing(OWN), form)
    assert ward.due_on(day) == {OWN: [issue_id]}
    assert ward.story(issue_id)[-1][1] == (
        f"Contact with {OWN} (by telephone, with chị Mẫu). hỏi thêm hồ sơ"
    )
    raiser = issue_detail(ward.case, issue_id).raisers[0].id
    at_hand = [seen(ward.case, issue_id)]
    record_contact(on_day(ward.case, day), at_hand, raiser, form)
    assert "Hộ bà Sáu Mẫu" in ward.story(issue_id)[-1][1]


def test_answered_issues_and_those_waiting_for_the_enterprise_are_left_out(ward: Ward):
    answered, waiting = ward.given(), ward.given()
    draft = answering.AnswerDraft(AnswerKind.IN_WRITING, "đã xem", GIVEN, body_id=ward.body(OWN))
    answering.answer(ward.case, [seen(ward.case, answered)], draft)
    ending.wait_for_enterprise(ward.case, seen(ward.case, waiting), GIVEN, "bản vẽ")
    assert ward.to_remind(date(2026, 10, 1)) == []


def test_nobody_is_reminded_of_a_complaint(ward: Ward):
    issue_id = ward.given()
    draft = issue_detail(ward.case, issue_id).form
    known = seen(ward.case, issue_id)
    intake.edit_issue(
        ward.case,
        SeenDraft(issue_id, known.version, draft),
        replace(draft, complaint=True),
        withdraw=True,
    )
    assert ward.to_remind(date(2026, 10, 1)) == []
    with pytest.raises(IsComplaint):
        ward.remind(date(2026, 9, 24), OWN, issue_id)


def test_bad_reminders_leave_the_register_as_it_is(ward: Ward):
    issue_id = ward.given()
    with pytest.raises(NothingChosen):
        ward.remind(date(2026, 9, 24), OWN)
    with pytest.raises(OwesNothing):
        ward.remind(date(2026, 9, 24), OTHER, issue_id)
    with pytest.raises(NotYet):
        remind(
            on_day(ward.case, DUE), [seen(ward.case, issue_id)], ward.owing(OWN),
            ContactDraft(DUE + timedelta(1)),
        )  # fmt: skip
    assert issue_detail(ward.case, issue_id).contacts == ()


def test_when_own_units_are_reminded_say_the_rules_for_time_limits(ward: Ward):
    ward.given()
    add_policy(ward.case, PolicyDraft(reminder_days=1))
    assert ward.to_remind(date(2026, 9, 23)) == []
    assert ward.to_remind(date(2026, 9, 24)) != []


def test_when_others_are_asked_says_our_agency(ward: Ward):
    ward.sent()
    before = agency_detail(ward.case)
    set_agency(ward.case, before, replace(before.draft, ask_days=4))
    assert ward.to_remind(date(2026, 9, 18)) == []
    assert ward.to_remind(date(2026, 9, 21)) != []
    now = agency_detail(ward.case)
    with pytest.raises(Invalid):
        set_agency(ward.case, now, replace(now.draft, again_days=0))


def _message(ward: Ward, on: date) -> tuple[str, list[str]]:
    (group,) = ward.to_remind(on)
    message = message_to_body(on_day(ward.case, on), group)
    return message.subject, message.text.splitlines()


def test_the_text_for_an_own_unit(ward: Ward):
    ward.given()
    ward.given(due=Due(date(2026, 9, 24)))
    assert _message(ward, date(2026, 9, 23)) == (
        "Nhắc việc: 02 kiến nghị sắp đến hạn trả lời",
        [
            f"{OWN} còn 01 kiến nghị đến hạn thứ Năm 24/9/2026: KN-2026-0002.",
            f"{OWN} còn 01 kiến nghị đến hạn thứ Sáu 25/9/2026: KN-2026-0001.",
            "Nhờ anh/chị gửi dự thảo trả lời trước hạn để trình ký.",
            "Đầu mối: Bà Lê Mẫu, ĐT 0900 000 000.",
        ],
    )
    subject, lines = _message(ward, date(2026, 9, 25))
    assert subject == "Đôn đốc: 02 kiến nghị chưa trả lời, có nội dung quá hạn"
    assert lines[0] == f"{OWN} có 01 kiến nghị đã quá hạn thứ Năm 24/9/2026: KN-2026-0002."


def test_the_text_for_others_is_polite_and_names_no_raiser(ward: Ward):
    first, second = ward.sent(number="125/UBND-KTHTĐT"), ward.sent()
    subject, lines = _message(ward, date(2026, 9, 29))
    assert subject == "Đề nghị trả lời 02 kiến nghị của doanh nghiệp, hộ kinh doanh"
    assert lines == [
        f"Ngày 15/9/2026, Ủy ban nhân dân phường Mẫu đã chuyển {OTHER} 01 kiến nghị của doanh"
        " nghiệp, hộ kinh doanh: KN-2026-0002.",
        f"Ngày 15/9/2026, Ủy ban nhân dân phường Mẫu đã gửi {OTHER} văn bản số 125/UBND-KTHTĐT về"
        " 01 kiến nghị của doanh nghiệp, hộ kinh doanh: KN-2026-0001.",
        "Đến nay Ủy ban nhân dân phường chưa nhận được ý kiến trả lời.",
        f"Kính đề nghị {OTHER} quan tâm, sớm có ý kiến; trường hợp nội dung thuộc cơ quan khác, đề"
        " nghị thông tin để Ủy ban nhân dân phường chuyển đúng nơi.",
        "Đầu mối: Bà Lê Mẫu, ĐT 0900 000 000.",
    ]
    assert "đôn đốc" not in "".join(lines).lower()
    ward.remind(date(2026, 9, 29), OTHER, first, second)
    subject, lines = _message(ward, date(2026, 10, 13))
    assert subject.endswith("(lần 2)")
    assert "đã đề nghị trả lời ngày 29/9/2026" in "\n".join(lines)


def test_whom_to_call_stands_in_the_list_of_bodies(ward: Ward):
    ward.given()
    body_id = ward.body(OWN)
    before = body_detail(ward.case, body_id)
    draft: BodyDraft = replace(
        before.draft, contact="Ông Võ Mẫu", phone="0900 000 001", email="kt@mau.example"
    )
    edit_body(ward.case, before, draft)
    (group,) = ward.to_remind(DUE)
    assert (group.contact, group.phone, group.email) == (
        "Ông Võ Mẫu", "0900 000 001", "kt@mau.example",
    )  # fmt: skip


def test_what_is_read_does_not_grow_with_the_issues(ward: Ward):
    later = on_day(ward.case, date(2026, 10, 1))
    ward.given()
    few = statements(later, lambda: to_remind(later))
    for _n in range(5):
        ward.given()
    assert statements(later, lambda: to_remind(later)) == few


def test_the_draft_of_an_e_mail_takes_along_the_files_of_the_issues(ward: Ward, tmp_path: Path):
    from email import message_from_bytes, policy

    from dialogue_app.services.issues.drafts import draft_of, files_words

    shown, hidden = ward.given(), ward.given(withhold_name=True)
    named = ward.given(withhold_name=True, name_when_transferring=True)
    for issue_id, name in ((shown, "Ảnh ngập.jpg"), (hidden, "Đơn.pdf"), (named, "Bản vẽ.pdf")):
        (tmp_path / name).write_text(f"tệp {issue_id}")
        attach(ward.case, seen(ward.case, issue_id), tmp_path / name)
    later = on_day(ward.case, date(2026, 9, 24))
    (group,) = calls_to_bodies(later)
    draft = draft_of(later, group)
    found = message_from_bytes(draft.content, policy=policy.default)
    assert [part.get_filename() for part in found.iter_attachments()] == [
        "Ảnh ngập.jpg", "Bản vẽ.pdf",
    ]  # fmt: skip
    assert (draft.files, draft.left) == (2, 1)
    assert files_words(draft).startswith("2 files go with it. 1 file is left out")
    assert draft_of(later, group) == draft


def test_a_file_of_somebody_unnamed_stays_where_another_issue_has_the_same(
    ward: Ward, tmp_path: Path
):
    from dialogue_app.services.issues.drafts import draft_of

    (tmp_path / "Đơn.pdf").write_text("tệp")
    for issue_id in (ward.given(), ward.given(withhold_name=True)):
        attach(ward.case, seen(ward.case, issue_id), tmp_path / "Đơn.pdf")
    later = on_day(ward.case, date(2026, 9, 24))
    draft = draft_of(later, calls_to_bodies(later)[0])
    assert (draft.files, draft.left) == (0, 1)


def test_no_number_of_a_person_is_cut_before_it_is_masked(ward: Ward):
    ward.given(text=f"{'Đường ngập. ' * 16}{PERSON} hết")
    (group,) = ward.to_remind(DUE)
    assert PERSON[:8] not in group.issues[0].text
