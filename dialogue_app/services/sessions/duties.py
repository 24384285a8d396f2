"""What is to be done around a session, by which day, and what of it was done.

The days come from its series. Under the law they stand until they are kept; all others are
proposals, of which nobody is reminded any more a month after their day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import and_, exists, select
from sqlalchemy.orm import Session

from dialogue_app.domain.calendar import Calendar
from dialogue_app.domain.errors.sessions import UnknownSession
from dialogue_app.domain.fields.facts import read
from dialogue_app.domain.fields.series import DAYS_OF, SeriesDraft
from dialogue_app.domain.series import BY_LAW, Duty, SeriesBasis, duty_day
from dialogue_app.domain.vocabulary import ContactPurpose
from dialogue_app.i18n import N_
from dialogue_app.services.case import OpenCase, Seen, require_seen, use_case
from dialogue_app.services.issues.moving import require_past
from dialogue_app.services.issues.standing import TO_TELL
from dialogue_app.services.roles import EDIT_SESSION
from dialogue_app.services.sessions.lists import SessionRow
from dialogue_app.storage.models.contacts import Contact
from dialogue_app.storage.models.issue_course import AnswerIssue
from dialogue_app.storage.models.issues import Issue, Raiser
from dialogue_app.storage.models.sessions import DialogueSession, Series, SessionDuty

PROPOSED_FOR = timedelta(days=30)  # after its day a proposal nobody took up is silent


@dataclass(frozen=True, slots=True)
class SessionDutyRow:
    """One thing to be done.

    `by_law`: its day is the law's, else a proposal. `is_done`: somebody said so, on `done_on` or
    that it is not needed; or the register shows it: all letters are sent, everybody was told.
    """

    duty: Duty
    due_on: date
    by_law: bool
    is_done: bool
    done_on: date | None = None

    def days_late(self, today: date) -> int:
        """How many days it is late, from the day after its day on; 0 in time."""
        return 0 if self.is_done else max((today - self.due_on).days, 0)

    def is_named(self, today: date) -> bool:
        """Whether somebody is to be reminded of it."""
        return not self.is_done and (self.by_law or today <= self.due_on + PROPOSED_FOR)


def session_duties(
    session: Session, meeting: DialogueSession, counted: SessionRow, calendar: Calendar
) -> tuple[SessionDutyRow, ...]:
    """All that is to be done around a session, in the order of the days; nothing without a day."""
    if meeting.day is None:
        return ()
    series = session.get(Series, meeting.series_id) if meeting.series_id is not None else None
    plan = read(SeriesDraft, series) if series else SeriesDraft("")
    noted = {
        row.duty: row.done_on
        for row in session.scalars(select(SessionDuty).where(SessionDuty.session_id == meeting.id))
    }
    shown = set(_shown_by_the_register(session, counted))
    rows = [
        SessionDutyRow(
            duty,
            duty_day(calendar, duty, meeting.day, days),
            plan.basis is SeriesBasis.LAW and duty in BY_LAW,
            duty in noted or duty in shown,
            noted.get(duty),
        )
        for duty in Duty
        if (days := getattr(plan, DAYS_OF[duty])) is not None
    ]
    return tuple(sorted(rows, key=lambda row: row.due_on))


def _shown_by_the_register(session: Session, counted: SessionRow) -> Iterator[Duty]:
    """What needs nobody's word that it was done; a session without issues shows nothing."""
    if not counted.issue_count:
        return
    of_session = select(Issue.id).where(Issue.session_id == counted.id)
    if not counted.not_given_count and not counted.not_sent_count:
        yield Duty.LETTERS
        if session.scalar(of_session.where(TO_TELL).limit(1)) is None:
            yield Duty.TOLD
    if session.scalar(of_session.where(_WITHOUT_A_WORD).limit(1)) is None:
        yield Duty.WORD


_TOLD = exists().where(
    Contact.raiser_id == Raiser.id,
    Contact.purpose.in_([ContactPurpose.TOLD_WHERE, ContactPurpose.TOLD_ANSWER]),
)
# No answer yet, and one who raised it was told nothing of where it stands.
_WITHOUT_A_WORD = and_(
    Issue.done_on.is_(None),
    Issue.complaint.is_(False),
    ~exists().where(AnswerIssue.issue_id == Issue.id),
    exists().where(Raiser.issue_id == Issue.id, ~_TOLD),
)


@use_case("session.duty", EDIT_SESSION, N_("noted what was done around it"), undoable=True)
def note_duty(case: OpenCase, seen: Seen, duty: Duty, done_on: date | None) -> None:
    """Note that something was done on a day; without one, that it is not needed here.

    Raises `UnknownSession`, `ChangedSince`, `NotYet`.
    """
    meeting = case.session.get(DialogueSession, seen.id)
    if meeting is None:
        raise UnknownSession(str(seen.id))
    require_seen(case.session, meeting.version, seen, meeting.code)
    if done_on is not None:
        require_past(case, done_on)
    known = select(SessionDuty).where(
        SessionDuty.session_id == meeting.id, SessionDuty.duty == duty
    )
    row = case.session.scalar(known) or SessionDuty(session_id=meeting.id, duty=duty)
    row.done_on = done_on
    case.session.add(row)
