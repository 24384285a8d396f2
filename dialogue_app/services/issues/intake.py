"""Issues taken in and corrected. What happens to them later stands in the modules beside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialogue_app.domain.codes import issue_code, parse_issue_code
from dialogue_app.domain.errors.base import ChangedElsewhere, Missing
from dialogue_app.domain.errors.enterprises import UnknownEnterprise
from dialogue_app.domain.errors.issues import NotYet, RaiserHasVerdict, TooEarly, UnknownIssue
from dialogue_app.domain.errors.sessions import UnknownSession
from dialogue_app.domain.life import Move, require
from dialogue_app.domain.people import Actor
from dialogue_app.domain.text import clean, clean_line, text_digest
from dialogue_app.domain.vocabulary import (
    AuthorityLevel,
    IssueKind,
    IssueState,
    Medium,
    Moment,
    RaiserKind,
)
from dialogue_app.i18n.formats import local, today
from dialogue_app.services.roles import EDIT_ISSUE, require_role
from dialogue_app.storage.engine import Store
from dialogue_app.storage.models import (
    DialogueSession,
    Enterprise,
    Issue,
    Raiser,
    RaiserMember,
    Verdict,
    Waiting,
)

_PLAIN_FIELDS = (
    "kind", "moment", "medium", "topic_id", "authority", "venue_id", "withhold_name",
    "name_when_transferring", "unsigned", "complaint", "promised_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RaiserForm:
    """Who raised an issue. Without `enterprise_id` the name stays as it is written.

    `id` is the raiser this is, where it stood in the issue before.
    """

    kind: RaiserKind
    enterprise_id: int | None = None
    written_name: str = ""
    speaker: str = ""
    members_count: int | None = None
    others_count: int | None = None
    others_text: str = ""
    member_ids: tuple[int, ...] = ()
    id: int | None = None


@dataclass(frozen=True, slots=True)
class IssueForm:
    """Everything typed of one issue."""

    text: str
    session_id: int | None = None
    kind: IssueKind = IssueKind.REQUEST
    moment: Moment = Moment.AT_MEETING
    medium: Medium = Medium.SPOKEN
    received_on: date | None = None
    raisers: tuple[RaiserForm, ...] = ()
    topic_id: int | None = None
    authority: AuthorityLevel = AuthorityLevel.UNKNOWN
    venue_id: int | None = None
    withhold_name: bool = False
    name_when_transferring: bool = False
    unsigned: bool = False
    complaint: bool = False
    number_elsewhere: str = ""
    promised_on: date | None = None
    note: str = ""


def register_issue(store: Store, actor: Actor, form: IssueForm) -> int:
    """Take in an issue and give it the next code of its year. Raises `Missing`, `UnknownCode`."""
    require_role(actor, EDIT_ISSUE, "register_issue")
    with store.writing(actor, "issue.register") as session:
        received = form.received_on or at_latest_today(session_day(session, form.session_id))
        if received > today():
            raise NotYet(received)
        return new_issue(session, form, received).id


def new_issue(session: Session, form: IssueForm, received: date) -> Issue:
    """The next issue of the year it was received in, inside a transaction."""
    issue = Issue(
        year=received.year,
        number=_next_number(session, received.year),
        received_on=received,
        text="",
        text_digest="",
    )
    fill_issue(session, issue, form)
    session.add(issue)
    session.flush()
    _fill_members(session, issue, form)
    return issue


def edit_issue(
    store: Store, actor: Actor, issue_id: int, form: IssueForm, expected_version: int
) -> None:
    """Correct an issue; what was typed here is no more overwritten by a workbook unasked.

    Raises `Missing`, `NotYet`, `UnknownCode`, `RaiserHasVerdict`, `ChangedElsewhere`,
    `MoveNotAllowed`.
    """
    require_role(actor, EDIT_ISSUE, "edit_issue")
    if form.received_on and form.received_on > today():
        raise NotYet(form.received_on)
    with store.writing(actor, "issue.edit") as session:
        issue = open_issue(session, issue_id, Move.EDIT, expected_version)
        before = _followed(issue)
        fill_issue(session, issue, form)
        if form.received_on:
            issue.received_on = form.received_on
        edited = {name for name, now in _followed(issue).items() if now != before[name]}
        issue.edited_fields = " ".join(sorted({*issue.edited_fields.split(), *edited}))
        session.flush()
        _fill_members(session, issue, form)


def _followed(issue: Issue) -> dict[str, object]:
    """What a workbook may say otherwise once it was edited here."""
    values = {
        name: getattr(issue, name) for name in ("text", "note", "received_on", *_PLAIN_FIELDS)
    }
    return {**values, "raisers": [_said_of(raiser) for raiser in issue.raisers]}


def raisers_as_written(written: str) -> tuple[RaiserForm, ...]:
    """Raisers typed as text: associations are told from names to be identified later."""
    from dialogue_app.exchange.raisers import parse_raisers

    return tuple(
        RaiserForm(
            one.kind if one.kind is RaiserKind.ASSOCIATION else RaiserKind.UNIDENTIFIED,
            written_name=one.name,
            members_count=one.members_count,
            others_count=one.others_count,
            others_text=one.others_text,
        )
        for one in parse_raisers(written)
    )


def at_latest_today(day: date) -> date:
    """The day, or today where it is still to come: nothing has happened on it yet."""
    return min(day, today())


def session_day(session: Session, session_id: int | None) -> date:
    """The day of a session, or today where there is none."""
    if session_id is None:
        return today()
    meeting = session.get(DialogueSession, session_id)
    if meeting is None:
        raise UnknownSession(str(session_id))
    if meeting.started_at is not None:
        return local(meeting.started_at).date()
    return meeting.planned_on or today()


def _next_number(session: Session, year: int) -> int:
    return (session.scalar(select(func.max(Issue.number)).where(Issue.year == year)) or 0) + 1


def open_issue(
    session: Session, issue_id: int, move: Move, expected_version: int | None = None
) -> Issue:
    """The issue, ready for the move.

    Raises `UnknownIssue`, `ChangedElsewhere` where its version is another than the expected one,
    and `MoveNotAllowed`.
    """
    issue = session.get(Issue, issue_id)
    if issue is None:
        raise UnknownIssue(str(issue_id))
    code = issue_code(issue.year, issue.number)
    if expected_version is not None and issue.version != expected_version:
        raise ChangedElsewhere("issue", code)
    require(code, issue.state, move)
    return issue


def require_happened(issue: Issue, day: date) -> None:
    """Raise `NotYet` for a day to come, `TooEarly` for one before the issue was received."""
    if day > today():
        raise NotYet(day)
    if day < issue.received_on:
        raise TooEarly(day, issue.received_on)


def end_waiting(session: Session, issue: Issue, on: date) -> None:
    """The issue waits for the enterprise no longer."""
    if issue.state is not IssueState.WAITING:
        return
    for waiting in session.scalars(
        select(Waiting).where(Waiting.issue_id == issue.id, Waiting.until.is_(None))
    ):
        waiting.until = on


def find_issue(store: Store, code: str) -> int:
    """The issue of that code, however it was typed; raises `UnknownIssue`."""
    parts = parse_issue_code(code)
    with store.reading() as session:
        found = parts and session.scalar(
            select(Issue.id).where(Issue.year == parts[0], Issue.number == parts[1])
        )
    if not found:
        raise UnknownIssue(code)
    return found


def current_form(session: Session, issue: Issue) -> IssueForm:
    """The issue as it would be typed."""
    return IssueForm(
        text=issue.text,
        session_id=issue.session_id,
        kind=issue.kind,
        moment=issue.moment,
        medium=issue.medium,
        received_on=issue.received_on,
        raisers=tuple(
            RaiserForm(
                one.kind, one.enterprise_id, one.written_name, one.speaker, one.members_count,
                one.others_count, one.others_text,
                tuple(session.scalars(
                    select(RaiserMember.enterprise_id).where(RaiserMember.raiser_id == one.id)
                )),
                one.id,
            )
            for one in issue.raisers
        ),
        topic_id=issue.topic_id,
        authority=issue.authority,
        venue_id=issue.venue_id,
        withhold_name=issue.withhold_name,
        name_when_transferring=issue.name_when_transferring,
        unsigned=issue.unsigned,
        complaint=issue.complaint,
        number_elsewhere=issue.number_elsewhere,
        promised_on=issue.promised_on,
        note=issue.note,
    )  # fmt: skip


def fill_issue(session: Session, issue: Issue, form: IssueForm) -> None:
    """Put what was typed into the issue's row. Raises `Missing`, `UnknownCode`."""
    text = clean(form.text)
    if not text:
        raise Missing("text")
    issue.text, issue.text_digest = text, text_digest(text)
    issue.session_id = form.session_id
    issue.number_elsewhere, issue.note = clean_line(form.number_elsewhere), clean(form.note)
    for name in _PLAIN_FIELDS:
        setattr(issue, name, getattr(form, name))
    _fill_raisers(session, issue, form.raisers)


def _fill_raisers(session: Session, issue: Issue, forms: Sequence[RaiserForm]) -> None:
    """Rows keep standing for the raisers they are: opinions of the answer hang on them.

    A new form takes the place of a raiser that was not identified yet: it now is.
    """
    left = list(issue.raisers)
    rows = [_take_same(left, form) for form in forms]
    for place, form in enumerate(forms):
        if rows[place] is None and form.enterprise_id is not None:
            rows[place] = _take(left, lambda one: one.kind is RaiserKind.UNIDENTIFIED)
    for gone in left:
        _require_no_verdict(session, gone)
        _name_members(session, gone, ())
    if left:
        session.flush()  # members go before the raisers they belong to
    kept = []
    for position, (row, form) in enumerate(zip(rows, forms, strict=True)):
        raiser = row or Raiser()
        _fill_raiser(session, raiser, position, form)
        kept.append(raiser)
    if issue.raisers != kept:
        issue.raisers = kept


def _take_same(left: list[Raiser], form: RaiserForm) -> Raiser | None:
    by_id = _take(left, lambda one: one.id is not None and one.id == form.id)
    said = (form.kind, form.enterprise_id, clean_line(form.written_name))
    return by_id or _take(left, lambda one: (one.kind, one.enterprise_id, one.written_name) == said)


def _take(left: list[Raiser], fits: Callable[[Raiser], bool]) -> Raiser | None:
    found = next(filter(fits, left), None)
    if found is not None:
        left.remove(found)
    return found


def _require_no_verdict(session: Session, raiser: Raiser) -> None:
    if raiser.id is not None and session.scalar(
        select(Verdict.id).where(Verdict.raiser_id == raiser.id).limit(1)
    ):
        known = session.get(Enterprise, raiser.enterprise_id) if raiser.enterprise_id else None
        raise RaiserHasVerdict(known.name if known else raiser.written_name)


_RAISER_FIELDS = (
    "kind", "enterprise_id", "written_name", "speaker", "members_count", "others_count",
    "others_text",
)  # fmt: skip


def _said_of(raiser: Raiser) -> tuple[object, ...]:
    return tuple(getattr(raiser, name) for name in _RAISER_FIELDS)


def _fill_raiser(session: Session, row: Raiser, position: int, form: RaiserForm) -> None:
    if form.enterprise_id is not None and session.get(Enterprise, form.enterprise_id) is None:
        raise UnknownEnterprise(str(form.enterprise_id))
    row.position, row.kind, row.enterprise_id = position, form.kind, form.enterprise_id
    row.written_name, row.speaker = clean_line(form.written_name), clean_line(form.speaker)
    row.members_count, row.others_count = form.members_count, form.others_count
    row.others_text = clean_line(form.others_text)


def _fill_members(session: Session, issue: Issue, form: IssueForm) -> None:
    """The members each association speaks for, by name, once its row stands."""
    for raiser, one in zip(issue.raisers, form.raisers, strict=True):
        if raiser.kind is RaiserKind.ASSOCIATION:
            _name_members(session, raiser, one.member_ids)


def _name_members(session: Session, raiser: Raiser, member_ids: Sequence[int]) -> None:
    known = session.scalars(select(RaiserMember).where(RaiserMember.raiser_id == raiser.id)).all()
    for member in known:
        if member.enterprise_id not in member_ids:
            session.delete(member)
    for new in set(member_ids) - {member.enterprise_id for member in known}:
        session.add(RaiserMember(raiser_id=raiser.id, enterprise_id=new))
