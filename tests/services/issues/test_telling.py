"""Each raiser is told where its issue went and what was answered, and asked what it thinks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from dialogue_app.domain.errors.conflicts import ChangedSince
from dialogue_app.domain.errors.issues import NothingChosen, NothingToTell, RaiserWasTold, TooEarly
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.issues import IssueDraft, RaiserDraft
from dialogue_app.domain.vocabulary import (
    AnswerKind,
    ContactMeans,
    ContactPurpose,
    Moment,
    Outcome,
    RaiserKind,
    VerdictLevel,
    View,
)
from dialogue_app.services.case import SeenDraft
from dialogue_app.services.enterprises.editing import register_enterprise
from dialogue_app.services.enterprises.merging import merge_enterprises
from dialogue_app.services.issues import answering, assigning, ending, intake
from dialogue_app.services.issues.assigning import AssignmentDraft
from dialogue_app.services.issues.contacting import ContactDraft, tell
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.lists import view_counts
from dialogue_app.services.issues.messages import message_to_raiser
from dialogue_app.services.issues.to_tell import ToTell, raisers_to_tell
from dialogue_app.services.issues.views import RaiserView
from dialogue_app.services.issues.words import raiser_words
from dialogue_app.services.undo import last_act, undo
from tests.services.issues.test_reminding import GIVEN, OTHER, OWN, PERSON, Ward, ward
from tests.template import seen

__all__ = ["ward"]
WHERE, ANSWER = ContactPurpose.TOLD_WHERE, ContactPurpose.TOLD_ANSWER
FIRM = RaiserDraft(RaiserKind.UNIDENTIFIED, written_name="Công ty Mẫu Tân")


def answered(
    ward: Ward, *ids: int, kind: AnswerKind = AnswerKind.IN_WRITING, text: str = ""
) -> None:
    form = answering.AnswerDraft(
        kind, text or "đã sửa nắp cống", GIVEN, body_id=ward.body(OWN), letter_number="77/PKT"
    )
    answering.answer(ward.case, [seen(ward.case, key) for key in ids], form)


def told(ward: Ward, *ids: int, on: date = GIVEN, **typed: object) -> int:
    form = replace(ContactDraft(on), **typed)
    return tell(ward.case, [seen(ward.case, key) for key in ids], form)


def open_of(ward: Ward, issue_id: int) -> tuple[bool, bool]:
    """Whether somebody is to be told of it, and to be asked about it."""
    row = issue_detail(ward.case, issue_id).row
    return row.to_tell, row.to_ask


def raisers(ward: Ward, issue_id: int) -> tuple[RaiserView, ...]:
    return issue_detail(ward.case, issue_id).raisers


def call(ward: Ward) -> ToTell:
    (group,) = raisers_to_tell(ward.case)
    return group


def lines(ward: Ward) -> list[str]:
    return message_to_raiser(ward.case, call(ward)).text.splitlines()


def test_there_is_nothing_to_tell_before_somebody_has_it(ward: Ward):
    issue_id = intake.register_issue(
        ward.case, IssueDraft("Đường ngập", received_on=GIVEN, raisers=(FIRM,))
    )
    assert open_of(ward, issue_id) == (False, False)
    with pytest.raises(NothingToTell):
        told(ward, issue_id)


def test_a_transfer_is_told_once_it_was_really_sent(ward: Ward):
    kept, sent = ward.given(OTHER), ward.sent(OTHER)
    assert (open_of(ward, kept)[0], open_of(ward, sent)[0]) == (False, True)


def test_who_was_told_where_it_went_is_told_anew_what_was_answered(ward: Ward):
    issue_id = ward.given()
    assert open_of(ward, issue_id) == (True, False)
    told(ward, issue_id, means=ContactMeans.ZALO)
    assert open_of(ward, issue_id) == (False, False)
    answered(ward, issue_id)
    assert open_of(ward, issue_id) == (True, True)
    told(ward, issue_id)
    assert open_of(ward, issue_id) == (False, True)
    (raiser,) = raisers(ward, issue_id)
    assert (raiser.told_where_on, raiser.told_answer_on, raiser.untold) == (GIVEN, GIVEN, ())
    assert "told 15/09/2026 what was answered" in raiser_words(raiser)
    assert ("15/09/2026", "Told Hộ bà Sáu Mẫu where it went (by Zalo)") in ward.story(issue_id)


def test_it_went_elsewhere_on_the_same_day(ward: Ward):
    issue_id = ward.given()
    told(ward, issue_id)
    reason = "không thuộc thẩm quyền"
    known, body = seen(ward.case, issue_id), ward.body(OWN)
    assigning.return_issue(ward.case, known, body, GIVEN, reason)
    other = AssignmentDraft(ward.body("Phòng Văn hóa - Xã hội"), due=assigning.Due(working_days=5))
    assigning.assign(ward.case, seen(ward.case, issue_id), other, GIVEN)
    assert open_of(ward, issue_id)[0]
    assert raisers(ward, issue_id)[0].untold == (WHERE,)


def test_each_raiser_is_told_by_itself(ward: Ward):
    issue_id = ward.given(raisers=(FIRM, replace(FIRM, written_name="Hộ Mẫu Hai")))
    first, second = (raiser.id for raiser in raisers(ward, issue_id))
    tell(ward.case, [seen(ward.case, issue_id)], ContactDraft(GIVEN), [first])
    assert open_of(ward, issue_id)[0]
    assert [raiser.untold for raiser in raisers(ward, issue_id)] == [(), (WHERE,)]
    tell(ward.case, [seen(ward.case, issue_id)], ContactDraft(GIVEN), [second])
    assert not open_of(ward, issue_id)[0]


def test_nobody_is_to_be_told_of_a_slip_without_a_name(ward: Ward):
    assert open_of(ward, ward.given(raisers=(), unsigned=True)) == (False, False)


@pytest.mark.parametrize(
    ("moment", "heard"),
    [(Moment.AT_MEETING, True), (Moment.BEFORE, False), (Moment.UNKNOWN, False)],
)
def test_who_spoke_at_the_meeting_heard_its_answer(ward: Ward, moment: Moment, heard: bool):
    draft = IssueDraft("Đường ngập", received_on=GIVEN, raisers=(FIRM,), moment=moment)
    issue_id = intake.register_issue(ward.case, draft)
    answered(ward, issue_id, kind=AnswerKind.AT_MEETING)
    assert open_of(ward, issue_id) == (not heard, True)


def test_what_ended_without_its_raisers_knowing_stays_to_be_told(ward: Ward):
    issue_id, withdrawn = ward.given(), ward.given()
    answered(ward, issue_id)
    ending.close(ward.case, seen(ward.case, issue_id), Outcome.SETTLED, GIVEN)
    ending.close(ward.case, seen(ward.case, withdrawn), Outcome.WITHDRAWN, GIVEN)
    assert open_of(ward, issue_id) == (True, True)
    assert open_of(ward, withdrawn) == (False, False)
    told(ward, issue_id)
    assert not open_of(ward, issue_id)[0]


def test_who_could_not_be_reached_is_still_to_be_asked(ward: Ward):
    issue_id = ward.given()
    answered(ward, issue_id)
    (raiser,) = raisers(ward, issue_id)
    for level, is_open in ((VerdictLevel.NOT_REACHED, True), (VerdictLevel.NEUTRAL, False)):
        ending.record_verdict(ward.case, seen(ward.case, issue_id), raiser.id, level, GIVEN)
        assert open_of(ward, issue_id)[1] is is_open


def test_an_issue_that_is_reconsidered_is_told_and_asked_anew(ward: Ward):
    issue_id = ward.given()
    answered(ward, issue_id)
    told(ward, issue_id)
    ending.reopen(ward.case, seen(ward.case, issue_id), "chưa rõ", GIVEN)
    assert open_of(ward, issue_id) == (False, False)  # nobody has it yet
    assigning.assign(
        ward.case, seen(ward.case, issue_id),
        AssignmentDraft(ward.body(OWN), due=assigning.Due(working_days=5)), GIVEN,
    )  # fmt: skip
    assert open_of(ward, issue_id) == (True, False)


def test_the_raiser_of_a_complaint_gets_guidance_and_nothing_else(ward: Ward):
    draft = IssueDraft("Cán bộ nhũng nhiễu", received_on=GIVEN, raisers=(FIRM,), complaint=True)
    issue_id = intake.register_issue(ward.case, draft)
    answered(ward, issue_id, text="đã chuyển thanh tra")
    assert open_of(ward, issue_id) == (True, False)
    assert raisers(ward, issue_id)[0].untold == (ContactPurpose.GUIDED,)
    text = "\n".join(lines(ward))
    assert "khiếu nại, tố cáo" in text
    assert "nhũng nhiễu" not in text
    assert "thanh tra" not in text
    told(ward, issue_id)
    assert open_of(ward, issue_id) == (False, False)


def test_several_are_marked_as_one_act_and_taken_back_as_one(ward: Ward):
    first, second, third = ward.given(), ward.given(), ward.given()
    told(ward, third)
    assert told(ward, first, second, third) == 2  # the third was told already
    done = last_act(ward.case)
    assert done is not None
    undo(ward.case, done.sequence)
    assert [open_of(ward, key)[0] for key in (first, second, third)] == [True, True, False]


def test_bad_marks_leave_the_register_as_it_is(ward: Ward):
    issue_id = ward.given()
    known = seen(ward.case, issue_id)
    with pytest.raises(NothingChosen):
        told(ward)
    with pytest.raises(TooEarly):
        told(ward, issue_id, on=GIVEN - timedelta(1))
    told(ward, issue_id)
    with pytest.raises(ChangedSince):
        tell(ward.case, [known], ContactDraft(GIVEN))
    with pytest.raises(NothingToTell):
        told(ward, issue_id)


def test_a_raiser_that_was_told_stays_one(ward: Ward):
    issue_id = ward.given()
    told(ward, issue_id)
    known, draft = seen(ward.case, issue_id), issue_detail(ward.case, issue_id).form
    with pytest.raises(RaiserWasTold):
        intake.edit_issue(
            ward.case, SeenDraft(issue_id, known.version, draft), replace(draft, raisers=())
        )


def test_the_views_count_what_is_open(ward: Ward):
    first, second = ward.given(), ward.given()
    answered(ward, second)
    counts = view_counts(ward.case)
    assert (counts[View.NOT_TOLD], counts[View.NOT_ASKED]) == (2, 1)
    told(ward, first, second)
    counts = view_counts(ward.case)
    assert (counts[View.NOT_TOLD], counts[View.NOT_ASKED]) == (0, 1)


# One call for all issues of an enterprise --------------------------------------------------------


def firm(ward: Ward, name: str = "Công ty TNHH Mẫu Tân") -> int:
    return register_enterprise(
        ward.case,
        EnterpriseDraft(
            name, representative="Bà Mẫu", phone="0900 000 002", email="tan@mau.example"
        ),
    )


def of(enterprise_id: int) -> RaiserDraft:
    return RaiserDraft(RaiserKind.ENTERPRISE, enterprise_id=enterprise_id)


def test_an_enterprise_is_called_once_for_all_its_issues(ward: Ward):
    key = firm(ward)
    first, second = (ward.given(raisers=(of(key),)) for _n in range(2))
    answered(ward, second)
    group = call(ward)
    assert (group.enterprise_id, group.name, group.contact, group.phone, group.email) == (
        key, "Công ty TNHH Mẫu Tân", "Bà Mẫu", "0900 000 002", "tan@mau.example",
    )  # fmt: skip
    assert (group.told_of, group.asked_of) == ((first, second), (second,))
    text = lines(ward)
    assert text[:4] == [
        "Ủy ban nhân dân phường Mẫu thông tin đến Công ty TNHH Mẫu Tân:",
        f"- Kiến nghị số KN-2026-0001 đã được giao {OWN} xử lý ngày 15/9/2026.",
        f"- Kiến nghị số KN-2026-0002 đã được {OWN} trả lời tại văn bản số 77/PKT: đã sửa nắp"
        " cống.",
        "Khi có trả lời, Ủy ban nhân dân phường sẽ thông tin đến Quý đơn vị.",
    ]
    assert "mức độ hài lòng" in text[4]


def test_raisers_that_are_in_no_register_are_called_by_their_name(ward: Ward):
    ward.given()
    ward.given()
    group = call(ward)
    assert (group.name, len(group.told_of), group.enterprise_id) == ("Hộ bà Sáu Mẫu", 2, None)


def test_others_who_asked_it_are_named_to_nobody(ward: Ward):
    shy = firm(ward, "Công ty TNHH Kín Tiếng Mẫu")
    hidden = ward.given(raisers=(of(shy),), withhold_name=True)
    known = ward.given(raisers=(of(firm(ward)),))
    answered(ward, hidden, known, text="Đã làm việc với Công ty TNHH Kín Tiếng Mẫu và Mẫu Tân")
    by_name = {group.name: group for group in raisers_to_tell(ward.case)}
    to_other = message_to_raiser(ward.case, by_name["Công ty TNHH Mẫu Tân"]).text
    to_itself = message_to_raiser(ward.case, by_name["Công ty TNHH Kín Tiếng Mẫu"]).text
    assert "Kín Tiếng" not in to_other
    assert "Mẫu Tân" in to_other
    assert "làm việc với Công ty TNHH Kín Tiếng Mẫu" in to_itself


def test_two_enterprises_made_one_keep_what_they_were_told(ward: Ward):
    kept, merged = firm(ward), firm(ward, "Cty Mẫu Tân")
    issue_id = ward.given(raisers=(of(kept), of(merged)))
    told(ward, issue_id)
    from tests.services.changing import read_enterprise

    first, second = (read_enterprise(ward.case, key) for key in (kept, merged))
    merge_enterprises(ward.case, first, second, first.draft)
    (raiser,) = raisers(ward, issue_id)
    assert (raiser.untold, raiser.told_where_on) == ((), GIVEN)


def test_no_call_and_no_text_has_the_number_of_a_person(ward: Ward):
    from dialogue_app.services.issues.drafts import draft_name

    raiser = RaiserDraft(RaiserKind.UNIDENTIFIED, written_name=f"Bà Mẫu ({PERSON})")
    answered(ward, ward.given(raisers=(raiser,)))
    group = call(ward)
    assert group.name == "Bà Mẫu (*********844)"
    assert draft_name(group) == "thong-tin-ba-mau-844.eml"
    assert lines(ward)[0].endswith("thông tin đến Bà Mẫu:")


def test_drafts_of_raisers_called_the_same_are_numbered(ward: Ward):
    from dialogue_app.services.issues.drafts import draft_names

    for name in ("Hộ Mẫu Tân", "Hộ mẫu tân", "Hộ Mẫu Tấn"):
        raiser = RaiserDraft(RaiserKind.UNIDENTIFIED, written_name=name)
        ward.given(raisers=(raiser,))
    groups = raisers_to_tell(ward.case)
    assert list(draft_names(groups)) == [
        f"thong-tin-ho-mau-tan{ending}.eml" for ending in ("", "-2", "-3")
    ]


def test_the_file_of_a_draft_is_the_same_each_time(ward: Ward, tmp_path: Path):
    from email import message_from_bytes, policy

    from dialogue_app.services.issues.drafts import draft_name, draft_of, write_draft

    ward.given(raisers=(of(firm(ward)),))
    group = call(ward)
    assert draft_name(group) == "thong-tin-cong-ty-tnhh-mau-tan.eml"
    write_draft(ward.case, group, tmp_path / "a.eml")
    content = (tmp_path / "a.eml").read_bytes()
    assert content == draft_of(ward.case, group).content
    read = message_from_bytes(content, policy=policy.default)
    assert (read["To"], read["Subject"], read["X-Unsent"]) == (
        "tan@mau.example", "Thông tin về 01 kiến nghị", "1",
    )  # fmt: skip
    assert read.get_content().splitlines()[0].startswith("Ủy ban nhân dân phường Mẫu thông tin")
    ward.given()
    unknown = next(one for one in raisers_to_tell(ward.case) if one.enterprise_id is None)
    assert b"\nTo:" not in draft_of(ward.case, unknown).content
