"""What the minutes of a session state of the register, and that later events leave it so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dialogue_app.documents.minutes import minutes_parts
from dialogue_app.documents.minutes_facts import IssueFacts, MinutesFacts
from dialogue_app.documents.parts import as_text
from dialogue_app.domain.people import Actor
from dialogue_app.domain.vocabulary import (
    AnswerKind,
    AssignmentRole,
    Outcome,
    ParticipantRole,
    RaiserKind,
)
from dialogue_app.services.agency.settings import AgencyForm, set_agency
from dialogue_app.services.bodies.editing import find_body
from dialogue_app.services.issues import answering, assigning, ending, intake
from dialogue_app.services.issues.assigning import AssignmentForm, Due
from dialogue_app.services.issues.intake import IssueForm, RaiserForm
from dialogue_app.services.papers.minutes import minutes_facts
from dialogue_app.services.sessions.editing import (
    ParticipantForm,
    SpeechForm,
    add_session,
    edit_session,
    list_sessions,
    session_detail,
)
from dialogue_app.storage.engine import Store
from tests.services.conftest import DAY

OWN, OTHER, THIRD = "Phòng Kinh tế, Hạ tầng và Đô thị", "Sở Xây dựng", "Sở Tài chính"
DUE, LATER = date(2026, 9, 30), date(2026, 10, 20)


def raised(store: Store, actor: Actor, meeting: int | None, name: str = "chị Mẫu", **more) -> int:
    raiser = RaiserForm(RaiserKind.UNIDENTIFIED, written_name=name)
    form = IssueForm("Đường ngập", meeting, received_on=DAY, raisers=(raiser,), **more)
    return intake.register_issue(store, actor, form)


def give(
    store: Store, actor: Actor, issue: int, body: str, on: date, *support: str, due: date = DUE
) -> None:
    key = find_body(store, body, DAY)
    helpers = [
        AssignmentForm(find_body(store, one, DAY), AssignmentRole.SUPPORTING) for one in support
    ]
    lead = AssignmentForm(key, due=Due(on=due))
    assigning.assign(store, actor, issue, lead, on, supporting=helpers)


def facts_of(store: Store, meeting: int) -> IssueFacts:
    return minutes_facts(store, meeting).issues[0]


def paper(facts: MinutesFacts) -> str:
    return as_text(minutes_parts(facts))


def change(store: Store, actor: Actor, meeting: int, **fields: object) -> None:
    detail = session_detail(store, meeting)
    edit_session(store, actor, meeting, replace(detail.form, **fields), detail.version)


def test_later_events_do_not_change_the_minutes(store: Store, actor: Actor, meeting: int):
    one = raised(store, actor, meeting)
    form = answering.AnswerForm(AnswerKind.AT_MEETING, "sẽ xem", DAY, session_id=meeting)
    answering.answer(store, actor, [one], replace(form, also_in_writing=True))
    give(store, actor, one, OWN, DAY, OTHER)
    before = minutes_facts(store, meeting)
    next_day = DAY + timedelta(days=3)
    assigning.return_issue(store, actor, one, find_body(store, OWN, DAY), next_day, "không thuộc")
    give(store, actor, one, THIRD, next_day, due=LATER)
    written = replace(form, kind=AnswerKind.IN_WRITING, session_id=None, text="đã xong")
    answering.answer(store, actor, [one], written)
    ending.close(store, actor, one, Outcome.SETTLED, next_day)
    ending.reopen(store, actor, one, "chưa xong")
    again = add_session(store, actor, replace(session_detail(store, meeting).form, code="K4"))
    answering.answer(store, actor, [one], replace(form, text="kỳ sau", session_id=again))
    answering.direct(store, actor, again, answering.DirectionForm("", "kỳ sau", issue_ids=(one,)))
    give(store, actor, one, OWN, next_day, due=LATER)
    assert minutes_facts(store, meeting) == before


def test_a_later_round_hands_nothing_over_at_the_meeting(store: Store, actor: Actor, meeting: int):
    one = raised(store, actor, meeting)
    give(store, actor, one, OWN, DAY)
    before = facts_of(store, meeting)
    ending.close(store, actor, one, Outcome.UNFOUNDED, DAY)
    ending.reopen(store, actor, one, "chưa xong")
    give(store, actor, one, OTHER, DAY)
    assert facts_of(store, meeting) == before


def test_what_was_given_at_the_meeting_is_known_by_its_day(
    store: Store, actor: Actor, meeting: int
):
    one, two = raised(store, actor, meeting), raised(store, actor, meeting)
    give(store, actor, one, OWN, DAY)
    give(store, actor, two, OWN, DAY + timedelta(days=1))
    parts = [issue.assignments[0] for issue in minutes_facts(store, meeting).issues]
    assert [(part.at_meeting, part.due) for part in parts] == [(True, DUE), (False, DUE)]


def test_an_extended_limit_is_no_business_of_the_meeting(store: Store, actor: Actor, meeting: int):
    from dialogue_app.storage.models import Assignment

    one = raised(store, actor, meeting)
    give(store, actor, one, OWN, DAY)
    with store.writing(actor, "issue.extend") as session:
        session.query(Assignment).one().due_on = LATER
    assert facts_of(store, meeting).assignments[0].due == DUE


def test_directions_on_issues_and_on_none(store: Store, actor: Actor, meeting: int):
    one = raised(store, actor, meeting)
    body = find_body(store, OWN, DAY)
    form = answering.DirectionForm(
        "Bà Lê Thị Mẫu, Phó Chủ tịch", "rà soát", due_on=DUE, issue_ids=(one,), body_ids=(body,)
    )
    answering.direct(store, actor, meeting, form)
    answering.direct(store, actor, None, replace(form, text="sau đó", directed_on=DAY))
    answering.direct(store, actor, meeting, replace(form, text="đăng báo", issue_ids=()))
    on_issue, on_none = (
        facts_of(store, meeting).directions,
        minutes_facts(store, meeting).directions,
    )
    assert [one.text for one in on_issue] == ["rà soát", "sau đó"]
    assert [one.text for one in on_none] == ["đăng báo"]
    assert on_issue[0].bodies == (OWN,)
    assert on_none[0].due == DUE
    text = paper(minutes_facts(store, meeting))
    assert "Bà Lê Thị Mẫu, Phó Chủ tịch, kết luận: rà soát." in text
    assert "1. Đăng báo; thời hạn: chậm nhất ngày 30 tháng 9 năm 2026." in text


def test_hidden_raisers_of_another_session_stay_hidden(store: Store, actor: Actor, meeting: int):
    elsewhere = add_session(store, actor, replace(session_detail(store, meeting).form, code="K4"))
    one = raised(store, actor, meeting)
    two = raised(store, actor, elsewhere, "Cơ khí Mẫu Tân", withhold_name=True)
    form = answering.AnswerForm(
        AnswerKind.AT_MEETING, "gặp cơ khí Mẫu Tân", DAY, session_id=meeting
    )
    answering.answer(store, actor, [one, two], form)
    direction = answering.DirectionForm("", "gặp Cơ khí Mẫu Tân", issue_ids=(one, two))
    answering.direct(store, actor, meeting, direction)
    text = paper(minutes_facts(store, meeting))
    assert text.count("gặp ……") == 3  # answer, direction, annex
    assert "mẫu tân" not in text.lower()


def test_others_who_raised_it_together_are_kept(store: Store, actor: Actor, meeting: int):
    form = IssueForm(
        "Đường ngập",
        meeting,
        received_on=DAY,
        raisers=intake.raisers_as_written("Hộ kinh doanh Nhựa Mẫu và 03 hộ cùng tuyến đường"),
    )
    intake.register_issue(store, actor, form)
    text = paper(minutes_facts(store, meeting))
    assert "1. Hộ kinh doanh Nhựa Mẫu và 03 hộ cùng tuyến đường nêu: Đường ngập." in text
    assert "01 kiến nghị của 04 đơn vị" in text


def test_speakers_typed_with_title_and_known_by_their_bare_name(
    store: Store, actor: Actor, meeting: int
):
    change(
        store,
        actor,
        meeting,
        participants=(
            ParticipantForm(ParticipantRole.CHAIR, "Ông Trần Văn Mẫu, Chủ tịch", "", "UBND"),
        ),
        opening=(SpeechForm("Trần Văn Mẫu", "chào mừng"),),
        reports=(SpeechForm("bà Lê Thị Mẫu, Trưởng phòng Phòng Kinh tế", "đã xong 25"),),
    )
    text = paper(minutes_facts(store, meeting))
    assert "Chủ trì (chủ tọa): Ông Trần Văn Mẫu, Chủ tịch UBND." in text
    assert "1. Ông Trần Văn Mẫu phát biểu khai mạc: chào mừng." in text
    assert "2. Bà Lê Thị Mẫu, Trưởng phòng Phòng Kinh tế, báo cáo: đã xong 25." in text
    assert "CHỦ TỌA | CHỦ TỊCH UBND | Trần Văn Mẫu" in text


@pytest.mark.parametrize(
    ("name", "lines", "short"),
    [
        ("Ủy ban nhân dân phường Mẫu", ("ỦY BAN NHÂN DÂN", "PHƯỜNG MẪU"), "Ủy ban nhân dân phường"),
        ("Ủy ban nhân dân", ("ỦY BAN NHÂN DÂN", "PHƯỜNG MẪU"), "Ủy ban nhân dân phường"),
        ("Ban phường Mẫu mới", ("BAN PHƯỜNG MẪU MỚI",), "Ban phường Mẫu mới"),
    ],
)
def test_the_head_of_the_agency(
    store: Store, actor: Actor, meeting: int, name: str, lines: tuple[str, ...], short: str
):
    set_agency(store, actor, AgencyForm(name, "phường Mẫu"))
    raised(store, actor, meeting)
    agency = minutes_facts(store, meeting).agency
    assert (agency.head_lines, agency.short_name) == (lines, short)
    assert agency.full_name.endswith("phường Mẫu") or agency.full_name == name


def test_the_planned_day_stands_where_no_time_is_known(store: Store, actor: Actor, meeting: int):
    raised(store, actor, meeting)
    change(store, actor, meeting, started_at=None)
    text = paper(minutes_facts(store, meeting))
    assert "…… giờ …… phút, ngày 15 tháng 9 năm 2026." in text


def test_the_name_keeps_its_line_break_for_the_paper_only(store: Store, actor: Actor, meeting: int):
    change(store, actor, meeting, name=" Hội nghị đối thoại \r\n\r\n với doanh nghiệp ")
    typed = "Hội nghị đối thoại\nvới doanh nghiệp"
    assert session_detail(store, meeting).form.name == typed
    assert minutes_facts(store, meeting).session_name == typed
    shown = "Hội nghị đối thoại với doanh nghiệp"
    assert session_detail(store, meeting).row.name == shown
    assert [row.name for row in list_sessions(store, "thoai voi")] == [shown]
