"""How rows of a workbook of issues are identified, compared and written, session by session.

An issue is the same by its KN code, by text with the same raisers or STT, and by STT with the same
raiser (then its text has changed).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field

from dialogue_app.domain.codes import issue_code
from dialogue_app.domain.rows import Problem, RowProblem
from dialogue_app.services.case import OpenCase
from dialogue_app.services.imports.comparing import Differences, Step
from dialogue_app.services.imports.identifying import Meant
from dialogue_app.services.imports.workbooks import FieldChange
from dialogue_app.services.issues.import_adding import IssueAdder
from dialogue_app.services.issues.import_changing import IssueChanger, RowChange, renumbers
from dialogue_app.services.issues.import_differences import differences
from dialogue_app.services.issues.import_known import Identity, KnownIssue, KnownIssues
from dialogue_app.services.issues.import_lookups import Lookups
from dialogue_app.services.issues.import_plan import PlannedRow
from dialogue_app.storage.models.issues import Issue

MeantIssue = Meant[PlannedRow, KnownIssue]
IssueStep = Step[PlannedRow, KnownIssue]


@dataclass(slots=True)
class IssueRegister:
    """The issues of one session, or of none, that the rows may mean; and those of rows above."""

    lookups: Lookups
    known: KnownIssues
    _above: dict[Hashable, MeantIssue] = field(default_factory=dict)
    _coded: dict[tuple[int, int], int] = field(default_factory=dict)  # the rows of codes

    def same(self, row: PlannedRow) -> MeantIssue | None:
        """The issue of a row above with the same code, text and raisers."""
        return self._above.get(_key(row.identity))

    def refusal(self, row: PlannedRow, thing: MeantIssue | None) -> Problem | None:
        """A code that stands above with another text or other raisers."""
        code = row.identity.code
        if thing is not None or code is None or code not in self._coded:
            return None
        values = {"value": issue_code(*code), "row": str(self._coded[code])}
        return Problem(RowProblem.CODE_REPEATED, "issue_code", values)

    def begin(self, row: PlannedRow) -> MeantIssue:
        """An issue no row above means."""
        if row.identity.code is not None:
            self._coded[row.identity.code] = row.draft.row
        thing = self._above[_key(row.identity)] = Meant()
        return thing

    def take(self, row: PlannedRow, thing: MeantIssue) -> None:
        """The first row of an issue says what becomes of it."""

    def match(self, things: Sequence[MeantIssue]) -> None:
        """Find the issues known here."""
        found = self.known.identify([thing.rows[0].identity for thing in things])
        for thing, known in zip(things, found, strict=True):
            thing.known = known

    def differences(self, thing: MeantIssue) -> Differences:
        """What the row of a known issue says otherwise."""
        assert thing.known is not None
        return differences(self.lookups, thing.known, thing.rows[0])

    def notes(self, thing: MeantIssue) -> tuple[Problem, ...]:
        """A code that nobody has here."""
        code = thing.rows[0].identity.code
        if code is None:
            return ()
        return (Problem(RowProblem.CODE_UNKNOWN, "issue_code", {"value": issue_code(*code)}),)

    def adds(
        self, thing: MeantIssue, row: PlannedRow, found: Differences
    ) -> tuple[FieldChange, ...]:
        """A row that repeats another says nothing of its own."""
        return ()


def _key(identity: Identity) -> Hashable:
    return identity.code, identity.digest, frozenset(identity.raisers)


class IssueWriter:
    """Adds new issues of a session and changes known ones."""

    model = Issue

    def __init__(self, case: OpenCase, register: IssueRegister) -> None:
        self._session, self._known = case.session, register.known
        self._adder = IssueAdder(case, register.lookups)
        self._changer = IssueChanger(case, register.lookups)

    def taken_since(self, steps: Sequence[IssueStep]) -> set[int]:
        """The new ones that somebody else added since."""
        new = [step for step in steps if step.known is None]
        since = self._known.added_since(self._session, [step.row.identity for step in new])
        return {step.number for step, known in zip(new, since, strict=True) if known}

    def is_due(self, change: RowChange) -> bool:
        """Whether any field, or the STT, is to be written."""
        return bool(change.fields) or renumbers(change)

    def add(self, steps: Sequence[IssueStep]) -> Iterator[int]:
        """Add new issues."""
        return self._adder.add([step.row for step in steps])

    def change(self, changes: Sequence[RowChange]) -> Iterator[int]:
        """Bring known issues to their rows."""
        return self._changer.change(changes)
