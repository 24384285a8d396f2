"""A made-up half-year of an office: meetings, issues, bodies, what is done day by day.

It goes through the services alone; what lists and the first page count in SQL is compared with
`tests.slow_count` again and again.

python -m tests.half_year [SEED]
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TypeVar

from dialogue_app.domain.calendar import CalendarDay, DayKind
from dialogue_app.domain.errors.base import DialogueError
from dialogue_app.domain.fields.bodies import BodyDraft
from dialogue_app.domain.fields.issues import IssueDraft, RaiserDraft
from dialogue_app.domain.fields.series import SeriesDraft
from dialogue_app.domain.fields.sessions import SessionDraft
from dialogue_app.domain.life import Move
from dialogue_app.domain.series import Rhythm
from dialogue_app.domain.vocabulary import (
    AnswerKind,
    AssignmentState,
    Outcome,
    PromiseState,
    RaiserKind,
    Relation,
    Standing,
    VerdictLevel,
    View,
)
from dialogue_app.services.bodies.editing import add_body, body_detail, edit_body
from dialogue_app.services.calendar.changing import change_days
from dialogue_app.services.calendar.moving import move_dues, moved_dues
from dialogue_app.services.case import Case
from dialogue_app.services.checking import check
from dialogue_app.services.issues import (
    answering,
    assigning,
    ending,
    extending,
    grouping,
    promises,
    sending,
)
from dialogue_app.services.issues.body_calls import calls_to_bodies
from dialogue_app.services.issues.calls import CallList, CallQuery
from dialogue_app.services.issues.contacting import ContactDraft, remind, tell
from dialogue_app.services.issues.detail import IssueDetail, issue_detail
from dialogue_app.services.issues.grouping import with_similar
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.issues.lists import IssueList, IssueQuery, seen_issues
from dialogue_app.services.issues.owed import Owing
from dialogue_app.services.issues.views import AssignmentView
from dialogue_app.services.overview.today import TO_DO, today
from dialogue_app.services.overview.units import other_bodies, own_units
from dialogue_app.services.series.editing import add_series
from dialogue_app.services.series.report import last_session_report
from dialogue_app.services.sessions.editing import add_session
from dialogue_app.services.sessions.lists import SessionList, SessionQuery, SessionRow
from tests.services.conftest import on_day
from tests.slow_count import counted
from tests.template import fresh_case

BEGIN = date(2026, 1, 5)
_OPEN_BODIES = 18  # beside those that are merged


@dataclass
class Office:
    """The office on a day, with what it has to do with."""

    case: Case
    random: Random
    series_id: int
    bodies: list[int] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)  # acts that could not be, by their error
    done: Counter[Move] = field(default_factory=Counter)
    # by session, what was open of earlier ones on its morning
    agendas: dict[int, set[int]] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return self.case.today()

    def go_to(self, day: date) -> None:
        self.case = on_day(self.case, day)


def half_year(folder: Path, *, meetings: int, issues: int, seed: int) -> Iterator[Office]:
    """Live through it; gives the office after each meeting and at the end of the month after it."""
    case = on_day(fresh_case(folder), BEGIN)
    office = Office(case, Random(seed), add_series(case, SeriesDraft("Định kỳ", Rhythm.MONTH)))
    office.bodies = [_body(case, n) for n in range(_OPEN_BODIES + 2)]
    for month in range(meetings):
        day = date(2026, 1 + month, 15)
        office.go_to(day)
        _hold(office, month, day, issues // meetings)
        yield office
        if month in (1, 4):
            _change_calendar(office, date(2026, 1 + month, 20))
        if month == meetings // 2:
            _merge_two(office)
        for days in (3, 8, 14):
            office.go_to(day + timedelta(days))
            _work(office)
        yield office


def _body(case: Case, n: int) -> int:
    relation = (Relation.OWN, Relation.LOCAL, Relation.SUPERIOR, Relation.OTHER)[n % 4]
    return add_body(case, BodyDraft(f"Cơ quan mẫu số {n:02}", relation=relation))


def _hold(office: Office, month: int, day: date, issues: int) -> None:
    """A meeting at which issues are raised; each is answered, proposed or left."""
    draft = SessionDraft(
        code=f"2026-T{month + 1}", name=f"Hội nghị tháng {month + 1} năm 2026", planned_on=day,
        series_id=office.series_id,
    )  # fmt: skip
    still_open = counted(office.case).open_of
    session_id = add_session(office.case, draft)
    office.agendas[session_id] = {key for keys in still_open.values() for key in keys}
    for n in range(issues):
        raiser = RaiserDraft(RaiserKind.UNIDENTIFIED, written_name=f"Hộ mẫu {n}")
        complaint = office.random.random() < 0.04
        form = IssueDraft(
            f"Đề nghị xem xét việc số {n} của tháng {month + 1}", session_id, received_on=day,
            raisers=(raiser,), complaint=complaint,
        )  # fmt: skip
        register_issue(office.case, form)


def _change_calendar(office: Office, day: date) -> None:
    """A day off nobody knew of; the dates it moves are moved."""
    while office.case.calendar().kind(day) is not DayKind.WORKING:
        day += timedelta(1)
    change_days(office.case, [CalendarDay(day, DayKind.SWAPPED_REST, "Nghỉ mẫu", "Thông báo mẫu")])
    move_dues(office.case, moved_dues(office.case))
    assert moved_dues(office.case) == []


def _merge_two(office: Office) -> None:
    """Two bodies end, a third follows them."""
    following = office.bodies[0]
    for key in office.bodies[-2:]:
        read = body_detail(office.case, key)
        ended = replace(read.draft, valid_to=office.today, successor_ids=(following,))
        edit_body(office.case, read, ended)
    office.bodies = office.bodies[:-2]


class _NotNow(Exception):
    """Its state allows an act for which there is no occasion."""


T = TypeVar("T")


def _first(found: Iterable[T]) -> T:
    for one in found:
        return one
    raise _NotNow


# A day's work -----------------------------------------------------------------------------------


def _work(office: Office) -> None:
    """One thing is done with most issues, whatever their state allows."""
    keys = IssueList(office.case).ids(IssueQuery())
    for key in [key for key in keys if office.random.random() < 0.8]:
        detail = issue_detail(office.case, key)
        moves = sorted(detail.moves & _ACTS.keys())
        if moves:
            move = office.random.choice(moves)
            try:
                _ACTS[move](office, detail)
                office.done[move] += 1
            except _NotNow:
                continue
            except DialogueError as error:  # said in words, and nothing was written
                office.refused[type(error).__name__] += 1


def _assign(office: Office, detail: IssueDetail) -> None:
    days = office.random.randint(1, 15)
    typed = office.today + timedelta(office.random.randint(1, 20))
    due = office.random.choice([assigning.Due(working_days=days), assigning.Due(on=typed)])
    body = office.random.choice(office.bodies)
    assigning.assign(
        office.case, detail.seen, assigning.AssignmentDraft(body, due=due), office.today
    )


def _send(office: Office, detail: IssueDetail) -> None:
    body = _first(part.body_id for part in detail.assignments if part.was_never_sent)
    sending.record_sent(office.case, detail.seen, body, sending.SendingDraft(office.today))


def _given(detail: IssueDetail) -> list[AssignmentView]:
    return [part for part in detail.assignments if part.state is AssignmentState.GIVEN]


def _with_body(detail: IssueDetail) -> int | None:
    return next((part.body_id for part in _given(detail)), None)


def _answer(office: Office, detail: IssueDetail) -> None:
    promise = (
        promises.PromiseDraft("Sẽ làm xong", "tháng 7") if office.random.random() < 0.3 else None
    )
    form = answering.AnswerDraft(
        AnswerKind.IN_WRITING, "Đã xem xét.", office.today, body_id=_with_body(detail),
        settles=office.random.random() < 0.8, promise=promise,
    )  # fmt: skip
    alike = with_similar(office.case, [detail.id])
    answering.answer(office.case, seen_issues(office.case, alike), form)


def _extend(office: Office, detail: IssueDetail) -> None:
    part = _first(p for p in detail.assignments if p.state is AssignmentState.GIVEN and p.due_on)
    assert part.due_on is not None
    later = assigning.Due(on=part.due_on + timedelta(office.random.randint(1, 10)))
    form = extending.ExtensionDraft(later, "đo đạc lại", office.today)
    extending.extend(office.case, detail.seen, part.body_id, form)
    again = issue_detail(office.case, detail.id)
    kept = next(p for p in again.assignments if p.id == part.id)
    assert kept.due_on is not None
    assert (kept.due_on > part.due_on, kept.original_due_on) == (True, part.original_due_on)


def _return(office: Office, detail: IssueDetail) -> None:
    body = _first(part.body_id for part in _given(detail))
    assigning.return_issue(office.case, detail.seen, body, office.today, "không thuộc thẩm quyền")


def _keep(office: Office, detail: IssueDetail) -> None:
    still_open = _first(one for one in detail.promises if one.state is PromiseState.OPEN)
    promises.keep(office.case, detail.seen, still_open.id, office.today, "đã làm")


def _escalate(office: Office, detail: IssueDetail) -> None:
    form = ending.EscalationDraft(office.today, addressee="Bộ mẫu")
    ending.escalate(office.case, detail.seen, form)


def _judge(office: Office, detail: IssueDetail) -> None:
    level = office.random.choice(list(VerdictLevel))
    ending.record_verdict(office.case, detail.seen, detail.raisers[0].id, level, office.today)


def _close(office: Office, detail: IssueDetail) -> None:
    outcome = office.random.choice(detail.outcomes or (Outcome.WITHDRAWN,))
    ending.close(office.case, detail.seen, outcome, office.today, "đã rõ")


def _remind(office: Office, detail: IssueDetail) -> None:
    body = _first(part.body_id for part in _given(detail))
    remind(office.case, [detail.seen], Owing(body), ContactDraft(office.today))


def _other(office: Office, detail: IssueDetail, move: Move) -> IssueDetail:
    """Another issue of its session that allows the move."""
    ids = IssueList(office.case).ids(IssueQuery(session_id=detail.form.session_id))
    others = [key for key in ids if key != detail.id]
    return _first(
        one
        for key in office.random.sample(others, min(5, len(others)))
        if move in (one := issue_detail(office.case, key)).moves
    )


def _duplicate(office: Office, detail: IssueDetail) -> None:
    original = _other(office, detail, Move.EDIT)
    ending.mark_duplicate(office.case, detail.seen, original.id, office.today)


def _group(office: Office, detail: IssueDetail) -> None:
    grouping.group(office.case, [detail.seen, _other(office, detail, Move.GROUP).seen])


_ACTS: dict[Move, Callable[[Office, IssueDetail], object]] = {
    Move.ASSIGN: _assign,
    Move.SEND: _send,
    Move.ANSWER: _answer,
    Move.EXTEND: _extend,
    Move.RETURN: _return,
    Move.KEEP: _keep,
    Move.ESCALATE: _escalate,
    Move.CAME_BACK: lambda office, detail: ending.came_back(office.case, detail.seen, office.today),
    Move.WAIT: lambda office, detail: ending.wait_for_enterprise(
        office.case,
        detail.seen,
        office.today,
        "bản vẽ",
        stops_clock=office.random.random() < 0.5,
    ),
    Move.RESUME: lambda office, detail: ending.resume(office.case, detail.seen),
    Move.VERDICT: _judge,
    Move.CLOSE: _close,
    Move.REOPEN: lambda office, detail: ending.reopen(office.case, detail.seen, "chưa đúng ý"),
    Move.MARK_DUPLICATE: _duplicate,
    Move.GROUP: _group,
    Move.UNGROUP: lambda office, detail: grouping.ungroup(office.case, [detail.seen]),
    Move.REMIND: _remind,
    Move.TELL: lambda office, detail: tell(office.case, [detail.seen], ContactDraft(office.today)),
}


# What is counted -------------------------------------------------------------------------------


def assert_counts_agree(office: Office) -> None:
    """Sessions, first page, bodies and agendas tell what a slow count finds."""
    slow = counted(office.case)
    for row in session_rows(office):
        told = {one: row.standing(one) for one in Standing}
        assert told == {one: slow.sessions[row.id][one] for one in Standing}, row.code
        assert sum(told.values()) == row.issue_count
        report = last_session_report(office.case, row.id)
        if report is not None:
            assert sum(n for _fate, n in report.fates) == report.total
        carried = IssueList(office.case).ids(IssueQuery(carried_to=row.id))
        assert set(carried) == office.agendas[row.id], row.code
    first_page = today(office.case)
    assert first_page.counts == {view: slow.views[view] for view in TO_DO}
    assert first_page.known == slow.views[View.ALL]
    units = {unit.id: (unit.in_hand, unit.overdue) for unit in own_units(office.case)}
    for key, (in_hand, late) in units.items():
        assert (in_hand, late) == (slow.in_hand[key], slow.late[key])
    assert sum(in_hand for in_hand, _late in units.values()) == sum(
        n for key, n in slow.in_hand.items() if key in units
    )
    for unit in own_units(office.case):
        shares = tuple((n[True], n.total()) for n in slow.in_time[unit.id])
        assert (unit.in_time_first, unit.in_time) == shares, unit.name
    assert {one.id: one.waiting for one in other_bodies(office.case)} == slow.owed
    _assert_calls_agree(office.case)


def _assert_calls_agree(case: Case) -> None:
    """The list of calls counts what the groups behind it hold, read issue by issue."""
    called = [row.call for row in CallList(case).first_page(CallQuery())[0]]
    told = [(call.name, call.n, call.promised, call.purpose, call.reminded_on) for call in called]
    assert told == [
        (
            group.name,
            len(group.issues),
            len(group.promises),
            group.purpose,
            max(filter(None, (one.reminded.on for one in group.things)), default=None),
        )
        for group in calls_to_bodies(case)
    ]


def session_rows(office: Office) -> list[SessionRow]:
    sessions = SessionList(office.case)
    return sessions.records(sessions.ids(SessionQuery()))


def live_through(
    folder: Path,
    *,
    meetings: int,
    issues: int,
    seed: int,
    told: Callable[[str], object] = lambda _line: None,
) -> Office:
    """Live through it, counting slowly again and again; at the end the data are sound."""
    office = None
    for office in half_year(folder, meetings=meetings, issues=issues, seed=seed):
        assert_counts_agree(office)
        told(f"{office.today}: {sum(office.done.values())} acts, all counts agree")
    assert office is not None
    assert check(office.case).sound
    office.case.store.close()
    return office


def main() -> None:
    """Six meetings, 800 issues, 20 bodies, two of them merged, a calendar that changes twice."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    with TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        office = live_through(data, meetings=6, issues=800, seed=seed, told=print)
    print(f"seed {seed}: {dict(office.done)}; refused in words: {dict(office.refused)}")


if __name__ == "__main__":
    main()
