"""Raisers who must not be named stay unnamed in the minutes of a meeting that was not theirs.

One answer or direction may serve an issue of this meeting and issues of another session, or of
none; what was asked or flagged there holds in the text printed here.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from dialogue_app.documents.minutes import minutes_parts
from dialogue_app.documents.reading import as_text
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.issues import IssueDraft, RaiserDraft
from dialogue_app.domain.people import NOBODY
from dialogue_app.domain.vocabulary import AnswerKind, Moment, RaiserKind
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.editing import register_enterprise
from dialogue_app.services.issues import answering, intake
from dialogue_app.services.issues.lists import seen_issues
from dialogue_app.services.papers.minutes import minutes_facts
from dialogue_app.services.sessions.editing import add_session, session_detail
from tests.services.changing import change_session
from tests.services.conftest import DAY

NAME, WRITTEN, SPEAKER = "Công ty TNHH Cơ khí Mẫu Tân", "Xưởng Tân Mẫu", "Ông Vũ Kim Quỳnh"
SAID = "đã gặp Cơ khí Mẫu Tân (Xưởng Tân Mẫu), ông Quỳnh"
VEILED = "đã gặp …… (……), ông ……"


@pytest.fixture
def elsewhere(case: Case, meeting: int) -> int:
    return add_session(case, replace(session_detail(case, meeting).form, code="K4"))


@pytest.fixture
def here(case: Case, meeting: int) -> int:
    """An issue of the meeting whose raiser may be named."""
    raiser = RaiserDraft(RaiserKind.UNIDENTIFIED, written_name="Hộ kinh doanh Quán cơm Mẫu")
    form = IssueDraft("Đường ngập", meeting, received_on=DAY, raisers=(raiser,))
    return intake.register_issue(case, form)


def raised(case: Case, session_id: int | None, **flags: bool) -> int:
    """An issue of a registered enterprise that the officer wrote down by another name."""
    known = register_enterprise(case, EnterpriseDraft(NAME))
    raiser = RaiserDraft(RaiserKind.ENTERPRISE, known, WRITTEN, SPEAKER)
    form = IssueDraft("Xin cấp điện", session_id, received_on=DAY, raisers=(raiser,), **flags)
    return intake.register_issue(case, form)


def answer(case: Case, meeting: int, ids: list[int], text: str) -> None:
    form = answering.AnswerDraft(AnswerKind.AT_MEETING, text, DAY, session_id=meeting)
    answering.answer(case, seen_issues(case, ids), form)


def direct(case: Case, meeting: int, ids: list[int], text: str) -> None:
    form = answering.DirectionDraft(NOBODY, text)
    answering.direct(case, meeting, seen_issues(case, ids), form)


def printed(case: Case, meeting: int) -> str:
    return as_text(minutes_parts(minutes_facts(case, meeting)))


def assert_unnamed(text: str) -> None:
    for name in ("cơ khí", "mẫu tân", "xưởng", "tân mẫu", "quỳnh"):
        assert name not in text.lower()


@pytest.mark.parametrize("flag", ["withhold_name", "unsigned", "complaint"])
def test_a_shared_text_hides_the_raiser_of_every_issue_it_serves(
    case: Case, meeting: int, elsewhere: int, here: int, flag: str
):
    owners = {"kỳ khác": elsewhere, "không kỳ nào": None, "kỳ này": meeting}
    hidden = {where: raised(case, owner, **{flag: True}) for where, owner in owners.items()}
    for where, issue in hidden.items():
        answer(case, meeting, [here, issue], f"trả lời {where}: {SAID}")
        direct(case, meeting, [here, issue], f"chỉ đạo {where}: {SAID}")
    text = printed(case, meeting)
    assert_unnamed(text)
    for where in owners:
        assert f"trả lời {where}: {VEILED}" in text
        assert f"chỉ đạo {where}: {VEILED}" in text
    assert "Hộ kinh doanh Quán cơm Mẫu" in text


MEMBERS = ("Công ty TNHH Cơ khí Mẫu Tân", "Hộ kinh doanh Vũ Kim Quỳnh")
OF_MEMBERS = "đã gặp Cơ khí Mẫu Tân, bà Quỳnh"


@pytest.mark.parametrize("flag", ["withhold_name", "unsigned", "complaint"])
@pytest.mark.parametrize("is_shared", [True, False])
def test_the_members_an_association_speaks_for_are_as_hidden_as_itself(
    case: Case, meeting: int, elsewhere: int, here: int, flag: str, is_shared: bool
):
    members = tuple(register_enterprise(case, EnterpriseDraft(name)) for name in MEMBERS)
    association = RaiserDraft(
        RaiserKind.ASSOCIATION, written_name="Hội Doanh nghiệp Mẫu", member_ids=members
    )
    owner = elsewhere if is_shared else meeting
    form = IssueDraft(
        OF_MEMBERS, owner, moment=Moment.AT_MEETING, received_on=DAY, raisers=(association,)
    )
    hidden = intake.register_issue(case, replace(form, **{flag: True}))
    answer(case, meeting, [here, hidden], f"trả lời: {OF_MEMBERS}")
    direct(case, meeting, [here, hidden], f"chỉ đạo: {OF_MEMBERS}")
    change_session(
        case,
        meeting,
        conclusions=() if is_shared else (f"kết luận: {OF_MEMBERS}",),
    )
    text = printed(case, meeting)
    assert_unnamed(text)
    assert "trả lời: đã gặp ……, bà ……" in text
    assert "chỉ đạo: đã gặp ……, bà ……" in text
    assert is_shared or "Kết luận: đã gặp ……, bà ……" in text


def test_a_member_whom_another_issue_names_is_named_in_the_conclusions(case: Case, meeting: int):
    member = register_enterprise(case, EnterpriseDraft(NAME))
    association = RaiserDraft(
        RaiserKind.ASSOCIATION, written_name="Hội Doanh nghiệp Mẫu", member_ids=(member,)
    )
    open_raiser = RaiserDraft(RaiserKind.ENTERPRISE, member)
    form = IssueDraft("Xin cấp điện", meeting, received_on=DAY)
    intake.register_issue(case, replace(form, raisers=(association,), withhold_name=True))
    intake.register_issue(case, replace(form, text="Đường ngập", raisers=(open_raiser,)))
    change_session(case, meeting, conclusions=(f"Gặp {NAME}",))
    assert f"1. Gặp {NAME}." in printed(case, meeting)


def test_a_raiser_who_asked_for_nothing_is_named_in_a_shared_text(
    case: Case, meeting: int, elsewhere: int, here: int
):
    other = raised(case, elsewhere)
    answer(case, meeting, [here, other], f"trả lời: {SAID}")
    direct(case, meeting, [here, other], f"chỉ đạo: {SAID}")
    text = printed(case, meeting)
    assert f"trả lời: {SAID}" in text
    assert f"chỉ đạo: {SAID}" in text


def test_a_text_for_several_issues_elsewhere_hides_the_raisers_of_each(
    case: Case, meeting: int, elsewhere: int, here: int
):
    raisers = (RaiserDraft(RaiserKind.UNIDENTIFIED, written_name="Nhựa Mẫu Mới"),)
    form = IssueDraft("Khác", None, received_on=DAY, raisers=raisers, complaint=True)
    second = intake.register_issue(case, form)
    both = [here, raised(case, elsewhere, withhold_name=True), second]
    answer(case, meeting, both, f"trả lời: {SAID} và Nhựa Mẫu Mới")
    direct(case, meeting, both, f"chỉ đạo: {SAID} và Nhựa Mẫu Mới")
    text = printed(case, meeting)
    assert_unnamed(text)
    assert f"trả lời: {VEILED} và ……" in text
    assert f"chỉ đạo: {VEILED} và ……" in text


def test_only_the_text_that_is_shared_is_veiled(
    case: Case, meeting: int, elsewhere: int, here: int
):
    """Who is hidden behind one answer may be named by another that has nothing to do with it."""
    other = raised(case, elsewhere, unsigned=True)
    for say in (answer, direct):
        say(case, meeting, [here, other], f"{say.__name__} một: {SAID}")
        say(case, meeting, [here], f"{say.__name__} hai: {SAID}")
    text = printed(case, meeting)
    for say in (answer, direct):
        assert f"{say.__name__} một: {VEILED}" in text
        assert f"{say.__name__} hai: {SAID}" in text
