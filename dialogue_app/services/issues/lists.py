"""Lists of issues: what they are made of, their columns, their named views."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

from sqlalchemy import Select, func, select, true
from sqlalchemy.orm import Session

from dialogue_app.domain.codes import issue_code
from dialogue_app.domain.errors.issues import UnknownIssue
from dialogue_app.domain.life import NOT_BEGUN
from dialogue_app.domain.personal_numbers import mask_persons
from dialogue_app.domain.text import proper_name_first
from dialogue_app.domain.vocabulary import (
    AuthorityLevel,
    IssueKind,
    IssueState,
    Medium,
    Moment,
    Outcome,
    Punctuality,
    Relation,
    SessionGap,
    Standing,
    View,
)
from dialogue_app.i18n import N_, _, ngettext
from dialogue_app.services.case import Case, Seen
from dialogue_app.services.issues.due_words import due_chip, due_text, waiting_words
from dialogue_app.services.issues.standing import (
    IN_GAP,
    LATE,
    NOT_ELSEWHERE,
    TO_ASK,
    TO_TELL,
    WAITING_FOR_OTHERS,
    in_hand_of,
    is_in,
    late_at,
    of_body,
    owed_by,
    promise_passed,
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
    one,
    or_empty,
)
from dialogue_app.storage import search
from dialogue_app.storage.chunks import among, chunks
from dialogue_app.storage.models.issues import Issue, Raiser
from dialogue_app.storage.models.people import Body

if TYPE_CHECKING:
    from dialogue_app.domain.series import ReportPart

# The columns of the tables themselves: to read these alone no mapper is configured.
ISSUE, BODY = Issue.__table__.columns, Body.__table__.columns
_SHOWN_TEXT = 200  # characters of an issue a list needs
_NUMBER = 80  # more are read, so that no number of a person is cut before it is masked


BEGINNING = func.substr(ISSUE.text, 1, _SHOWN_TEXT + _NUMBER)


def beginning(text: str) -> str:
    """What is shown of what `BEGINNING` reads."""
    return mask_persons(text)[:_SHOWN_TEXT]


@dataclass(frozen=True, slots=True)
class Reported:
    """The issues behind a number of the report that opens a session, as they were counted."""

    session_id: int
    part: "ReportPart"
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
    """One issue as lists show it; `text` is its beginning, `whole_text` all of it.

    What other tables have for it says `services.issues.beside`, but for the lead body's name.
    """

    id: Annotated[int, ISSUE.id]
    version: Annotated[int, ISSUE.version]
    code: Annotated[str, Made(issue_code, ISSUE.year, ISSUE.number)]
    text: Annotated[str, Made(beginning, BEGINNING)]
    raisers: Annotated[str, ISSUE.raisers_text]
    session_code: str
    lead_body: Annotated[str, Made(or_empty, one(BODY.name, BODY.id == ISSUE.lead_body_id))]
    lead_relation: Annotated[Relation | None, ISSUE.lead_relation]
    state: Annotated[IssueState, ISSUE.state]
    outcome: Annotated[Outcome | None, ISSUE.outcome]
    next_due_on: Annotated[date | None, ISSUE.next_due_on]
    # a unit of ours must keep it: only that can be late
    next_due_own: Annotated[bool, ISSUE.next_due_own]
    given_on: Annotated[date | None, ISSUE.lead_given_on]
    # to a lead body that is not ours; its waiting runs from here
    sent_on: Annotated[date | None, ISSUE.lead_sent_on]
    withhold_name: Annotated[bool, ISSUE.withhold_name]
    unsigned: Annotated[bool, ISSUE.unsigned]
    complaint: Annotated[bool, ISSUE.complaint]
    unidentified: bool
    topic: str

    # the day after which that limit is missed; none while its clock stands
    next_ends_on: Annotated[date | None, ISSUE.next_ends_on] = None
    due_soon_on: Annotated[date | None, ISSUE.due_soon_on] = None
    # working days that are left of it, fewer than none once it is missed
    days_left: int | None = None
    # working days since a body that is not ours was sent it
    days_since_sent: int | None = None
    whole_text: Annotated[str, ISSUE.text] = ""
    kind: Annotated[IssueKind, ISSUE.kind] = IssueKind.REQUEST
    authority: Annotated[AuthorityLevel, ISSUE.authority] = AuthorityLevel.UNKNOWN
    received_on: Annotated[date | None, ISSUE.received_on] = None
    moment: Annotated[Moment, ISSUE.moment] = Moment.UNKNOWN
    medium: Annotated[Medium, ISSUE.medium] = Medium.UNKNOWN
    venue: str = ""
    promised_on: Annotated[date | None, ISSUE.promised_on] = None
    # of the lead body: as it was given, as it stands, and how it kept each
    first_due_on: date | None = None
    current_due_on: date | None = None
    by_first: Punctuality | None = None
    by_current: Punctuality | None = None
    supporting_bodies: tuple[str, ...] = ()
    answer: str = ""
    promises: tuple[str, ...] = ()
    promised_for: tuple[str, ...] = ()
    promises_state: tuple[str, ...] = ()
    outcome_on: Annotated[date | None, ISSUE.outcome_on] = None
    # on the agendas of how many later sessions it has stood
    carried_over: int = 0
    waits_for: tuple[str, ...] = ()
    waits_since: Annotated[date | None, ISSUE.waits_since] = None
    letters: tuple[str, ...] = ()
    last_contact_on: date | None = None
    came_back: str = ""
    to_tell: Annotated[bool, ISSUE.to_tell] = False
    to_ask: Annotated[bool, ISSUE.to_ask] = False
    also_elsewhere: Annotated[bool, ISSUE.also_elsewhere] = False
    number_elsewhere: Annotated[str, ISSUE.number_elsewhere] = ""
    note: Annotated[str, ISSUE.note] = ""


def raisers_text(row: IssueRow) -> str:
    """The raisers, proper names first, or the words for none."""
    names = map(proper_name_first, row.raisers.split("; "))
    return "; ".join(names) if row.raisers else _("No name given")


def carried_words(row: IssueRow, _day: date) -> str:
    """Over how many sessions it has been carried: "2 kỳ"; empty where over none."""
    n = row.carried_over
    return ngettext("over {n} session", "over {n} sessions", n).format(n=n) if n else ""


_BY_CODE = (ISSUE.year, ISSUE.number)
_COLUMNS: tuple[Column[IssueRow], ...] = (
    Column("code", N_("Code"), field="issue_code", order=_BY_CODE, width=12, rank=0, fixed=True),
    Column(
        "raiser", N_("Raisers"), ("raisers",), field="raisers",
        words=lambda row, _day: raisers_text(row), order=(ISSUE.raisers_sort, ISSUE.id),
        width=24, least=9, rank=0,
    ),
    Column(
        "text", N_("Text of the issue"), value=lambda row: row.whole_text,
        words=lambda row, _day: row.text, width=30, least=11, stretch=True, rank=0, fixed=True,
    ),
    Column(
        "body", N_("Lead body"), ("lead_body",), field="lead_body",
        order=(ISSUE.lead_body_sort, ISSUE.id), width=22, least=9, rank=0,
    ),
    Column(
        "due", N_("Time limit"),
        (
            "next_due_on", "next_due_own", "next_ends_on", "due_soon_on", "lead_relation",
            "sent_on", "state",
        ),
        words=due_text, chip=due_chip, order=(ISSUE.next_ends_on, ISSUE.id), empty_last=True,
        width=30, least=11,  # the day itself
    ),
    Column(
        "state", N_("State"), ("state", "outcome"),
        words=lambda row, _day: state_chip(row.state, row.outcome).text,
        chip=lambda row, _day: state_chip(row.state, row.outcome),
        order=(ISSUE.state_rank, *_BY_CODE), width=20, rank=2,
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
        order=(ISSUE.lead_sent_on, ISSUE.id), empty_last=True,
    ),
    Column(
        "days_left", N_("Working days left"), width=9, numeric=True, rank=3, shown=False,
        order=(ISSUE.next_ends_on, ISSUE.id), empty_last=True,
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
        order=(ISSUE.waits_since, ISSUE.id), empty_last=True, width=20, rank=3, shown=False,
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
    NamedView(View.NOT_GIVEN, ISSUE.to_give == true(), "code", descending=True, rank=1),
    NamedView(View.NOT_SENT, ISSUE.to_send == true(), "code", descending=True, rank=1),
    # an ended issue has no limit
    NamedView(View.TODAY, ISSUE.next_ends_on == TODAY, "code", descending=True),
    NamedView(View.THIS_WEEK, ISSUE.next_ends_on.between(TODAY, WEEK_END), "due", filled=True,
              rank=1),
    NamedView(View.OVERDUE, LATE, "due", filled=True),
    NamedView(View.WAITING_FOR_OTHERS, WAITING_FOR_OTHERS, "waits_since", filled=True, rank=1),
    NamedView(View.PROMISED, is_in(IssueState.PROMISED), "due", filled=True, rank=2),
    NamedView(View.PROMISE_PASSED, promise_passed, "due", filled=True),
    NamedView(View.NOT_TOLD, TO_TELL, "code", descending=True, rank=2),
    NamedView(View.NOT_ASKED, TO_ASK, "code", descending=True, rank=2),
    NamedView(View.NOT_ELSEWHERE, NOT_ELSEWHERE, "code", descending=True, rank=3),
    NamedView(View.ANSWERED, is_in(IssueState.ANSWERED), "code", descending=True, rank=2),
    NamedView(View.CLOSED, is_in(IssueState.CLOSED), "code", descending=True, rank=3),
)  # fmt: skip


def _found(_session: Session, typed: str) -> tuple[Condition | None, Condition | None]:
    chosen = search.ids_select("issue", typed)
    holds = ISSUE.id.in_(chosen) if chosen is not None else None
    exact = search.marked_ids_select("issue", typed)
    return holds, ISSUE.id.not_in(exact) if exact is not None else None


def _hits(query: IssueQuery) -> tuple[Select[int], ...]:
    """In the order of codes the search has its hits already."""
    if query.sort != "code":
        return ()
    return search.in_code_order(query.search, descending=query.descending)


def _is_reported(reported: Reported) -> Condition:
    """Whether an issue is among them."""
    return among(ISSUE.id, reported.ids)


def _beside() -> Mapping[str, Made]:
    from dialogue_app.services.issues.beside import BESIDE

    return BESIDE


def _carried_to(session_id: int) -> Condition:
    from dialogue_app.services.issues.carried import carried_to

    return carried_to(session_id)


def _raised_by(enterprise_id: int) -> Select[int]:
    return select(Raiser.issue_id).where(Raiser.enterprise_id == enterprise_id)


ISSUES: Listing[IssueQuery, IssueRow] = Listing(
    noun="issue",
    heading=N_("Issues"),
    row=IssueRow,
    beside=_beside,
    key=ISSUE.id,
    query=IssueQuery,
    columns=_COLUMNS,
    views=_VIEWS,
    found=_found,
    hits=_hits,
    filters={
        "session_id": lambda key: ISSUE.session_id == key,
        "topic_id": lambda key: ISSUE.topic_id == key,
        "body_id": lambda key: ISSUE.id.in_(of_body(key)),
        "in_hand_of": lambda key: ISSUE.id.in_(in_hand_of(key)),
        "late_at": lambda key: ISSUE.id.in_(late_at(key)),
        "owed_by": lambda key: ISSUE.id.in_(owed_by(key)),
        "enterprise_id": lambda key: ISSUE.id.in_(_raised_by(key)),
        "standing": stands,
        "gap": IN_GAP.__getitem__,
        "carried_to": _carried_to,
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
            rows = session.execute(select(ISSUE.id, ISSUE.version).where(ISSUE.id.in_(some)))
            versions.update(dict(rows.all()))
    for key in ids:
        if key not in versions:
            raise UnknownIssue(str(key))
    return [Seen(key, versions[key]) for key in ids]


def view_counts(case: Case, session_id: int | None = None) -> dict[View, int]:
    """How many issues each view holds, in one statement."""
    counts = IssueList(case).counts(IssueQuery(session_id=session_id))
    return {View(view): n for view, n in counts.items()}
