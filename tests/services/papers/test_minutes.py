"""What the minutes of a session state of the register, and that later events leave it so."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from dialogue_app.documents.minutes import minutes_parts
from dialogue_app.documents.minutes_facts import IssueFacts, MinutesFacts
from dialogue_app.documents.reading import as_text
from dialogue_app.domain.errors.issues import TooEarly
from dialogue_app.domain.fields.agency import AgencyDraft
from dialogue_app.domain.fields.issues import IssueDraft, RaiserDraft
from dialogue_app.domain.fields.series import SeriesDraft
from dialogue_app.domain.fields.sessions import ParticipantDraft, SessionDraft, SpeechDraft
from dialogue_app.domain.people import NOBODY, Person
from dialogue_app.domain.series import Fate
from dialogue_app.domain.vocabulary import (
    AnswerKind,
    AssignmentRole,
    Moment,
    Outcome,
    ParticipantRole,
    RaiserKind,
)
from dialogue_app.services.bodies.editing import find_body
from dialogue_app.services.case import Case
from dialogue_app.services.issues import answering, assigning, ending, intake
from dialogue_app.services.issues.assigning import AssignmentDraft, Due
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.lists import seen_issues
from dialogue_app.services.issues.raisers import raisers_as_written
from dialogue_app.services.papers.minutes import minutes_facts
from dialogue_app.services.series.editing import add_series
from dialogue_app.services.sessions.editing import add_session, session_detail
from dialogue_app.services.sessions.lists import list_sessions
from tests.services.changing import change_session, name_agency
from tests.services.conftest import DAY
from tests.template import NOW, seen

OWN, OTHER, THIRD = "Phòng Kinh tế, Hạ tầng và Đô thị", "Sở Xây dựng", "Sở Tài chính"
DUE, LATER = date(2026, 9, 30), date(2026, 10, 20)


def raised(case: Case, meeting: int | None, name: str = "chị Mẫu", **more) -> int:
    raiser = RaiserDraft(RaiserKind.UNIDENTIFIED, written_name=name)
    form = IssueDraft("Đường ngập", meeting, received_on=DAY, raisers=(raiser,), **more)
    return intake.register_issue(case, form)


def give(case: Case, issue: int, body: str, on: date, *support: str, due: date = DUE) -> None:
    key = find_body(case, body, DAY)
    helpers = [
        AssignmentDraft(find_body(case, one, DAY), AssignmentRole.SUPPORTING) for one in support
    ]
    lead = AssignmentDraft(key, due=Due(on=due))
    assigning.assign(case, seen(case, issue), lead, on, supporting=helpers)


def facts_of(case: Case, meeting: int) -> IssueFacts:
    return minutes_facts(case, meeting).issues[0]


def paper(facts: MinutesFacts) -> str:
    return as_text(minutes_parts(facts))


def test_later_events_do_not_change_the_minutes(case: Case, meeting: int):
    one = raised(case, meeting)
    form = answering.AnswerDraft(AnswerKind.AT_MEETING, "sẽ xem", DAY, session_id=meeting)
    answering.answer(case, seen_issues(case, [one]), replace(form, also_in_writing=True))
    give(case, one, OWN, DAY, OTHER)
    before = minutes_facts(case, meeting)
    next_day = DAY + timedelta(days=3)
    assigning.return_issue(
        case, seen(case, one), find_body(case, OWN, DAY), next_day, "không thuộc"
    )
    give(case, one, THIRD, next_day, due=LATER)
    written = replace(form, kind=AnswerKind.IN_WRITING, session_id=None, text="đã xong")
    answering.answer(case, seen_issues(case, [one]), written)
    ending.close(case, seen(case, one), Outcome.SETTLED, next_day)
    ending.reopen(case, seen(case, one), "chưa xong")
    again = add_session(case, replace(session_detail(case, meeting).form, code="K4"))
    answering.answer(case, seen_issues(case, [one]), replace(form, text="kỳ sau", session_id=again))
    answering.direct(case, again, [seen(case, one)], answering.DirectionDraft(NOBODY, "kỳ sau"))
    give(case, one, OWN, next_day, due=LATER)
    assert minutes_facts(case, meeting) == before


def of_series(case: Case, meeting: int) -> tuple[int, int]:
    """Two sessions of one series, the meeting and one before it."""
    series = add_series(case, SeriesDraft("Hằng quý"))
    before = add_session(case, SessionDraft("K2", "Quý II", date(2026, 6, 15), series_id=series))
    change_session(case, meeting, series_id=series)
    return before, meeting


def test_the_report_is_of_the_eve_and_stays_so(case: Case, meeting: int):
    earlier, meeting = of_series(case, meeting)
    one, two = raised(case, earlier), raised(case, earlier)
    assert "kỳ trước" not in paper(minutes_facts(case, earlier))
    early = date(2026, 9, 14)
    ending.close(case, seen(case, one), Outcome.WITHDRAWN, DAY)  # at the session
    with pytest.raises(TooEarly):
        ending.close(case, seen(case, two), Outcome.WITHDRAWN, early)
    told = minutes_facts(case, meeting).last_session
    assert told is not None
    assert (told.as_of, told.fates) == (early, ((Fate.NOT_GIVEN, 2),))
    assert "tiếp nhận 02 kiến nghị; chưa giao, chuyển xử lý 02." in paper(
        minutes_facts(case, meeting)
    )


def test_what_was_carried_over_and_spoken_of_stands_in_the_minutes(case: Case, meeting: int):
    earlier, meeting = of_series(case, meeting)
    silent, spoken = raised(case, earlier, "chị Đỏ"), raised(case, earlier, "chị Xanh")
    said = answering.AnswerDraft(AnswerKind.AT_MEETING, "sẽ xem", DAY, session_id=meeting)
    answering.answer(case, seen_issues(case, [spoken]), said)
    facts = minutes_facts(case, meeting)
    assert [issue.code for issue in facts.issues] == [code_of(case, spoken)]
    text = paper(facts)
    assert "Chị Xanh (kiến nghị chuyển từ hội nghị ngày 15/6/2026) nêu: Đường ngập" in text
    assert "chị Đỏ" not in text
    assert code_of(case, silent) not in text


def code_of(case: Case, issue: int) -> str:
    return issue_detail(case, issue).code


def test_a_body_asked_later_did_not_support_at_the_meeting(case: Case, meeting: int):
    one, two = raised(case, meeting), raised(case, meeting)
    give(case, one, OWN, DAY, OTHER)
    helper = AssignmentDraft(find_body(case, THIRD, DAY), AssignmentRole.SUPPORTING)
    assigning.assign(case, seen(case, one), helper, DAY + timedelta(1))
    give(case, two, OWN, DAY + timedelta(1), OTHER)
    parts = [issue.assignments[0] for issue in minutes_facts(case, meeting).issues]
    assert [part.supporting for part in parts] == [(OTHER,), (OTHER,)]


def test_a_later_round_hands_nothing_over_at_the_meeting(case: Case, meeting: int):
    one = raised(case, meeting)
    give(case, one, OWN, DAY)
    before = facts_of(case, meeting)
    ending.close(case, seen(case, one), Outcome.UNFOUNDED, DAY)
    ending.reopen(case, seen(case, one), "chưa xong")
    give(case, one, OTHER, DAY)
    assert facts_of(case, meeting) == before


def test_what_was_given_at_the_meeting_is_known_by_its_day(case: Case, meeting: int):
    one, two = raised(case, meeting), raised(case, meeting)
    give(case, one, OWN, DAY)
    give(case, two, OWN, DAY + timedelta(days=1))
    parts = [issue.assignments[0] for issue in minutes_facts(case, meeting).issues]
    assert [(part.at_meeting, part.due) for part in parts] == [(True, DUE), (False, DUE)]


def test_an_extended_limit_is_no_business_of_the_meeting(case: Case, meeting: int):
    from dialogue_app.storage.models.issues import Assignment

    one = raised(case, meeting)
    give(case, one, OWN, DAY)
    with case.store.writing(case.actor, "issue.extend", NOW) as session:
        session.query(Assignment).one().due_on = LATER
    assert facts_of(case, meeting).assignments[0].due == DUE


def test_directions_on_issues_and_on_none(case: Case, meeting: int):
    one = raised(case, meeting)
    body = find_body(case, OWN, DAY)
    form = answering.DirectionDraft(
        Person.typed("Bà Lê Thị Mẫu, Phó Chủ tịch"), "rà soát", due_on=DUE, body_ids=(body,)
    )
    answering.direct(case, meeting, [seen(case, one)], form)
    later = replace(form, text="sau đó", directed_on=DAY)
    answering.direct(case, None, [seen(case, one)], later)
    answering.direct(case, meeting, [], replace(form, text="đăng báo"))
    on_issue, on_none = (
        facts_of(case, meeting).directions,
        minutes_facts(case, meeting).directions,
    )
    assert [one.text for one in on_issue] == ["rà soát", "sau đó"]
    assert [one.text for one in on_none] == ["đăng báo"]
    assert on_issue[0].bodies == (OWN,)
    assert on_none[0].due == DUE
    text = paper(minutes_facts(case, meeting))
    assert "Bà Lê Thị Mẫu, Phó Chủ tịch, kết luận: rà soát." in text
    assert "1. Đăng báo; thời hạn: chậm nhất ngày 30 tháng 9 năm 2026." in text


def test_hidden_raisers_of_another_session_stay_hidden(case: Case, meeting: int):
    elsewhere = add_session(case, replace(session_detail(case, meeting).form, code="K4"))
    one = raised(case, meeting)
    two = raised(case, elsewhere, "Cơ khí Mẫu Tân", withhold_name=True)
    form = answering.AnswerDraft(
        AnswerKind.AT_MEETING, "gặp cơ khí Mẫu Tân", DAY, session_id=meeting
    )
    answering.answer(case, seen_issues(case, [one, two]), form)
    direction = answering.DirectionDraft(NOBODY, "gặp Cơ khí Mẫu Tân")
    answering.direct(case, meeting, seen_issues(case, [one, two]), direction)
    text = paper(minutes_facts(case, meeting))
    assert text.count("gặp ……") == 3  # answer, direction, annex
    assert "mẫu tân" not in text.lower()


def test_others_who_raised_it_together_are_kept(case: Case, meeting: int):
    form = IssueDraft(
        "Đường ngập",
        meeting,
        moment=Moment.AT_MEETING,
        received_on=DAY,
        raisers=raisers_as_written("Hộ kinh doanh Nhựa Mẫu và 03 hộ cùng tuyến đường"),
    )
    intake.register_issue(case, form)
    text = paper(minutes_facts(case, meeting))
    assert "1. Hộ kinh doanh Nhựa Mẫu và 03 hộ cùng tuyến đường nêu: Đường ngập." in text
    assert "01 kiến nghị của 04 đơn vị" in text


def test_speakers_typed_with_title_and_known_by_their_bare_name(case: Case, meeting: int):
    change_session(
        case,
        meeting,
        participants=(
            ParticipantDraft(
                ParticipantRole.CHAIR, Person.typed("Ông Trần Văn Mẫu, Chủ tịch", "", "UBND")
            ),
        ),
        opening=(SpeechDraft(Person.typed("Trần Văn Mẫu"), "chào mừng"),),
        reports=(
            SpeechDraft(Person.typed("bà Lê Thị Mẫu, Trưởng phòng Phòng Kinh tế"), "đã xong 25"),
        ),
    )
    text = paper(minutes_facts(case, meeting))
    assert "Chủ trì (chủ tọa): Ông Trần Văn Mẫu, Chủ tịch UBND." in text
    assert "1. Ông Trần Văn Mẫu phát biểu khai mạc: chào mừng." in text
    assert "2. Bà Lê Thị Mẫu, Trưởng phòng Phòng Kinh tế, báo cáo: đã xong 25." in text
    assert "CHỦ TỌA | CHỦ TỊCH UBND | Trần Văn Mẫu" in text


def test_a_title_without_a_name_is_printed(case: Case, meeting: int):
    one = raised(case, meeting)
    body = find_body(case, OTHER, DAY)
    form = answering.AnswerDraft(
        AnswerKind.AT_MEETING, "sẽ xem", DAY, body, Person("", "Phó Giám đốc"), session_id=meeting
    )
    answering.answer(case, seen_issues(case, [one]), form)
    direction = answering.DirectionDraft(Person("", "chuyên viên", "Sở Mẫu"), "rà soát")
    answering.direct(case, meeting, [seen(case, one)], direction)
    speech = SpeechDraft(Person("", "lãnh đạo", "Sở Mẫu"), "đã xong 25")
    change_session(case, meeting, reports=(speech,))
    text = paper(minutes_facts(case, meeting))
    assert "\nPhó Giám đốc Sở Xây dựng trả lời: sẽ xem.\n" in text
    assert "\nChuyên viên Sở Mẫu kết luận: rà soát.\n" in text
    assert ". Lãnh đạo Sở Mẫu báo cáo: đã xong 25.\n" in text


def test_a_namesake_of_a_participant_is_introduced(case: Case, meeting: int):
    """A bare name that two participants bear is left as it was typed."""
    chair = ParticipantDraft(ParticipantRole.CHAIR, Person("Ông Trần Văn Mẫu", "Chủ tịch"))
    guest = ParticipantDraft(ParticipantRole.INVITED, Person("Bà Lê Mẫu", "Giám đốc", "Sở Mẫu"))
    other = ParticipantDraft(ParticipantRole.INVITED, Person("Ông Lê Mẫu", "Trưởng ban"))
    namesake = Person.typed("Bà Trần Văn Mẫu, Phó Giám đốc", "", OTHER)
    change_session(
        case,
        meeting,
        participants=(chair, guest, other),
        opening=(SpeechDraft(namesake, "chào mừng"),),
        reports=(SpeechDraft(Person("Lê Mẫu"), "đã xong"), SpeechDraft(Person("Bà Lê Mẫu"), "còn")),
    )
    text = paper(minutes_facts(case, meeting))
    said = "Bà Trần Văn Mẫu, Phó Giám đốc Sở Xây dựng, phát biểu khai mạc: chào mừng."
    assert f"1. {said}\n2. Ông/Bà Lê Mẫu báo cáo: đã xong.\n3. Bà Lê Mẫu báo cáo: còn." in text


@pytest.mark.parametrize(
    ("name", "lines", "short"),
    [
        ("Ủy ban nhân dân phường Mẫu", ("ỦY BAN NHÂN DÂN", "PHƯỜNG MẪU"), "Ủy ban nhân dân phường"),
        ("Ủy ban nhân dân", ("ỦY BAN NHÂN DÂN", "PHƯỜNG MẪU"), "Ủy ban nhân dân phường"),
        ("Ban phường Mẫu mới", ("BAN PHƯỜNG MẪU MỚI",), "Ban phường Mẫu mới"),
    ],
)
def test_the_head_of_the_agency(
    case: Case, meeting: int, name: str, lines: tuple[str, ...], short: str
):
    name_agency(case, AgencyDraft(name, "phường Mẫu"))
    raised(case, meeting)
    agency = minutes_facts(case, meeting).agency
    assert (agency.head_lines, agency.short_name) == (lines, short)
    assert agency.full_name.endswith("phường Mẫu") or agency.full_name == name


def test_the_planned_day_stands_where_no_time_is_known(case: Case, meeting: int):
    raised(case, meeting)
    change_session(case, meeting, started_at=None)
    text = paper(minutes_facts(case, meeting))
    assert "…… giờ …… phút, ngày 15 tháng 9 năm 2026." in text


def test_the_name_keeps_its_line_break_for_the_paper_only(case: Case, meeting: int):
    change_session(case, meeting, name=" Hội nghị đối thoại \r\n\r\n với doanh nghiệp ")
    typed = "Hội nghị đối thoại\nvới doanh nghiệp"
    assert session_detail(case, meeting).form.name == typed
    assert minutes_facts(case, meeting).session_name == typed
    shown = "Hội nghị đối thoại với doanh nghiệp"
    assert session_detail(case, meeting).row.name == shown
    assert [row.name for row in list_sessions(case, "thoai voi")] == [shown]


def test_answers_and_directions_are_found_by_the_issues_of_the_session(case: Case, meeting: int):
    """And not by going through all answers that belong to no session."""
    issues = [raised(case, meeting) for _issue in range(40)]  # of so many SQLite chose another way
    text = answering.AnswerDraft(AnswerKind.AT_MEETING, "Sẽ xử lý.", session_id=meeting)
    answering.answer(case, seen_issues(case, issues), text)
    statements: list[tuple[str, object]] = []
    engine = case.store._engine

    def note(_connection, _cursor, statement: str, values: object, *_more: object) -> None:
        statements.append((statement, values))

    event.listen(engine, "before_cursor_execute", note)
    minutes_facts(case, meeting)
    event.remove(engine, "before_cursor_execute", note)
    assert sum("_issue.issue_id IN" in statement for statement, _values in statements) == 2
    with closing(sqlite3.connect(case.store.path)) as connection:
        for statement, values in statements:
            if "_issue.issue_id IN" in statement:
                plan = connection.execute(f"EXPLAIN QUERY PLAN {statement}", values)
                assert "session_id" not in " ".join(row[3] for row in plan), statement
