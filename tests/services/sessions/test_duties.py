"""What is to be done around a session: its days, when it is late, when nobody is reminded of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dialogue_app.domain.errors.conflicts import ChangedSince
from dialogue_app.domain.errors.issues import NotYet
from dialogue_app.domain.errors.sessions import UnknownSession
from dialogue_app.domain.fields.issues import IssueDraft, RaiserDraft
from dialogue_app.domain.fields.series import SeriesDraft
from dialogue_app.domain.fields.sessions import SessionDraft
from dialogue_app.domain.series import BY_LAW, Duty, SeriesBasis
from dialogue_app.domain.vocabulary import AnswerKind, RaiserKind
from dialogue_app.services.bodies.editing import find_body
from dialogue_app.services.case import Case, Seen
from dialogue_app.services.issues import answering, assigning, contacting, intake
from dialogue_app.services.series.editing import add_series
from dialogue_app.services.sessions.duties import SessionDutyRow, note_duty
from dialogue_app.services.sessions.editing import add_session, session_detail
from dialogue_app.services.undo import last_act, undo
from tests.services.changing import change_session
from tests.services.conftest import on_day
from tests.template import seen

TUESDAY = date(2026, 9, 15)
PLAN = SeriesDraft("Hằng quý")


def meet(case: Case, plan: SeriesDraft | None, day: date | None = TUESDAY) -> int:
    series = add_series(case, plan) if plan else None
    return add_session(case, SessionDraft("", "Hội nghị", planned_on=day, series_id=series))


def duties(case: Case, session: int) -> dict[Duty, SessionDutyRow]:
    return {row.duty: row for row in session_detail(case, session).duties}


def as_seen(case: Case, session: int) -> Seen:
    return Seen(session, session_detail(case, session).version)


def test_days_are_counted_from_the_session_and_give_way_to_days_off(case: Case):
    found = duties(case, meet(case, None))
    assert {duty: row.due_on for duty, row in found.items()} == {
        Duty.NOTICE: date(2026, 9, 8),
        Duty.MINUTES: TUESDAY,
        Duty.CONCLUSIONS: date(2026, 9, 18),
        Duty.LETTERS: date(2026, 9, 18),
        Duty.TOLD: date(2026, 9, 21),  # the 20th is a Sunday
        Duty.PUBLISHED: date(2026, 9, 25),
        Duty.POSTED: date(2026, 9, 25),
        Duty.PASSED_ON: date(2026, 9, 25),
        Duty.WORD: date(2026, 9, 29),
    }
    assert not any(row.by_law for row in found.values())


def test_only_the_law_makes_a_day_stand(case: Case):
    found = duties(case, meet(case, replace(PLAN, basis=SeriesBasis.LAW)))
    assert {duty for duty, row in found.items() if row.by_law} == set(BY_LAW)


def test_a_day_taken_out_of_the_series_is_nothing_to_do(case: Case):
    found = duties(case, meet(case, replace(PLAN, word_days=None, told_days=2)))
    assert Duty.WORD not in found
    assert found[Duty.TOLD].due_on == date(2026, 9, 17)
    assert duties(case, meet(case, None, day=None)) == {}


def test_it_is_late_from_the_day_after_and_a_proposal_falls_silent_after_a_month(case: Case):
    law = duties(case, meet(case, replace(PLAN, basis=SeriesBasis.LAW)))[Duty.PUBLISHED]
    plan = duties(case, meet(case, None))[Duty.PUBLISHED]
    due = plan.due_on
    assert [row.days_late(due) for row in (law, plan)] == [0, 0]
    assert plan.days_late(due + timedelta(days=1)) == 1
    month_after = due + timedelta(days=31)
    assert plan.is_named(due + timedelta(days=30))
    assert (law.is_named(month_after), plan.is_named(month_after)) == (True, False)


def test_what_was_done_is_noted_corrected_and_taken_back(case: Case):
    session = meet(case, None)
    read = as_seen(case, session)
    note_duty(case, read, Duty.MINUTES, TUESDAY)
    with pytest.raises(ChangedSince):
        note_duty(case, read, Duty.MINUTES, TUESDAY)
    noted = duties(case, session)[Duty.MINUTES]
    assert (noted.is_done, noted.done_on) == (True, TUESDAY)
    note_duty(case, as_seen(case, session), Duty.MINUTES, None)  # not needed after all
    noted = duties(case, session)[Duty.MINUTES]
    assert (noted.is_done, noted.done_on, noted.days_late(case.today())) == (True, None, 0)
    act = last_act(case)
    assert act is not None
    undo(case, act.sequence)
    assert duties(case, session)[Duty.MINUTES].done_on == TUESDAY


def test_nothing_is_done_on_a_day_to_come_or_around_no_session(case: Case):
    session = meet(case, None)
    with pytest.raises(NotYet):
        note_duty(case, as_seen(case, session), Duty.NOTICE, case.today() + timedelta(days=1))
    with pytest.raises(UnknownSession):
        note_duty(case, Seen(99, 1), Duty.NOTICE, TUESDAY)
    assert not duties(case, session)[Duty.NOTICE].is_done


def test_the_register_shows_by_itself_that_letters_are_sent_and_all_have_an_answer(case: Case):
    session = meet(case, None)
    assert not duties(case, session)[Duty.LETTERS].is_done  # there is nothing yet
    raiser = RaiserDraft(RaiserKind.UNIDENTIFIED, written_name="chị Mẫu")
    draft = IssueDraft("Mẫu", session, received_on=TUESDAY, raisers=(raiser,))
    issue = intake.register_issue(case, draft)
    intake.register_issue(case, IssueDraft("Đơn", session, received_on=TUESDAY, complaint=True))
    found = duties(case, session)
    assert (found[Duty.LETTERS].is_done, found[Duty.WORD].is_done) == (False, False)
    own = find_body(case, "Phòng Kinh tế, Hạ tầng và Đô thị", TUESDAY)
    part = assigning.AssignmentDraft(own, due=assigning.Due(on=date(2026, 9, 30)))
    assigning.assign(case, seen(case, issue), part, TUESDAY)
    found = duties(case, session)
    assert (found[Duty.LETTERS].is_done, found[Duty.WORD].is_done) == (True, False)
    assert not found[Duty.TOLD].is_done
    contacting.tell(case, [seen(case, issue)], contacting.ContactDraft(TUESDAY))
    act = last_act(case)
    found = duties(case, session)
    assert (found[Duty.TOLD].is_done, found[Duty.WORD].is_done) == (True, True)
    assert act is not None
    undo(case, act.sequence)
    assert not duties(case, session)[Duty.WORD].is_done
    form = answering.AnswerDraft(AnswerKind.IN_WRITING, "đã xem xét", TUESDAY, settles=False)
    answering.answer(case, [seen(case, issue)], form)
    assert duties(case, session)[Duty.WORD].is_done


def test_a_session_moved_to_another_day_takes_its_days_along(case: Case):
    session = meet(case, None)
    change_session(on_day(case, date(2026, 9, 1)), session, planned_on=date(2026, 9, 16))
    assert duties(case, session)[Duty.MINUTES].due_on == date(2026, 9, 16)
