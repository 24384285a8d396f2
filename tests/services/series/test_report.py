"""What goes over to the next session, and the report that opens it, against a slow recount.

The register is asked on the eve of each session where every issue stands; months later the agenda
and the report of that session must still say just that.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest

from dialogue_app.domain.errors.issues import PromiseStillOpen
from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.fields.series import SeriesDraft
from dialogue_app.domain.fields.sessions import SessionDraft
from dialogue_app.domain.life import Move, allowed_moves
from dialogue_app.domain.series import Fate, Rhythm
from dialogue_app.domain.vocabulary import (
    AnswerKind,
    AssignmentState,
    IssueState,
    Outcome,
    PromiseState,
)
from dialogue_app.services.bodies.editing import find_body
from dialogue_app.services.case import Case
from dialogue_app.services.issues import (
    answering,
    assigning,
    ending,
    extending,
    intake,
    promises,
    sending,
)
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.lists import IssueList, IssueQuery, IssueRow
from dialogue_app.services.series.editing import add_series
from dialogue_app.services.series.report import last_session_report
from dialogue_app.services.sessions.editing import add_session
from dialogue_app.services.undo import last_act, undo
from tests.services.conftest import on_day
from tests.template import fresh_case, seen

FIRST = date(2026, 3, 2)
MEETINGS = [FIRST + timedelta(days=30 * n) for n in range(4)]
DONE = (IssueState.ANSWERED, IssueState.CLOSED)
OPEN_AS = {
    IssueState.RECEIVED: Fate.NOT_GIVEN,
    IssueState.REOPENED: Fate.NOT_GIVEN,
    IssueState.ASSIGNED: Fate.IN_TIME,
    IssueState.NOT_SENT: Fate.NOT_SENT,
    IssueState.TRANSFERRED: Fate.TRANSFERRED,
    IssueState.SENT_UP: Fate.TRANSFERRED,
    IssueState.PARTLY_ANSWERED: Fate.PARTLY_ANSWERED,
    IssueState.WAITING: Fate.WAITING,
    IssueState.PROMISED: Fate.PROMISED,
}


def fate_of(row: IssueRow, eve: date) -> Fate:
    """By what the register said on that day."""
    if row.state is IssueState.CLOSED:
        assert row.outcome is not None
        return Fate(row.outcome.value)
    if row.state is IssueState.ANSWERED:
        return Fate.ANSWERED
    if row.complaint:
        return Fate.COMPLAINT
    if row.next_due_own and row.next_ends_on is not None and row.next_ends_on < eve:
        return Fate.OVERDUE
    return OPEN_AS[row.state]


@dataclass
class Simulation:
    """Four sessions of a series, and whatever may happen to their issues in between."""

    case: Case
    dice: random.Random
    sessions: list[int] = field(default_factory=list)
    of_session: dict[int, int] = field(default_factory=dict)  # by issue
    eves: list[dict[int, IssueRow]] = field(default_factory=list)
    reopened: list[tuple[date, int]] = field(default_factory=list)

    def run(self) -> None:
        series = add_series(self.case, SeriesDraft("Hằng tháng", Rhythm.MONTH))
        for number in range((MEETINGS[-1] - FIRST).days + 20):
            day = FIRST + timedelta(days=number)
            today = on_day(self.case, day)
            if day in MEETINGS:
                self.eves.append({row.id: row for row in self.rows()})
                form = SessionDraft("", "Hội nghị", planned_on=day, series_id=series)
                self.sessions.append(add_session(today, form))
                for _each in range(3):
                    self.receive(today)
                    self.act(today, day)  # at the session itself: it stood on the agenda
            if self.dice.random() < 0.4:
                self.act(today, day)

    def rows(self) -> list[IssueRow]:
        rows = IssueList(self.case)
        return rows.rows(list(rows.ids(IssueQuery())))

    def receive(self, case: Case) -> None:
        draft = IssueDraft(
            f"Kiến nghị {len(self.of_session)}",
            session_id=self.sessions[-1],
            complaint=self.dice.random() < 0.1,
        )
        self.of_session[intake.register_issue(case, draft)] = self.sessions[-1]

    def act(self, case: Case, day: date) -> None:
        row = self.dice.choice(self.rows())
        moves = allowed_moves(row.state, complaint=row.complaint)
        if row.state is IssueState.ANSWERED:  # a promise counts from the day of its answer
            moves = moves - {Move.PROMISE}
        able = sorted(moves & ACTS.keys())
        move = self.dice.choice(able)
        if move is Move.REOPEN:
            self.reopened.append((day, row.id))
        ACTS[move](self, case, row, day)


def _assign(world: Simulation, case: Case, row: IssueRow, day: date) -> None:
    body = find_body(case, "Phòng Kinh tế, Hạ tầng và Đô thị", day)
    if _has(case, row, body):
        return
    due = assigning.Due(on=day + timedelta(days=world.dice.randint(0, 25)))
    assigning.assign(case, seen(case, row.id), assigning.AssignmentDraft(body, due=due), day)


def _transfer(world: Simulation, case: Case, row: IssueRow, day: date) -> None:
    body = find_body(case, "Sở Xây dựng", day)
    if not _has(case, row, body):
        assigning.assign(case, seen(case, row.id), assigning.AssignmentDraft(body), day)
        if world.dice.random() < 0.6:
            sending.record_sent(case, seen(case, row.id), body, sending.SendingDraft(day))


def _has(case: Case, row: IssueRow, body: int) -> bool:
    return row.id in IssueList(case).ids(IssueQuery(in_hand_of=body))


def _answer(world: Simulation, case: Case, row: IssueRow, day: date) -> None:
    bodies = ["Phòng Kinh tế, Hạ tầng và Đô thị", "Sở Xây dựng"]
    form = answering.AnswerDraft(
        AnswerKind.IN_WRITING,
        "đã xem xét",
        day,
        body_id=find_body(case, world.dice.choice(bodies), day),
        settles=world.dice.random() < 0.8,
        also_in_writing=world.dice.random() < 0.2,
    )
    answering.answer(case, [seen(case, row.id)], form)


def _close(world: Simulation, case: Case, row: IssueRow, day: date) -> None:
    try:
        ending.close(case, seen(case, row.id), Outcome.WITHDRAWN, day)
    except PromiseStillOpen:
        return
    if world.dice.random() < 0.2:
        act = last_act(case)
        assert act is not None
        undo(case, act.sequence)


def _promise(world: Simulation, case: Case, row: IssueRow, day: date) -> None:
    by = day + timedelta(days=world.dice.randint(0, 25))
    form = promises.PromiseDraft("làm xong", f"{by:%d/%m/%Y}")
    promises.promise(case, seen(case, row.id), form)


def _keep(world: Simulation, case: Case, row: IssueRow, day: date) -> None:
    is_open = [one for one in issue_detail(case, row.id).promises if one.state is PromiseState.OPEN]
    if is_open and world.dice.random() < 0.5:
        promises.keep(case, seen(case, row.id), is_open[0].id, day, "ảnh")
    elif is_open:
        promises.break_promise(case, seen(case, row.id), is_open[0].id, day, "hết tiền")


def _extend(world: Simulation, case: Case, row: IssueRow, day: date) -> None:
    body = find_body(case, "Phòng Kinh tế, Hạ tầng và Đô thị", day)
    parts = [one for one in issue_detail(case, row.id).assignments if one.body_id == body]
    given = [one for one in parts if one.state is AssignmentState.GIVEN and one.due_on]
    if given:
        assert given[-1].due_on is not None
        later = max(given[-1].due_on, day) + timedelta(days=world.dice.randint(1, 20))
        form = extending.ExtensionDraft(assigning.Due(on=later), "chờ ý kiến", day)
        extending.extend(case, seen(case, row.id), body, form)


ACTS = {
    Move.PROMISE: _promise,
    Move.KEEP: _keep,
    Move.EXTEND: _extend,
    Move.ASSIGN: _assign,
    Move.TRANSFER: _transfer,
    Move.ANSWER: _answer,
    Move.CLOSE: _close,
    Move.WAIT: lambda _w, case, row, day: ending.wait_for_enterprise(
        case, seen(case, row.id), day, "bản vẽ"
    ),
    Move.RESUME: lambda _w, case, row, _day: ending.resume(case, seen(case, row.id)),
    Move.ESCALATE: lambda _w, case, row, day: ending.escalate(
        case, seen(case, row.id), ending.EscalationDraft(day, addressee="Bộ Mẫu")
    ),
    Move.CAME_BACK: lambda _w, case, row, day: ending.came_back(case, seen(case, row.id), day),
    Move.REOPEN: lambda _w, case, row, day: ending.reopen(case, seen(case, row.id), "chưa rõ", day),
}


@pytest.mark.parametrize("seed", range(4))
def test_agenda_and_report_say_what_the_register_said_on_the_eve(tmp_path: Path, seed: int):
    case = fresh_case(tmp_path / "data")
    world = Simulation(case, random.Random(seed))
    world.run()
    rows = IssueList(case)
    assert last_session_report(case, world.sessions[0]) is None
    stood_on: Counter[int] = Counter()
    for place in range(1, len(MEETINGS)):
        eve, day_before = world.eves[place], MEETINGS[place] - timedelta(days=1)
        is_open = {
            key
            for key, row in eve.items()
            if row.state not in DONE and not row.complaint
        }  # fmt: skip
        assert set(rows.ids(IssueQuery(carried_to=world.sessions[place]))) == is_open
        stood_on.update(is_open)
        _require_report(world, place, eve, day_before)
    now = {row.id: row.carried_over for row in world.rows()}
    assert now == {key: stood_on[key] for key in now}
    case.store.close()


def _require_report(
    world: Simulation, place: int, eve: dict[int, IssueRow], day_before: date
) -> None:
    last, last_day, before = world.sessions[place - 1], MEETINGS[place - 1], world.eves[place - 1]
    received = {key for key in eve if world.of_session[key] == last}
    earlier = {key for key in eve if key not in received and not eve[key].complaint}
    carried = {key for key in earlier if before[key].state not in DONE}
    again = {key for day, key in world.reopened if last_day <= day <= day_before} & earlier
    again |= {key for key in earlier - carried if eve[key].state not in DONE}
    told = last_session_report(world.case, world.sessions[place])
    assert told is not None
    assert (told.session_id, told.as_of) == (last, day_before)
    assert told.received == len(received)
    assert told.carried == len(carried)
    assert told.reopened == len(again - carried)
    reported = received | carried | again
    assert dict(told.fates) == Counter(fate_of(eve[key], day_before) for key in reported)
    assert told.total == sum(n for _fate, n in told.fates)
    query = IssueQuery(carried_to=world.sessions[place])
    assert told.open == len(IssueList(world.case).ids(query))


def test_what_the_report_of_a_session_to_come_says_is_what_is_now(tmp_path: Path):
    """It needs no session to have begun, and follows every act at once."""
    case = fresh_case(tmp_path / "data")
    series = add_series(case, SeriesDraft("Hằng tháng", Rhythm.MONTH))

    def meet(day: date | None) -> int:
        return add_session(case, SessionDraft("", "Hội nghị", planned_on=day, series_id=series))

    def raised(meeting: int | None, **more: bool) -> int:
        return intake.register_issue(case, IssueDraft("Mẫu", session_id=meeting, **more))

    first = meet(date(2026, 10, 1))
    issue = raised(first)
    raised(None)  # of no session
    raised(first, complaint=True)
    for following in (meet(date(2026, 12, 1)), meet(None)):
        assert list(IssueList(case).ids(IssueQuery(carried_to=following))) == [issue]
    told = last_session_report(case, first + 1)
    assert told is not None
    assert dict(told.fates) == {Fate.NOT_GIVEN: 1, Fate.COMPLAINT: 1}
    assert (told.total, told.open, told.as_of) == (2, 1, case.today())
    (row,) = IssueList(case).records([issue])
    assert row.carried_over == 1  # to the next one; nobody knows yet of that after it
    ending.close(case, seen(case, issue), Outcome.WITHDRAWN, case.today())
    assert list(IssueList(case).ids(IssueQuery(carried_to=first + 1))) == []
    (row,) = IssueList(case).records([issue])
    assert row.carried_over == 0
    act = last_act(case)
    assert act is not None
    undo(case, act.sequence)
    assert list(IssueList(case).ids(IssueQuery(carried_to=first + 1))) == [issue]
    case.store.close()


def test_no_session_of_another_series_or_of_none_is_followed(tmp_path: Path):
    case = fresh_case(tmp_path / "data")
    series = add_series(case, SeriesDraft("Hằng tháng", Rhythm.MONTH))
    other = add_series(case, SeriesDraft("Hằng quý"))
    sessions = [
        add_session(case, SessionDraft("", "Hội nghị", planned_on=date(2026, n, 1), series_id=key))
        for n, key in ((1, other), (2, None), (3, series))
    ]
    for meeting in sessions[:2]:
        intake.register_issue(case, IssueDraft("Mẫu", session_id=meeting))
    assert list(IssueList(case).ids(IssueQuery(carried_to=sessions[2]))) == []
    assert last_session_report(case, sessions[2]) is None
    assert last_session_report(case, sessions[1]) is None
    case.store.close()


BEGUN_ANEW = {
    Move.WAIT: lambda case, key, day: ending.wait_for_enterprise(
        case, seen(case, key), day, "bản vẽ"
    ),
    Move.ESCALATE: lambda case, key, day: ending.escalate(
        case, seen(case, key), ending.EscalationDraft(day, addressee="Bộ Mẫu")
    ),
    Move.PROMISE: lambda case, key, day: promises.promise(
        case, seen(case, key), promises.PromiseDraft("làm xong", "31/12/2026")
    ),
    Move.ASSIGN: lambda case, key, day: assigning.assign(
        case,
        seen(case, key),
        assigning.AssignmentDraft(
            find_body(case, "Phòng Kinh tế, Hạ tầng và Đô thị", day), due=assigning.Due(on=day)
        ),
        day,
    ),
}


def a_series_and_an_issue(case: Case, *days: date) -> tuple[list[int], int]:
    """A series with sessions on these days, and an issue of the first."""
    series = add_series(case, SeriesDraft("Hằng quý", Rhythm.QUARTER))
    sessions = [
        add_session(case, SessionDraft("", "Hội nghị", planned_on=day, series_id=series))
        for day in days
    ]
    issue = IssueDraft("Mẫu", session_id=sessions[0], received_on=days[0])
    return sessions, intake.register_issue(on_day(case, days[0]), issue)


@pytest.mark.parametrize("move", BEGUN_ANEW)
def test_what_was_answered_in_between_stood_on_no_agenda_then(tmp_path: Path, move: Move):
    """An answered issue that is begun anew later, in the same round, was not open meanwhile."""
    first, answered, between, anew, after = (date(2026, month, 2) for month in (3, 4, 5, 6, 7))
    case = fresh_case(tmp_path / "data")
    sessions, key = a_series_and_an_issue(case, first, between, after)
    form = answering.AnswerDraft(AnswerKind.IN_WRITING, "đã xem xét", answered)
    answering.answer(on_day(case, answered), [seen(case, key)], form)
    BEGUN_ANEW[move](on_day(case, anew), key, anew)
    agendas = [list(IssueList(case).ids(IssueQuery(carried_to=one))) for one in sessions[1:]]
    # a promise belongs to its answer: it was open all the time
    assert agendas == [[key] if move is Move.PROMISE else [], [key]]
    told = last_session_report(case, sessions[1])
    assert told is not None
    assert dict(told.fates) == {Fate.PROMISED if move is Move.PROMISE else Fate.ANSWERED: 1}
    (row,) = IssueList(case).records([key])
    assert row.carried_over == sum(map(len, agendas))
    case.store.close()


@pytest.mark.parametrize("again", [False, True])
def test_what_was_sent_up_and_never_came_back_was_open_until_it_ended(tmp_path: Path, again: bool):
    first, up, answered, between, ended, after = (date(2026, month, 2) for month in range(3, 9))
    case = fresh_case(tmp_path / "data")
    sessions, key = a_series_and_an_issue(case, first, between, after)
    ending.escalate(
        on_day(case, up), seen(case, key), ending.EscalationDraft(up, addressee="Bộ Mẫu")
    )
    form = answering.AnswerDraft(AnswerKind.IN_WRITING, "đã xem xét", answered)
    answering.answer(on_day(case, answered), [seen(case, key)], form)
    on_end = on_day(case, ended)
    ending.close(on_end, seen(case, key), Outcome.EXPLAINED, ended)
    if again:
        ending.reopen(on_end, seen(case, key), "chưa rõ", ended)
    agendas = [list(IssueList(case).ids(IssueQuery(carried_to=one))) for one in sessions[1:]]
    assert agendas == [[key], [key] if again else []]
    case.store.close()


@pytest.mark.parametrize("ended_first", [False, True])
@pytest.mark.parametrize("again", [False, True])
def test_what_is_followed_with_another_was_open_until_it_was(
    tmp_path: Path, ended_first: bool, again: bool
):
    """The answer to the other is older: on the agendas before that it stood open all the same."""
    first, answered, between, followed, after = (date(2026, month, 2) for month in range(3, 8))
    case = fresh_case(tmp_path / "data")
    sessions, key = a_series_and_an_issue(case, first, between, after)
    form = IssueDraft("Mẫu khác", session_id=sessions[0], received_on=first)
    original = intake.register_issue(on_day(case, first), form)
    said = answering.AnswerDraft(AnswerKind.IN_WRITING, "đã xem xét", answered)
    answering.answer(on_day(case, answered), [seen(case, original)], said)
    then = on_day(case, followed)

    def end() -> None:
        ending.close(then, seen(case, original), Outcome.EXPLAINED, followed)

    if ended_first:
        end()
    ending.mark_duplicate(then, seen(case, key), original, followed)
    if not ended_first:
        end()
    if again:
        ending.reopen(then, seen(case, key), "chưa rõ", followed)
    agendas = [list(IssueList(case).ids(IssueQuery(carried_to=one))) for one in sessions[1:]]
    assert agendas == [[key], [key] if again else []]
    told = last_session_report(case, sessions[1])
    assert told is not None
    assert dict(told.fates) == {Fate.NOT_GIVEN: 1, Fate.ANSWERED: 1}
    (row,) = IssueList(case).records([key])
    assert row.carried_over == sum(map(len, agendas))
    case.store.close()


def test_it_is_carried_over_to_the_next_session_not_to_all_that_are_planned(tmp_path: Path):
    days = [date(2026, month, 2) for month in range(3, 9)]
    case = fresh_case(tmp_path / "data")
    _sessions, key = a_series_and_an_issue(case, *days)

    def carried_over(on: date) -> int:
        (row,) = IssueList(on_day(case, on)).records([key])
        return row.carried_over

    assert carried_over(days[0]) == carried_over(days[1]) == 1
    assert carried_over(days[1] + timedelta(1)) == carried_over(days[2]) == 2
    assert carried_over(days[-1] + timedelta(40)) == 5
    ended = on_day(case, days[2])
    ending.close(ended, seen(case, key), Outcome.WITHDRAWN, days[2])
    assert carried_over(days[-1]) == 2
    case.store.close()
