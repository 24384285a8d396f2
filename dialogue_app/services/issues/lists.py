"""Lists of issues: what they are made of, their columns, their named views."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sqlalchemy import Select, exists, func, select, true
from sqlalchemy.orm import Session

from dialogue_app.domain.codes import issue_code
from dialogue_app.domain.errors.issues import UnknownIssue
from dialogue_app.domain.life import NOT_BEGUN
from dialogue_app.domain.personal_numbers import mask_persons
from dialogue_app.domain.series import ReportPart
from dialogue_app.domain.text import proper_name_first
from dialogue_app.domain.vocabulary import (
    AuthorityLevel,
    IssueKind,
    IssueState,
    Medium,
    Moment,
    Outcome,
    Punctuality,
    RaiserKind,
    Relation,
    SessionGap,
    Standing,
    View,
)
from dialogue_app.i18n import N_, _, ngettext
from dialogue_app.services.case import Case, Seen
from dialogue_app.services.issues.beside import (
    CAME_BACK,
    LAST_CONTACT_ON,
    LETTERS,
    SAID_AT_MEETING,
    SUPPORTING,
    WAITS_FOR,
    joined,
    of_lead,
    one,
)
from dialogue_app.services.issues.carried import carried_to, sessions_it_stood_on
from dialogue_app.services.issues.due_words import due_chip, due_text, waiting_words
from dialogue_app.services.issues.promise_columns import PROMISED, PROMISED_FOR, PROMISES_STATE
from dialogue_app.services.issues.punctuality import Limit, in_time, punctuality
from dialogue_app.services.issues.standing import (
    IN_GAP,
    LATE,
    NOT_ELSEWHERE,
    PROMISE_PASSED,
    TO_ASK,
    TO_TELL,
    WAITING_FOR_OTHERS,
    in_hand_of,
    is_in,
    late_at,
    of_body,
    owed_by,
    stands,
    waited_for_days,
)
from dialogue_app.services.issues.words import state_chip
from dialogue_app.services.lists import (
    TODAY,
    WEEK_END,
    Column,
    Condition,
    Listing,
    Made,
    NamedView,
    Query,
    RecordList,
    lines_of,
    or_empty,
)
from dialogue_app.storage import search
from dialogue_app.storage.chunks import among, chunks
from dialogue_app.storage.models.issues import Assignment, Issue, Raiser
from dialogue_app.storage.models.people import Body
from dialogue_app.storage.models.reference import Topic
from dialogue_app.storage.models.sessions import DialogueSession, Venue
from dialogue_app.storage.working_days import number_of

_SHOWN_TEXT = 200  # characters of an issue a list needs
_NUMBER = 80  # more are read, so that no number of a person is cut before it is masked


BEGINNING = func.substr(Issue.text, 1, _SHOWN_TEXT + _NUMBER)


def beginning(text: str) -> str:
    """What is shown of what `BEGINNING` reads."""
    return mask_persons(text)[:_SHOWN_TEXT]


@dataclass(frozen=True, slots=True)
class Reported:
    """The issues behind a number of the report that opens a session, as they were counted."""

    session_id: int
    part: ReportPart
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class IssueQuery(Query):
    """Which issues a list shows; ordered by code, raiser, due, state or body."""

    view: View = View.ALL
    session_id: int | None = None
    body_id: int | None = None
    in_hand_of: int | None = None  # a body that has them now
    late_at: int | None = None  # a body that is late with them
    owed_by: int | None = None  # a body, or `NO_BODY`, that was sent them and has not answered
    enterprise_id: int | None = None
    topic_id: int | None = None
    standing: Standing | None = None
    gap: SessionGap | None = None  # what its session lacks because of the issue
    carried_to: int | None = None  # a session on whose agenda it stands from an earlier one
    reported: Reported | None = None
    waiting_days: int | None = None  # others have owed an answer for so many days, or longer
    sort: str = "code"
    descending: bool = True


@dataclass(frozen=True, slots=True)
class IssueRow:
    """One issue as lists show it; `text` is its beginning, `whole_text` all of it."""

    id: Annotated[int, Issue.id]
    version: Annotated[int, Issue.version]
    code: Annotated[str, Made(issue_code, Issue.year, Issue.number)]
    text: Annotated[str, Made(beginning, BEGINNING)]
    raisers: Annotated[str, Issue.raisers_text]
    session_code: Annotated[
        str,
        Made(or_empty, one(DialogueSession.code, DialogueSession.id == Issue.session_id)),
    ]
    lead_body: Annotated[str, Made(or_empty, one(Body.name, Body.id == Issue.lead_body_id))]
    lead_relation: Annotated[Relation | None, Issue.lead_relation]
    state: Annotated[IssueState, Issue.state]
    outcome: Annotated[Outcome | None, Issue.outcome]
    next_due_on: Annotated[date | None, Issue.next_due_on]
    # a unit of ours must keep it: only that can be late
    next_due_own: Annotated[bool, Issue.next_due_own]
    given_on: Annotated[date | None, Issue.lead_given_on]
    # to a lead body that is not ours; its waiting runs from here
    sent_on: Annotated[date | None, Issue.lead_sent_on]
    withhold_name: Annotated[bool, Issue.withhold_name]
    unsigned: Annotated[bool, Issue.unsigned]
    complaint: Annotated[bool, Issue.complaint]
    unidentified: Annotated[
        bool,
        exists().where(Raiser.issue_id == Issue.id, Raiser.kind == RaiserKind.UNIDENTIFIED),
    ]
    topic: Annotated[str, Made(or_empty, one(Topic.name, Topic.id == Issue.topic_id))]

    # the day after which that limit is missed; none while its clock stands
    next_ends_on: Annotated[date | None, Issue.next_ends_on] = None
    due_soon_on: Annotated[date | None, Issue.due_soon_on] = None
    # working days that are left of it, fewer than none once it is missed
    days_left: Annotated[int | None, number_of(Issue.next_ends_on) - number_of(TODAY)] = None
    # working days since a body that is not ours was sent it
    days_since_sent: Annotated[int | None, number_of(TODAY) - number_of(Issue.lead_sent_on)] = None
    whole_text: Annotated[str, Issue.text] = ""
    kind: Annotated[IssueKind, Issue.kind] = IssueKind.REQUEST
    authority: Annotated[AuthorityLevel, Issue.authority] = AuthorityLevel.UNKNOWN
    received_on: Annotated[date | None, Issue.received_on] = None
    moment: Annotated[Moment, Issue.moment] = Moment.UNKNOWN
    medium: Annotated[Medium, Issue.medium] = Medium.UNKNOWN
    venue: Annotated[str, Made(or_empty, one(Venue.name, Venue.id == Issue.venue_id))] = ""
    promised_on: Annotated[date | None, Issue.promised_on] = None
    # of the lead body: as it was given, as it stands, and how it kept each
    first_due_on: Annotated[date | None, of_lead(Assignment.original_due_on)] = None
    current_due_on: Annotated[date | None, of_lead(Assignment.due_on)] = None
    by_first: Annotated[Punctuality | None, Made(punctuality, of_lead(in_time(Limit.FIRST)))] = None
    by_current: Annotated[
        Punctuality | None, Made(punctuality, of_lead(in_time(Limit.CURRENT)))
    ] = None
    supporting_bodies: Annotated[tuple[str, ...], Made(lines_of, SUPPORTING)] = ()
    answer: Annotated[str, Made(or_empty, SAID_AT_MEETING)] = ""
    promises: Annotated[tuple[str, ...], PROMISED] = ()
    promised_for: Annotated[tuple[str, ...], PROMISED_FOR] = ()
    promises_state: Annotated[tuple[str, ...], PROMISES_STATE] = ()
    outcome_on: Annotated[date | None, Issue.outcome_on] = None
    # on the agendas of how many later sessions it has stood
    carried_over: Annotated[int, sessions_it_stood_on()] = 0
    waits_for: Annotated[tuple[str, ...], Made(joined, *WAITS_FOR)] = ()
    waits_since: Annotated[date | None, Issue.waits_since] = None
    letters: Annotated[tuple[str, ...], Made(joined, *LETTERS)] = ()
    last_contact_on: Annotated[date | None, LAST_CONTACT_ON] = None
    came_back: Annotated[str, Made(or_empty, CAME_BACK)] = ""
    to_tell: Annotated[bool, Issue.to_tell] = False
    to_ask: Annotated[bool, Issue.to_ask] = False
    also_elsewhere: Annotated[bool, Issue.also_elsewhere] = False
    number_elsewhere: Annotated[str, Issue.number_elsewhere] = ""
    note: Annotated[str, Issue.note] = ""


def raisers_text(row: IssueRow) -> str:
    """The raisers, proper names first, or the words for none."""
    names = map(proper_name_first, row.raisers.split("; "))
    return "; ".join(names) if row.raisers else _("No name given")


def carried_words(row: IssueRow, _day: date) -> str:
    """Over how many sessions it has been carried: "2 kỳ"; empty where over none."""
    n = row.carried_over
    return ngettext("over {n} session", "over {n} sessions", n).format(n=n) if n else ""


_BY_CODE = (Issue.year, Issue.number)
_COLUMNS: tuple[Column[IssueRow], ...] = (
    Column("code", N_("Code"), field="issue_code", order=_BY_CODE, width=12, rank=0, fixed=True),
    Column(
        "raiser", N_("Raisers"), ("raisers",), field="raisers",
        words=lambda row, _day: raisers_text(row), order=(Issue.raisers_sort, Issue.id),
        width=24, least=9, rank=0,
    ),
    Column(
        "text", N_("Text of the issue"), value=lambda row: row.whole_text,
        words=lambda row, _day: row.text, width=30, least=11, stretch=True, rank=0, fixed=True,
    ),
    Column(
        "body", N_("Lead body"), ("lead_body",), field="lead_body",
        order=(Issue.lead_body_sort, Issue.id), width=22, least=9, rank=0,
    ),
    Column(
        "due", N_("Time limit"),
        (
            "next_due_on", "next_due_own", "next_ends_on", "due_soon_on", "lead_relation",
            "sent_on", "state",
        ),
        words=due_text, chip=due_chip, order=(Issue.next_ends_on, Issue.id), empty_last=True,
        width=30, least=11,  # the day itself
    ),
    Column(
        "state", N_("State"), ("state", "outcome"),
        words=lambda row, _day: state_chip(row.state, row.outcome).text,
        chip=lambda row, _day: state_chip(row.state, row.outcome),
        order=(Issue.state_rank, *_BY_CODE), width=20, rank=2,
    ),
    Column("outcome", N_("Outcome"), width=22, rank=3, shown=False),
    Column("outcome_on", N_("Day it ended"), width=11, rank=3, shown=False),
    Column("session", N_("Session"), ("session_code",), width=10, rank=3, shown=False),
    Column("carried", N_("Carried over (sessions)"), ("carried_over",), words=carried_words,
           width=8, numeric=True, rank=1, shown=False),
    Column("topic", N_("Topic"), width=20, rank=3, shown=False),
    Column("kind", N_("Kind"), width=12, rank=3, shown=False),
    Column("authority", N_("Level of authority"), width=14, rank=3, shown=False),
    Column("received_on", N_("Day of receipt"), width=11, rank=3, shown=False),
    Column("moment", N_("Moment of raising"), width=16, rank=3, shown=False),
    Column("medium", N_("Raised by way of"), width=18, rank=3, shown=False),
    Column("venue", N_("Venue"), width=18, rank=3, shown=False),
    Column("promised_on", N_("Promised to the enterprise"), width=11, rank=3, shown=False),
    Column("given_on", N_("Day it was assigned"), width=11, rank=3, shown=False),
    Column(
        "sent_on", N_("Day it was sent"), width=11, rank=3, shown=False,
        order=(Issue.lead_sent_on, Issue.id), empty_last=True,
    ),
    Column(
        "days_left", N_("Working days left"), width=9, numeric=True, rank=3, shown=False,
        order=(Issue.next_ends_on, Issue.id), empty_last=True,
    ),
    Column(
        "days_since_sent", N_("Working days since it was sent"), width=9, numeric=True, rank=3,
        shown=False,
    ),
    Column("first_due_on", N_("First time limit"), width=11, rank=3, shown=False),
    Column("current_due_on", N_("Present time limit"), width=11, rank=3, shown=False),
    Column("by_first", N_("By the first time limit"), width=12, rank=3, shown=False),
    Column("by_current", N_("By the present time limit"), width=12, rank=3, shown=False),
    Column("supporting_bodies", N_("Supporting bodies"), width=22, rank=3, shown=False),
    Column("answer", N_("Answer at the session"), width=30, rank=3, shown=False),
    Column("promises", N_("Promises"), width=30, rank=3, shown=False),
    Column("promised_for", N_("Day promised"), width=11, rank=3, shown=False),
    Column("promises_state", N_("What became of promises"), width=14, rank=3, shown=False),
    Column("withhold_name", N_("Asks not to be named"), width=10, rank=3, shown=False),
    Column("unsigned", N_("The slip bears no name"), width=10, rank=3, shown=False),
    Column(
        "complaint", N_("Shows signs of a complaint or denunciation"), width=10, rank=3,
        shown=False,
    ),
    Column("waits_for", N_("Who owes the answer"), width=22, rank=3, shown=False),
    Column(
        "waits_since", N_("Waited for since"), words=waiting_words,
        order=(Issue.waits_since, Issue.id), empty_last=True, width=20, rank=3, shown=False,
    ),
    Column("letters", N_("Letter it went with"), width=16, rank=3, shown=False),
    Column("last_contact_on", N_("Last contact"), width=11, rank=3, shown=False),
    Column("came_back", N_("What came back"), width=24, rank=3, shown=False),
    Column("to_tell", N_("Enterprise not told yet"), width=10, rank=3, shown=False),
    Column("to_ask", N_("Opinion not asked yet"), width=10, rank=3, shown=False),
    Column("also_elsewhere", N_("Must stand in 1022, PAKN"), width=10, rank=3, shown=False),
    Column("number_elsewhere", N_("Number elsewhere"), width=16, rank=3, shown=False),
    Column("note", N_("Note"), width=24, rank=3, shown=False),
)  # fmt: skip


# Of rank 0 is what nobody may miss: what is due today, late, or was promised for a day that passed.
_VIEWS = (
    NamedView(View.ALL, None, "code", descending=True),
    NamedView(View.NEW, is_in(*NOT_BEGUN), "code", descending=True, rank=2),
    NamedView(View.NOT_GIVEN, Issue.to_give == true(), "code", descending=True, rank=1),
    NamedView(View.NOT_SENT, Issue.to_send == true(), "code", descending=True, rank=1),
    # an ended issue has no limit
    NamedView(View.TODAY, Issue.next_ends_on == TODAY, "code", descending=True),
    NamedView(View.THIS_WEEK, Issue.next_ends_on.between(TODAY, WEEK_END), "due", filled=True,
              rank=1),
    NamedView(View.OVERDUE, LATE, "due", filled=True),
    NamedView(View.WAITING_FOR_OTHERS, WAITING_FOR_OTHERS, "waits_since", filled=True, rank=1),
    NamedView(View.PROMISED, is_in(IssueState.PROMISED), "due", filled=True, rank=2),
    NamedView(View.PROMISE_PASSED, PROMISE_PASSED, "due", filled=True),
    NamedView(View.NOT_TOLD, TO_TELL, "code", descending=True, rank=2),
    NamedView(View.NOT_ASKED, TO_ASK, "code", descending=True, rank=2),
    NamedView(View.NOT_ELSEWHERE, NOT_ELSEWHERE, "code", descending=True, rank=3),
    NamedView(View.ANSWERED, is_in(IssueState.ANSWERED), "code", descending=True, rank=2),
    NamedView(View.CLOSED, is_in(IssueState.CLOSED), "code", descending=True, rank=3),
)  # fmt: skip


def _found(_session: Session, typed: str) -> tuple[Condition | None, Condition | None]:
    chosen = search.ids_select("issue", typed)
    holds = Issue.id.in_(chosen) if chosen is not None else None
    exact = search.marked_ids_select("issue", typed)
    return holds, Issue.id.not_in(exact) if exact is not None else None


def _hits(query: IssueQuery) -> tuple[Select[int], ...]:
    """In the order of codes the search has its hits already."""
    if query.sort != "code":
        return ()
    return search.in_code_order(query.search, descending=query.descending)


def _is_reported(reported: Reported) -> Condition:
    """Whether an issue is among them."""
    return among(Issue.id, reported.ids)


def _raised_by(enterprise_id: int) -> Select[int]:
    return select(Raiser.issue_id).where(Raiser.enterprise_id == enterprise_id)


ISSUES: Listing[IssueQuery, IssueRow] = Listing(
    noun="issue",
    heading=N_("Issues"),
    row=IssueRow,
    key=Issue.id,
    query=IssueQuery,
    columns=_COLUMNS,
    views=_VIEWS,
    found=_found,
    hits=_hits,
    filters={
        "session_id": lambda key: Issue.session_id == key,
        "topic_id": lambda key: Issue.topic_id == key,
        "body_id": lambda key: Issue.id.in_(of_body(key)),
        "in_hand_of": lambda key: Issue.id.in_(in_hand_of(key)),
        "late_at": lambda key: Issue.id.in_(late_at(key)),
        "owed_by": lambda key: Issue.id.in_(owed_by(key)),
        "enterprise_id": lambda key: Issue.id.in_(_raised_by(key)),
        "standing": stands,
        "gap": IN_GAP.__getitem__,
        "carried_to": carried_to,
        "reported": _is_reported,
        "waiting_days": waited_for_days,
    },
)


class IssueList(RecordList[IssueQuery, IssueRow]):
    """The rows behind a list of issues."""

    def __init__(self, case: Case) -> None:
        super().__init__(ISSUES, case)


def seen_issues(case: Case, ids: Sequence[int]) -> list[Seen]:
    """These issues as they stand now, in the order of `ids`. Raises `UnknownIssue`."""
    versions: dict[int, int] = {}
    with case.reading() as session:
        for some in chunks(ids):
            rows = session.execute(select(Issue.id, Issue.version).where(Issue.id.in_(some)))
            versions.update(dict(rows.all()))
    for key in ids:
        if key not in versions:
            raise UnknownIssue(str(key))
    return [Seen(key, versions[key]) for key in ids]


def view_counts(case: Case, session_id: int | None = None) -> dict[View, int]:
    """How many issues each view holds, in one statement."""
    counts = IssueList(case).counts(IssueQuery(session_id=session_id))
    return {View(view): n for view, n in counts.items()}
