"""Dialogue sessions: added, edited, shown with what each still lacks."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.errors.base import Invalid
from dialogue_app.domain.errors.sessions import (
    EndsBeforeStart,
    MorePresentThanInvited,
    SessionCodeTaken,
    UnknownSession,
    VenueInUse,
)
from dialogue_app.domain.fields.facts import cleaned, fill, read
from dialogue_app.domain.fields.sessions import (
    ParticipantDraft,
    SessionDraft,
    SpeechDraft,
    VenueDraft,
    folded_code,
    points_of,
)
from dialogue_app.domain.series import LastSessionReport
from dialogue_app.domain.text import clean, clean_line, fold
from dialogue_app.domain.vocabulary import (
    AgendaKind,
    SessionGap,
)
from dialogue_app.i18n import N_
from dialogue_app.i18n.formats import local
from dialogue_app.services.agency.reference import Choice
from dialogue_app.services.case import Case, OpenCase, SeenDraft, merged, use_case
from dialogue_app.services.people import known_staff
from dialogue_app.services.roles import EDIT_SESSION
from dialogue_app.services.series.editing import require_running, running_series
from dialogue_app.services.series.proposing import next_code
from dialogue_app.services.series.report import report_to
from dialogue_app.services.sessions.away import Away, carried_code, copies_away
from dialogue_app.services.sessions.duties import SessionDutyRow, session_duties
from dialogue_app.services.sessions.gaps import session_gaps
from dialogue_app.services.sessions.lists import SESSIONS, SessionRow
from dialogue_app.storage.models.issues import Issue
from dialogue_app.storage.models.sessions import (
    AgendaItem,
    DialogueSession,
    Participant,
    Statement,
    Venue,
)
from dialogue_app.storage.working_days import calendar_of

LONGEST_CODE = 32
# Where the history has what a field lists; speeches and directions are wholes of their own.
PARTS = {"venues": ("venue",), "participants": ("participant",)}


@dataclass(frozen=True, slots=True)
class SessionDetail:
    """One session whole, with what it lacks and how many issues each gap counts."""

    id: int
    version: int
    form: SessionDraft
    row: SessionRow
    gaps: tuple[tuple[SessionGap, int], ...]
    sample: bool
    away: tuple[Away, ...]  # the copies of it that are out
    carried: str  # the session this register is a travelling copy of; empty for an office's
    duties: tuple[SessionDutyRow, ...]  # what is to be done around it, in the order of the days
    offered_series: tuple[Choice, ...]  # those it may belong to
    report: LastSessionReport | None  # on the last session of its series, which opens this one

    @property
    def carried_over(self) -> int:
        """How many open issues of earlier sessions stand on its agenda."""
        return self.report.open if self.report else 0


@use_case("session.add", EDIT_SESSION, N_("added it"))
def add_session(case: OpenCase, form: SessionDraft, *, sample: bool = False) -> int:
    """Add a session; one without a code gets the next of its year.

    Raises `Missing`, `SessionCodeTaken`, `EndsBeforeStart`, `MorePresentThanInvited`, `Invalid`,
    `SeriesOver`.
    """
    session = case.session
    if not clean_line(form.code):
        started_on = local(form.started_at).date() if form.started_at else None
        day = form.planned_on or started_on or case.today()
        form = replace(form, code=next_code(session, day))
    row = DialogueSession(sample=sample)
    _fill(session, row, form)
    session.add(row)
    session.flush()
    return row.id


@use_case("session.edit", EDIT_SESSION, N_("changed it"), undoable=True)
def edit_session(case: OpenCase, seen: SeenDraft[SessionDraft], form: SessionDraft) -> None:
    """Change a session.

    Raises `UnknownSession`, `VenueInUse`, what `add_session` raises, and `EditConflict` where
    somebody else changed the same fields after it was read.
    """
    row = case.session.get(DialogueSession, seen.id)
    if row is None:
        raise UnknownSession(str(seen.id))
    now = _current_draft(row)
    form = merged(case.session, "session", row.version, seen, now, form, PARTS)
    _fill(case.session, row, form)


def _fill(session: Session, row: DialogueSession, form: SessionDraft) -> None:
    form = cleaned(replace(form, conclusions=points_of(form.conclusions)))
    _check(session, row, form)
    fill(row, form, but=("name",))
    row.name = "\n".join(filter(None, form.name.split("\n")))  # with the breaks papers keep
    row.shadow()
    require_running(session, row.series_id, row.day)
    _fill_venues(session, row, form)
    _fill_participants(session, row, form)
    _fill_agenda(session, row, form)


def _check(session: Session, row: DialogueSession, form: SessionDraft) -> None:
    if len(form.code) > LONGEST_CODE:
        raise Invalid("code", form.code)
    if form.started_at and form.ended_at and form.ended_at < form.started_at:
        raise EndsBeforeStart(form.started_at)
    if None not in (form.invited_count, form.present_count) and (
        (form.present_count or 0) > (form.invited_count or 0)
    ):
        raise MorePresentThanInvited(str(form.present_count))
    with session.no_autoflush:
        holder = session.scalar(
            select(DialogueSession.id).where(DialogueSession.code_folded == folded_code(form.code))
        )
        if holder is not None and holder != row.id:
            raise SessionCodeTaken(form.code)


def _fill_participants(session: Session, row: DialogueSession, form: SessionDraft) -> None:
    named = [
        (typed.role, typed.person, clean_line(typed.note))
        for typed in form.participants
        if typed.person.written
    ]
    if [(known.role, known.person, known.note) for known in row.participants] != named:
        people = known_staff(session, [person for _role, person, _note in named])
        row.participants = [
            Participant(position=position, role=role, person=person, note=note)
            for position, ((role, _typed, note), person) in enumerate(
                zip(named, people, strict=True)
            )
        ]


def _fill_venues(session: Session, row: DialogueSession, form: SessionDraft) -> None:
    """Venues keep their rows by name, because issues point at them. Raises `VenueInUse`."""
    known = {fold(venue.name): venue for venue in row.venues}
    venues = []
    for position, typed in enumerate(form.venues):
        if name := clean_line(typed.name):
            venue = known.get(fold(name)) or Venue(name=name)
            venue.name, venue.position, venue.present_count = name, position, typed.present_count
            venues.append(venue)
    gone = [venue for venue in row.venues if venue not in venues]
    for venue in gone:
        if session.scalar(select(Issue.id).where(Issue.venue_id == venue.id).limit(1)):
            raise VenueInUse(venue.name)
    row.venues = venues


def _fill_agenda(session: Session, row: DialogueSession, form: SessionDraft) -> None:
    _fill_speeches(session, row, AgendaKind.OPENING, form.opening)
    _fill_speeches(session, row, AgendaKind.REPORT, form.reports)
    conclusions = tuple(SpeechDraft(text=text) for text in form.conclusions)
    _fill_speeches(session, row, AgendaKind.CONCLUSION, conclusions)


def _fill_speeches(
    session: Session, row: DialogueSession, kind: AgendaKind, speeches: tuple[SpeechDraft, ...]
) -> None:
    said = [
        (speech.speaker, text)
        for speech in speeches
        if (text := clean(speech.text)) or speech.speaker.written
    ]
    item = next((item for item in row.agenda if item.kind is kind), None)
    if item is None and said:
        item = AgendaItem(kind=kind, position=list(AgendaKind).index(kind))
        row.agenda.append(item)
    if (
        item is not None
        and [(statement.person, statement.text) for statement in item.statements] != said
    ):
        people = known_staff(session, [speaker for speaker, _text in said])
        item.statements = [
            Statement(position=position, person=person, text=text)
            for position, (person, (_speaker, text)) in enumerate(zip(people, said, strict=True))
        ]


def venues_of(case: Case, session_id: int | None) -> list[Choice]:
    """The further venues of a session, in their order; none without one."""
    with case.reading() as session:
        rows = select(Venue.id, Venue.name).where(Venue.session_id == session_id)
        return [Choice(*row) for row in session.execute(rows.order_by(Venue.position))]


def session_detail(case: Case, session_id: int) -> SessionDetail:
    """One session whole; raises `UnknownSession`."""
    with case.reading() as session:
        row = session.get(DialogueSession, session_id)
        if row is None:
            raise UnknownSession(str(session_id))
        (shown,) = SESSIONS.read(session, [session_id], case.today())
        gaps = tuple(session_gaps(session, row, shown))
        return SessionDetail(
            row.id,
            row.version,
            _current_draft(row),
            shown,
            gaps,
            row.sample,
            copies_away(session, row.id),
            carried_code(session) or "",
            session_duties(session, row, shown, calendar_of(session)),
            tuple(running_series(case)),
            report_to(session, row, case.today()),
        )


def _current_draft(row: DialogueSession) -> SessionDraft:
    def said(kind: AgendaKind) -> tuple[SpeechDraft, ...]:
        items = (item for item in row.agenda if item.kind is kind)
        return tuple(
            SpeechDraft(statement.person, statement.text)
            for item in items
            for statement in item.statements
        )

    return read(
        SessionDraft,
        row,
        venues=tuple(VenueDraft(venue.name, venue.present_count) for venue in row.venues),
        participants=tuple(
            ParticipantDraft(participant.role, participant.person, participant.note)
            for participant in row.participants
        ),
        opening=said(AgendaKind.OPENING),
        reports=said(AgendaKind.REPORT),
        conclusions=tuple(speech.text for speech in said(AgendaKind.CONCLUSION)),
    )
