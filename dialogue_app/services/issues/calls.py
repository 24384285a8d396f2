"""Whom to call today, as one list: who owes an answer or a deed, who is to be told or asked.

The list counts what each call is about; whoever looks at one reads its issues.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from dialogue_app.documents.messages import Message
from dialogue_app.domain.errors.agency import AgencyMissing
from dialogue_app.domain.reminding import CallView
from dialogue_app.domain.text import fold, proper_name_first, searched_words
from dialogue_app.domain.worded import Worded
from dialogue_app.i18n import N_
from dialogue_app.services.case import Case
from dialogue_app.services.issues.body_calls import calls_to_bodies
from dialogue_app.services.issues.calling_words import call_chip
from dialogue_app.services.issues.drafts import Group, message_for
from dialogue_app.services.issues.lists import IssueList, IssueRow
from dialogue_app.services.issues.owed import Owing
from dialogue_app.services.issues.to_tell import raisers_to_tell
from dialogue_app.services.issues.whom_to_call import Call, calls, count_of_calls
from dialogue_app.services.lists import FIRST_PAGE, Column, Listing, NamedView, Query, RecordList
from dialogue_app.storage.models.issues import Escalation, Issue, Raiser
from dialogue_app.storage.models.promises import Promise

# A number for each call: of the body or the enterprise, else of the first thing it is about.
_BODY, _ADDRESSEE, _ENTERPRISE, _RAISER, _PROMISE = range(5)
_KINDS = 5
MOST_SHOWN = 50  # issues of a call; its text names all of them


@dataclass(frozen=True, slots=True)
class CallQuery(Query):
    """Which calls a list shows; it has one order, that of their urgency."""

    view: CallView = CallView.BODIES


@dataclass(frozen=True, slots=True)
class CallRow:
    """One call as the list shows it."""

    id: Annotated[int, Issue.id]
    name: Annotated[str, Issue.id]
    call: Annotated[Call, Issue.id]

    @property
    def contact(self) -> str:
        """Whom to call there."""
        return self.call.contact

    @property
    def phone(self) -> str:
        """The telephone the register has."""
        return self.call.phone

    @property
    def latest(self) -> date | None:
        """When they were last reminded of any of it."""
        return self.call.reminded_on


@dataclass(frozen=True, slots=True)
class CallDetail:
    """One call with the text for it; without a group where nothing is left to call about."""

    id: int
    group: Group | None = None
    message: Message | None = None  # None as long as our agency is not set
    issues: tuple[IssueRow, ...] = ()


_COLUMNS: tuple[Column[CallRow], ...] = (
    Column(
        "name", N_("Call to"), words=lambda row, _day: proper_name_first(row.name), width=30,
        least=24, stretch=True, rank=0, fixed=True,
    ),
    Column(
        "what", N_("What for"), ("call",), value=lambda row: call_chip(row.call).text,
        chip=lambda row, _day: call_chip(row.call), width=29, least=28, rank=0,
    ),
    Column("contact", N_("Contact person"), width=20, least=16, rank=2),
    Column("phone", N_("Telephone"), width=14, least=12, rank=1),
    Column("latest", N_("Last reminder"), width=14, rank=3, shown=False),
)  # fmt: skip
CALLS: Listing[CallQuery, CallRow] = Listing(
    noun="call",
    heading=N_("Calls"),
    row=CallRow,
    key=Issue.id,  # none is read by it
    query=CallQuery,
    columns=_COLUMNS,
    views=tuple(NamedView(view, None, "") for view in CallView),
    found=lambda _session, _typed: (None, None),
)


class CallList(RecordList[CallQuery, CallRow]):
    """The rows behind the list of calls."""

    def __init__(self, case: Case) -> None:
        super().__init__(CALLS, case)
        self._read: dict[int, CallRow] = {}  # what was listed last, to give rows of it

    def first_page(
        self, query: CallQuery, shown: Collection[str] | None = None
    ) -> tuple[list[CallRow], int | None]:
        """The most urgent."""
        rows = self._listed(query, None if query.search else FIRST_PAGE)[:FIRST_PAGE]
        self._read = {row.id: row for row in rows}
        return rows, None

    def ids(self, query: CallQuery) -> array[int]:
        """All of them."""
        rows = self._listed(query)
        self._read = {row.id: row for row in rows}
        return array("q", [row.id for row in rows])

    def rows(
        self, ids: Sequence[int], shown: Collection[str] | None = None, *, masked: bool = True
    ) -> list[CallRow]:
        """Those among what was listed last."""
        known = self._read
        return [known[key] for key in ids if key in known]

    def counts(self, query: CallQuery) -> dict[Worded, int]:
        """How many calls each view holds."""
        return {view: count_of_calls(self._case, view) for view in CallView}

    def _listed(self, query: CallQuery, limit: int | None = None) -> list[CallRow]:
        words = searched_words(query.search)
        return [
            CallRow(_number(call), call.name, call)
            for call in calls(self._case, query.view, limit)
            if all(word in fold(call.name) for word in words)
        ]


def call_detail(case: Case, key: int) -> CallDetail:
    """One call with its issues and its text, as it stands now."""
    group = _group(case, key)
    if group is None:
        return CallDetail(key)
    try:
        message = message_for(case, group)
    except AgencyMissing:
        message = None
    ids = group.issue_ids[:MOST_SHOWN]
    return CallDetail(key, group, message, tuple(IssueList(case).records(ids)))


def _number(call: Call) -> int:
    if call.view is CallView.RAISERS:
        kind = _ENTERPRISE if call.is_known else _RAISER
    else:
        kind = _BODY if call.is_known else _ADDRESSEE if call.n else _PROMISE
    return call.key * _KINDS + kind


def _group(case: Case, number: int) -> Group | None:
    """A call by its number, read alone."""
    key, kind = divmod(number, _KINDS)
    found: Sequence[Group]
    if kind == _BODY:
        found = calls_to_bodies(case, Owing(key))
    elif kind == _ADDRESSEE:
        found = calls_to_bodies(case, Owing(addressee=_name(case, Escalation.addressee, key)))
    elif kind == _PROMISE:
        found = calls_to_bodies(case, Owing(addressee=_name(case, Promise.person, key)))
    elif kind == _ENTERPRISE:
        found = raisers_to_tell(case, (key, ""))
    else:
        found = raisers_to_tell(case, (None, _name(case, Raiser.written_name, key)))
    return found[0] if found else None


def _name(case: Case, column: InstrumentedAttribute[str], key: int) -> str:
    """A name as it was written with something."""
    with case.reading() as session:
        return session.scalar(select(column).where(column.class_.id == key)) or ""
