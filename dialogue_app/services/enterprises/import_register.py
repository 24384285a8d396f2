"""The enterprises that rows of a workbook may mean, read by the keys of the rows.

An enterprise is the same by our code, by tax code, or without any code by name and address, or
where all that its row says is known already. Whom a new one may be is a warning with the reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from dialogue_app.domain.codes import enterprise_code
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.facts import fields_of
from dialogue_app.domain.rows import Problem, RowProblem
from dialogue_app.domain.text import fold, has_marks
from dialogue_app.domain.tones import spelling_key
from dialogue_app.exchange.reading import Progress
from dialogue_app.i18n import _
from dialogue_app.services.enterprises.import_known import (
    COMPARED,
    KnownEnterprise,
    KnownEnterprises,
    SaidEnterprise,
)
from dialogue_app.services.enterprises.import_values import Values
from dialogue_app.services.enterprises.likeness_words import likeness_words
from dialogue_app.services.enterprises.merged import MergedCode
from dialogue_app.services.imports.comparing import AS_USUAL, Differences, Filling, compare
from dialogue_app.services.imports.identifying import Meant
from dialogue_app.services.imports.workbooks import FieldChange

CLEARED = tuple(name for name in COMPARED if name != "name")  # what an empty cell may empty
_MOST_NAMED = 3  # of those a new one may be
_EVIDENCE = ("address", "phone", "email")  # what tells two of the same name apart


@dataclass(slots=True, kw_only=True)
class MeantEnterprise(Meant[SaidEnterprise, KnownEnterprise]):
    """One enterprise; `values` is what is known of it with what the rows read so far say."""

    values: Values
    match_key: str
    notes: tuple[Problem, ...] = ()
    _said: Values = field(init=False, default_factory=dict)
    _codes: set[str] = field(init=False, default_factory=set)  # that another office gave it
    _heard: int = field(init=False, default=0)  # of the rows

    @property
    def called(self) -> str:
        """Its code, or the name of one that the file adds."""
        return self.known.code if self.known else str(self.values["name"])

    def said(self) -> Values:
        """The last value the rows give each field; an empty cell says nothing."""
        self._hear()
        return self._said

    def _hear(self) -> None:
        """Take in the rows that came since; there may be thousands of one."""
        for row in self.rows[self._heard :]:
            said = {name: value for name, value in row.values.items() if value not in (None, "")}
            self._said.update(said)
            self._codes.add(row.draft.code_elsewhere)
        self._heard = len(self.rows)

    def has_other_code(self, row: SaidEnterprise) -> bool:
        """Whether the office that made the list gave this one another code of its own."""
        self._hear()
        given = row.draft.code_elsewhere
        return bool(given) and bool(self._codes - {"", given})

    def differs(self, values: Values) -> Values:
        """What a row says otherwise than is known of it so far."""
        return {
            name: new
            for name, new in values.items()
            if name in COMPARED and new not in (None, "") and self.values.get(name) != new
        }


class EnterpriseRegister:
    """The enterprises the rows may mean, known here or added by a row above."""

    def __init__(
        self, source: KnownEnterprises, watch: Progress, filling: Filling = AS_USUAL
    ) -> None:
        """`watch` is told of the search for look-alikes, and may raise."""
        self.source, self._watch, self._filling = source, watch, filling
        self._by_number: dict[int, MeantEnterprise] = {}
        self._by_tax_code: dict[str, MeantEnterprise] = {}
        self._by_name: defaultdict[str, list[MeantEnterprise]] = defaultdict(list)
        things: dict[int, MeantEnterprise] = {}
        for known in source.in_order:
            thing = MeantEnterprise(
                known=known, values=dict(known.values), match_key=known.match_key
            )
            things[known.id] = self._by_number[known.number] = thing
            self._index(thing)
        for one in source.merged:
            self._index_merged(one, things.get(one.enterprise_id))

    def _index(self, thing: MeantEnterprise) -> None:
        if code := thing.values.get("tax_code"):
            self._by_tax_code.setdefault(code, thing)
        self._by_name[thing.match_key].append(thing)

    def _index_merged(self, merged: MergedCode, remaining: MeantEnterprise | None) -> None:
        """The codes of one that was merged are those of the one that remains."""
        if remaining is not None:
            self._by_number[merged.number] = remaining
            if merged.tax_code:
                self._by_tax_code.setdefault(merged.tax_code, remaining)

    # Identifying ------------------------------------------------------------------------------

    def same(self, row: SaidEnterprise) -> MeantEnterprise | None:
        """By our code, by tax code, by name and address, or where the row says nothing new.

        The name alone makes no two rows one, and another code of the office proves two.
        """
        number, code = row.draft.number, row.values["tax_code"]
        if number is not None and number in self._by_number:
            return self._by_number[number]
        if code is not None:
            return self._by_tax_code.get(code)
        for thing in self._namesakes(row):
            is_other = thing.has_other_code(row) or not _is_same_name(thing, row)
            if not is_other and _is_same_place(thing, row):
                return thing
        return None

    def _namesakes(self, row: SaidEnterprise) -> Sequence[MeantEnterprise]:
        return self._by_name.get(row.match_key) or ()

    def refusal(self, row: SaidEnterprise, thing: MeantEnterprise | None) -> Problem | None:
        """A tax code that belongs to another."""
        code = row.values["tax_code"]
        holder = self._by_tax_code.get(code or "")
        if thing is None or holder is None or holder is thing:
            return None
        values = {"value": code, "holder": holder.called}
        return Problem(RowProblem.TAX_CODE_TAKEN, "tax_code", values)

    def begin(self, row: SaidEnterprise) -> MeantEnterprise:
        """A new enterprise; whom it may be, or a code of ours nobody has, is worth a look."""
        notes = list(self._alike(row))
        number = row.draft.number
        if number is not None and not self.source.is_empty:
            code = {"value": enterprise_code(number)}
            notes.append(Problem(RowProblem.NUMBER_NEW, "code", code))
        thing = MeantEnterprise(
            values=dict(row.values), match_key=row.match_key, notes=tuple(notes)
        )
        if number is not None:
            thing.values["number"] = number
            self._by_number[number] = thing
        self._index(thing)
        return thing

    def _alike(self, row: SaidEnterprise) -> Iterator[Problem]:
        """Whom of the register the row may mean, the surest first; else a namesake above it."""
        found = [] if self.source.is_empty else self.source.alike(row, self._watch)
        if not found:
            above = (thing for thing in self._namesakes(row) if thing.known is None)
            yield from (_like(thing, row) for thing in islice(above, 1))
        for called, likeness in found[:_MOST_NAMED]:
            values = {"value": called, "reason": likeness_words(likeness)}
            yield Problem(RowProblem.MAY_BE, "name", values)

    def clashes(self, row: SaidEnterprise, thing: MeantEnterprise) -> bool:
        """Whether the rows above say something else of it."""
        return any(self._clashing(thing, row))

    def clashing(self, thing: MeantEnterprise, row: SaidEnterprise) -> tuple[FieldChange, ...]:
        """What the row says otherwise than the rows above it."""
        return tuple(self._clashing(thing, row))

    def _clashing(self, thing: MeantEnterprise, row: SaidEnterprise) -> Iterator[FieldChange]:
        said = thing.said()
        for change in self._changes(said, row.values):
            spelling = change.field == "name" and row.match_key == thing.match_key
            if said.get(change.field) not in (None, "") and not spelling:
                yield change

    def joined(self, thing: MeantEnterprise, rows: Sequence[SaidEnterprise]) -> MeantEnterprise:
        """The enterprise with rows that say something else, which were answered with yes."""
        values = dict(thing.values)
        joined = replace(thing, rows=[*thing.rows, *rows], values=values)
        for row in rows:
            values.update(joined.differs(row.values))
        return joined

    def take(self, row: SaidEnterprise, thing: MeantEnterprise) -> None:
        """What the row says holds for the rows below, unless it was edited here."""
        if thing.known is None and not thing.rows:
            return  # it began with what the row says
        edited = thing.known.edited if thing.known else frozenset()
        taken = {name: new for name, new in thing.differs(row.values).items() if name not in edited}
        thing.values.update(taken)
        if "name" in taken:
            thing.match_key = row.match_key
        if "tax_code" in taken:
            thing.values["tax_code_kind"] = row.values["tax_code_kind"]
            self._by_tax_code.setdefault(taken["tax_code"], thing)

    def match(self, things: Sequence[MeantEnterprise]) -> None:
        """Every row found its enterprise from above."""

    # Comparing --------------------------------------------------------------------------------

    def differences(self, thing: MeantEnterprise) -> Differences:
        """What the rows of a known enterprise say otherwise."""
        known = thing.known
        assert known is not None
        edited, kept = known.edited, tuple[Problem, ...]()
        row = thing.rows[0]
        if any(self._is_of_merged(one, known) for one in thing.rows):
            edited = frozenset(COMPARED)  # what the merged one was called is no news of this one
        if row.draft.number is None and row.match_key != known.match_key:
            edited |= {"name"}  # the same tax code with another name: somebody decides
            kept = (Problem(RowProblem.OTHER_NAME, "name", {"value": known.code}),)
        said = (*self._changes(known.values, thing.said()), *self._emptied(thing))
        found = compare(said, edited, blanks_only=self._filling.blanks_only)
        return replace(found, kept=(*found.kept, *kept))

    def _emptied(self, thing: MeantEnterprise) -> Iterator[FieldChange]:
        """What is known of it and its empty cells are to empty."""
        known = thing.known
        emptied = frozenset.intersection(*(row.draft.emptied for row in thing.rows))
        for name in CLEARED if emptied and known is not None else ():
            old = known.values[name] if known is not None else None
            is_said = thing.said().get(name) not in (None, "")
            if fields_of(EnterpriseDraft)[name].key in emptied and old and not is_said:
                yield FieldChange(name, self.source.references.shown(name, old), "")

    def _is_of_merged(self, row: SaidEnterprise, known: KnownEnterprise) -> bool:
        """Whether the row names it by a code of one that was merged into it."""
        number, code = row.draft.number, row.values["tax_code"]
        if number is not None:
            return number != known.number
        return bool(code) and bool(known.values["tax_code"]) and code != known.values["tax_code"]

    def notes(self, thing: MeantEnterprise) -> tuple[Problem, ...]:
        """What is worth a look of a new enterprise."""
        return thing.notes

    def adds(
        self, thing: MeantEnterprise, row: SaidEnterprise, found: Differences
    ) -> tuple[FieldChange, ...]:
        """What the first row does not say, and of a known enterprise the register does not."""
        first = thing.rows[0].values
        adds = self._changes(thing.known.values if thing.known else first, row.values)
        return tuple(change for change in adds if first.get(change.field) in (None, ""))

    def _changes(self, old: Values, said: Values) -> Iterator[FieldChange]:
        shown = self.source.references.shown
        for name in COMPARED:
            new = said.get(name)
            if new not in (None, "") and old.get(name) != new:
                yield FieldChange(name, shown(name, old.get(name)), shown(name, new))


def _like(thing: MeantEnterprise, row: SaidEnterprise) -> Problem:
    """Whom a new one resembles: of the same name, or of one that differs by its marks only."""
    problem = RowProblem.SIMILAR if _is_same_name(thing, row) else RowProblem.NAME_NEAR
    called = thing.called
    if thing.known is None:
        called = _("{name} in row {row}").format(name=called, row=thing.numbers[0])
    return Problem(problem, "name", {"value": called})


def _is_same_name(thing: MeantEnterprise, row: SaidEnterprise) -> bool:
    """Whether both names have the same marks, or one was written without any."""
    names = str(thing.values["name"]), row.draft.name
    return not all(map(has_marks, names)) or spelling_key(names[0]) == spelling_key(names[1])


def _is_same_place(thing: MeantEnterprise, row: SaidEnterprise) -> bool:
    """Whether a namesake is the same: at the same address, or all the row says is known of it.

    Where nothing the row says tells namesakes apart, the register must know no more either.
    """
    here, address = fold(thing.values.get("address") or ""), fold(row.draft.address)
    if address and here:
        return address == here
    if thing.differs(row.values):
        return False
    if any(row.values.get(name) for name in _EVIDENCE):
        return True
    knows_more = any(thing.values.get(name) and not row.values.get(name) for name in COMPARED)
    return thing.known is not None and not thing.rows and not knows_more
