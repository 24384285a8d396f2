"""How rows of a workbook of issues are identified, compared and written, session by session.

An issue is the same by its KN code, by text with the same raisers, and by STT with the same raiser
where the text is much the same. Rows of one file are one only where they say all the same.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dialogue_app.domain.codes import issue_code
from dialogue_app.domain.rows import Problem, RowProblem
from dialogue_app.exchange.issue_rows import SheetIssue, all_said, differing
from dialogue_app.i18n.words import field_name
from dialogue_app.services.case import OpenCase
from dialogue_app.services.imports.comparing import AS_USUAL, Differences, Filling, Step
from dialogue_app.services.imports.identifying import Meant
from dialogue_app.services.imports.workbooks import FieldChange
from dialogue_app.services.issues.import_adding import IssueAdder
from dialogue_app.services.issues.import_changing import IssueChanger, RowChange, renumbers
from dialogue_app.services.issues.import_columns import RowColumns
from dialogue_app.services.issues.import_differences import differences
from dialogue_app.services.issues.import_known import KnownIssue, KnownIssues
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
    planned: Mapping[int, PlannedRow]  # by number, before anything was identified
    filling: Filling = AS_USUAL
    _above: dict[Hashable, MeantIssue] = field(default_factory=dict)
    _alike: dict[Hashable, PlannedRow] = field(default_factory=dict)  # by words and raisers
    _coded: dict[tuple[int, int], int] = field(default_factory=dict)  # the rows of codes

    def planned_as(self, drafts: Iterable[SheetIssue]) -> dict[int, PlannedRow]:
        """Of these rows, by number, those that say what they said here."""
        rows = ((draft, self.planned.get(draft.row)) for draft in drafts)
        return {draft.row: row for draft, row in rows if row is not None and row.draft == draft}

    def same(self, row: PlannedRow) -> MeantIssue | None:
        """The issue of a row above that says all the same; a text alone proves nothing."""
        return self._above.get(_key(row)) if row.identity.raisers else None

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
        self._alike.setdefault(_words(row), row)
        thing = self._above[_key(row)] = Meant()
        return thing

    def clashes(self, row: PlannedRow, thing: MeantIssue) -> bool:
        """A row that says anything else is an issue of its own."""
        return False

    def clashing(self, thing: MeantIssue, row: PlannedRow) -> tuple[FieldChange, ...]:
        """No row clashes."""
        return ()

    def joined(self, thing: MeantIssue, rows: Sequence[PlannedRow]) -> MeantIssue:
        """No row is asked of the issue of another."""
        return thing

    def take(self, row: PlannedRow, thing: MeantIssue) -> None:
        """The first row of an issue says what becomes of it."""

    def match(self, things: Sequence[MeantIssue]) -> None:
        """Find the issues known here; a code of other words and raisers is another office's."""
        found = self.known.identify([thing.rows[0].identity for thing in things])
        for thing, known in zip(things, found, strict=True):
            row = thing.rows[0]
            of_others = known is not None and known.is_known_by_code_only(row.identity)
            thing.known = None if of_others else known
            if of_others or (known is None and row.identity.code is not None):
                thing.rows[0] = _with_number_elsewhere(row)

    def differences(self, thing: MeantIssue) -> Differences:
        """What the row of a known issue says otherwise."""
        assert thing.known is not None
        return differences(self.lookups, thing.known, thing.rows[0], self.filling)

    def notes(self, thing: MeantIssue) -> tuple[Problem, ...]:
        """A code that nobody, or another issue, has here; and the rows above it resembles."""
        row = thing.rows[0]
        return tuple(filter(None, (self._code_note(row), self._alike_note(row))))

    def _code_note(self, row: PlannedRow) -> Problem | None:
        code = row.identity.code
        if code is not None:
            here = self.known.has_code(code)
            problem = RowProblem.CODE_OF_OTHER_ISSUE if here else RowProblem.CODE_UNKNOWN
            return Problem(problem, "issue_code", {"value": issue_code(*code)})
        for known in self.known.numbered_alike(row.identity):
            return Problem(RowProblem.OTHER_TEXT, "text", {"value": known.code})
        return None

    def _alike_note(self, row: PlannedRow) -> Problem | None:
        """The row above with the same words: asked where the raisers are the same, too."""
        first = self._alike.get(_words(row), row)
        if first.draft.row == row.draft.row:
            return None
        values = {"row": str(first.draft.row)}
        if not row.identity.raisers:
            return Problem(RowProblem.SAME_WORDS, "text", values)
        fields = ", ".join(map(field_name, differing(first.draft, row.draft)))
        return Problem(RowProblem.SAME_BUT, "text", {**values, "fields": fields})

    def adds(
        self, thing: MeantIssue, row: PlannedRow, found: Differences
    ) -> tuple[FieldChange, ...]:
        """A row that repeats another says nothing of its own."""
        return ()


def _key(row: PlannedRow) -> Hashable:
    identity = row.identity
    return identity.code, identity.digest, frozenset(identity.raisers), all_said(row.draft)


def _words(row: PlannedRow) -> Hashable:
    return row.identity.digest, frozenset(row.identity.raisers)


def _with_number_elsewhere(row: PlannedRow) -> PlannedRow:
    """The row, its code kept as the number of another system."""
    if row.form.number_elsewhere:
        return row
    return replace(row, form=replace(row.form, number_elsewhere=row.draft.code_text))


class IssueWriter:
    """Adds new issues of a session and changes known ones."""

    model = Issue

    def __init__(self, case: OpenCase, register: IssueRegister) -> None:
        self._session, self._known = case.session, register.known
        columns = RowColumns(case, register.lookups)
        self._adder = IssueAdder(case, register.lookups, columns)
        self._changer = IssueChanger(case, columns)

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
