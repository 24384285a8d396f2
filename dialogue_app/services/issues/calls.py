"""Whom to call today, as one list: who owes an answer or a deed, who is to be told or asked.

The groups are made of many issues, so they are worked out as a whole, once after each change.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Annotated

from dialogue_app.documents.messages import Message
from dialogue_app.domain.errors.agency import AgencyMissing
from dialogue_app.domain.reminding import CallView
from dialogue_app.domain.text import fold, proper_name_first, searched_words
from dialogue_app.domain.worded import Worded
from dialogue_app.i18n import N_
from dialogue_app.services.case import Case
from dialogue_app.services.issues.calling_words import call_chip, latest_words
from dialogue_app.services.issues.drafts import Group, message_for
from dialogue_app.services.issues.lists import IssueList, IssueRow
from dialogue_app.services.issues.promised_calls import to_keep
from dialogue_app.services.issues.reminding import ToRemind, to_remind
from dialogue_app.services.issues.to_tell import ToTell, raisers_to_tell
from dialogue_app.services.lists import FIRST_PAGE, Column, Listing, NamedView, Query, RecordList
from dialogue_app.storage import audit
from dialogue_app.storage.models.issues import Issue

# A number for each group: of the body or the enterprise, else of the first issue or raiser, or of
# the first promise.
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
    group: Annotated[Group, Issue.id]

    @property
    def contact(self) -> str:
        """Whom to call there."""
        return self.group.contact

    @property
    def phone(self) -> str:
        """The telephone the register has."""
        return self.group.phone


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
        "what", N_("What for"), ("group",), value=lambda row: call_chip(row.group).text,
        chip=lambda row, _day: call_chip(row.group), width=29, least=28, rank=0,
    ),
    Column("contact", N_("Contact person"), width=20, least=16, rank=2),
    Column("phone", N_("Telephone"), width=14, least=12, rank=1),
    Column(
        "latest", N_("Last reminder"), ("group",), value=lambda row: latest_words(row.group),
        width=24, rank=3, shown=False,
    ),
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
        # the groups of each view, and of which day and entry of the history they are
        self._known: dict[CallView, tuple[object, dict[int, Group]]] = {}

    def first_page(
        self, query: CallQuery, shown: Collection[str] | None = None
    ) -> tuple[list[CallRow], int | None]:
        """The most urgent."""
        rows = self._listed(query)
        return rows[:FIRST_PAGE], len(rows)

    def ids(self, query: CallQuery) -> array[int]:
        """All of them."""
        return array("q", [row.id for row in self._listed(query)])

    def rows(
        self, ids: Sequence[int], shown: Collection[str] | None = None, *, masked: bool = True
    ) -> list[CallRow]:
        """Those among what was listed last."""
        known = self._read
        return [known[key] for key in ids if key in known]

    def counts(self, query: CallQuery) -> dict[Worded, int]:
        """How many calls each view holds."""
        return {view: len(self._groups(view)) for view in CallView}

    def _listed(self, query: CallQuery) -> list[CallRow]:
        words = searched_words(query.search)
        rows = [
            CallRow(key, group.name, group)
            for key, group in self._groups(query.view).items()
            if all(word in fold(group.name) for word in words)
        ]
        self._read = {row.id: row for row in rows}
        return rows

    def _groups(self, view: CallView) -> dict[int, Group]:
        """The calls of a view by their numbers, the most urgent first; read once a change."""
        with self._case.reading() as session:
            now = self._case.today(), audit.head(session)
        known = self._known.get(view)
        if known is None or known[0] != now:
            known = self._known[view] = now, _groups(self._case, view)
        return known[1]


_VIEW_OF = {
    _ADDRESSEE: CallView.BODIES,
    _PROMISE: CallView.PROMISES,
    _RAISER: CallView.RAISERS,
}


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


def _group(case: Case, key: int) -> Group | None:
    """A call by its number, read alone where the number says whose it is."""
    number, kind = divmod(key, _KINDS)
    if kind == _BODY:
        return next(iter(to_remind(case, number)), None)
    if kind == _ENTERPRISE:
        return next(iter(raisers_to_tell(case, (number, ""))), None)
    return _groups(case, _VIEW_OF[kind]).get(key)


def _groups(case: Case, view: CallView) -> dict[int, Group]:
    """The calls of a view by their numbers, the most urgent first."""
    if view is CallView.BODIES:
        return {_key_of_body(group): group for group in to_remind(case)}
    if view is CallView.PROMISES:
        first = ((min(one.id for one in group.promises), group) for group in to_keep(case))
        return {key * _KINDS + _PROMISE: group for key, group in first}
    return {_key_of_raiser(group): group for group in raisers_to_tell(case)}


def _key_of_body(group: ToRemind) -> int:
    body_id = group.owing.body_id
    if body_id is not None:
        return body_id * _KINDS + _BODY
    return min(group.issue_ids) * _KINDS + _ADDRESSEE


def _key_of_raiser(group: ToTell) -> int:
    if group.enterprise_id is not None:
        return group.enterprise_id * _KINDS + _ENTERPRISE
    return min(group.raiser_ids) * _KINDS + _RAISER
