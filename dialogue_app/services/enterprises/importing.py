"""A register of enterprises imported from a workbook.

An enterprise is the same by our code, by tax code, or without any code by name and address, or
where all that its row says is known already; the same name alone is a warning. What was edited here
stands unless the user says otherwise, and an empty cell erases nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialogue_app import without_garbage_collection
from dialogue_app.domain.codes import enterprise_code, parse_enterprise_code
from dialogue_app.domain.fields.facts import Kind
from dialogue_app.domain.rows import Problem, RowProblem
from dialogue_app.domain.text import enterprise_match_key, fold, sort_key
from dialogue_app.domain.vocabulary import RowStatus, TaxCodeKind
from dialogue_app.exchange.columns import ColumnMapping
from dialogue_app.exchange.enterprise_rows import (
    ENTERPRISE_ROWS,
    SheetEnterprise,
    other_fields,
)
from dialogue_app.exchange.header_words import TableKind
from dialogue_app.exchange.reading import (
    Progress,
    Sheet,
    ShouldStop,
    never_stop,
    no_progress,
    report,
)
from dialogue_app.exchange.recognising import recognise
from dialogue_app.i18n import N_
from dialogue_app.services.case import Case, OpenCase, Seen, use_case
from dialogue_app.services.enterprises.import_register import (
    ComparedEnterprise,
    ComparedRegister,
    Key,
    Values,
    different,
)
from dialogue_app.services.enterprises.lists import EnterpriseList, EnterpriseRow
from dialogue_app.services.imports.read_back import ReadBack, read_back, silenced
from dialogue_app.services.imports.workbooks import (
    FieldChange,
    ImportResult,
    OpenedWorkbook,
    Preview,
    PreviewRow,
)
from dialogue_app.services.imports.writing import (
    changed_since,
    plan_to_write,
    result_of,
    write_batches,
)
from dialogue_app.services.roles import EDIT_REGISTER
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.commit import insert_rows
from dialogue_app.storage.models.enterprises import Enterprise

_REPORT_EVERY = 1000


def preview_enterprises(
    case: Case,
    workbook: OpenedWorkbook,
    sheet_index: int,
    mapping: ColumnMapping,
    progress: Progress = no_progress,
    should_stop: ShouldStop = never_stop,
) -> Preview:
    """What importing the sheet would do, row by row. Raises `NoHeader`, `Cancelled`."""
    sheet = workbook.sheets[sheet_index]
    watch = partial(report, progress=progress, should_stop=should_stop)
    with without_garbage_collection():
        table = recognise(sheet, mapping, TableKind.ENTERPRISES, watch)
        read = ENTERPRISE_ROWS.read(table, case.today(), watch)
        told = _read_back(case, sheet, mapping, watch)
        drafts = [_as_told(draft, told.get(draft.row)) for draft in read]
        with case.reading() as session:
            register = ComparedRegister(session)
        register.final_values = _final_values(register, drafts)
        rows = []
        for place, draft in enumerate(drafts):
            if place % _REPORT_EVERY == 0:
                watch(place, len(drafts))
            rows.append(_preview_row(register, draft))
    return Preview(table, rows, register)


def _read_back(
    case: Case, sheet: Sheet, mapping: ColumnMapping, watch: Progress
) -> dict[int, ReadBack[EnterpriseRow]]:
    """The rows that name an enterprise by our code."""

    def key_of(text: str) -> tuple[int, ...] | None:
        number = parse_enterprise_code(text)
        return None if number is None else (number,)

    def ids_of(keys: Sequence[tuple[int, ...]]) -> dict[tuple[int, ...], int]:
        numbers = [number for (number,) in keys]
        statement = select(Enterprise.number, Enterprise.id).where(Enterprise.number.in_(numbers))
        with case.reading() as session:
            return {(number,): key for number, key in session.execute(statement)}

    return read_back(EnterpriseList(case), sheet, mapping, "code", key_of, ids_of, watch)


def _as_told(draft: SheetEnterprise, told: ReadBack[EnterpriseRow] | None) -> SheetEnterprise:
    return draft if told is None else silenced(draft, told, name=told.known.name)


def _key(draft: SheetEnterprise) -> Key | None:
    """What rows of one enterprise have in common, where that is certain."""
    if draft.number is not None:
        return (draft.number,)
    if draft.tax_code is not None:
        return (draft.tax_code.value,)
    address = fold(draft.address)
    return (enterprise_match_key(draft.name), address) if address else None


def _final_values(register: ComparedRegister, drafts: list[SheetEnterprise]) -> dict[Key, Values]:
    """By enterprise that stands in several rows, the last value the file gives each field."""
    rows: defaultdict[Key, list[SheetEnterprise]] = defaultdict(list)
    for draft in drafts:
        key = _key(draft)
        if key is not None and not draft.errors:
            rows[key].append(draft)
    return {
        key: {
            name: value
            for draft in repeated
            for name, value in _values(register, draft, []).items()
            if value not in (None, "")
        }
        for key, repeated in rows.items()
        if len(repeated) > 1
    }


def _preview_row(register: ComparedRegister, draft: SheetEnterprise) -> PreviewRow:
    problems = list(draft.errors) + list(draft.warnings)
    if draft.errors:
        return _row(draft, RowStatus.ERROR, problems)
    values = _values(register, draft, problems)
    entry, namesake = register.find(draft, values)
    holder = register.by_tax_code.get(values["tax_code"] or "")
    if entry is not None and holder is not None and holder is not entry:
        code, name = values["tax_code"], holder.code or holder.values["name"]
        taken = Problem(RowProblem.TAX_CODE_TAKEN, "tax_code", {"value": code, "holder": name})
        return _row(draft, RowStatus.ERROR, [taken, *problems])
    if entry is None:
        if namesake is not None:
            known = namesake.code or namesake.values["name"]
            problems.append(Problem(RowProblem.SIMILAR, "name", {"value": known}))
        if draft.number is not None and register.had_any:
            code = {"value": enterprise_code(draft.number)}
            problems.append(Problem(RowProblem.NUMBER_NEW, "code", code))
        register.add(values, draft.number, draft.row)
        return _row(draft, RowStatus.WARNING if problems else RowStatus.NEW, problems)
    first, entry.row = entry.row, entry.row or draft.row
    merged = _merge(register, entry, draft, values, problems)
    return _repeated(merged, first) if first else merged


def _repeated(row: PreviewRow, first: int) -> PreviewRow:
    """A later row of one enterprise is counted apart, whatever it adds to the first."""
    if row.status is RowStatus.CONFLICT:
        return row
    problems = row.problems
    if all(found.problem is not RowProblem.REPEATED for found in problems):
        problems += (Problem(RowProblem.REPEATED, "name", {"row": str(first)}),)
    return replace(row, status=RowStatus.REPEATED, problems=problems)


def _merge(
    register: ComparedRegister,
    entry: ComparedEnterprise,
    draft: SheetEnterprise,
    values: Values,
    problems: list[Problem],
) -> PreviewRow:
    key = _key(draft)
    if entry.id is not None and key is not None:
        values = {**values, **register.final_values.get(key, {})}
    said = different(entry, values)
    changes = tuple(
        FieldChange(
            name,
            register.shown(name, entry.values.get(name)),
            register.shown(name, new),
        )
        for name, new in said.items()
    )
    kept = {name: new for name, new in said.items() if name in entry.edited}
    taken = {name: new for name, new in said.items() if name not in kept}
    entry.values.update(taken)
    if "name" in taken:
        entry.match_key = enterprise_match_key(taken["name"])
    if entry.id is not None:
        entry.changed.update(taken)
    elif taken.get("tax_code"):
        entry.values["tax_code_kind"] = values["tax_code_kind"]
    if "tax_code" in taken:
        register.by_tax_code.setdefault(taken["tax_code"], entry)
    if kept:
        entry.conflicts[draft.row] = kept
        return _row(draft, RowStatus.CONFLICT, problems, entry.code, changes)
    status = RowStatus.CHANGED if changes else RowStatus.SAME
    return _row(draft, status, problems, entry.code, changes)


def _row(
    draft: SheetEnterprise,
    status: RowStatus,
    problems: list[Problem],
    matched: str = "",
    changes: tuple[FieldChange, ...] = (),
) -> PreviewRow:
    return PreviewRow(
        draft.row, status, draft.name, matched, changes, draft.repairs, tuple(problems), draft
    )


def _values(register: ComparedRegister, draft: SheetEnterprise, problems: list[Problem]) -> Values:
    code = draft.tax_code
    values: Values = {"name": draft.name, "tax_code": code.value if code else None}
    values["tax_code_kind"] = code.kind if code else None
    for field in other_fields():
        said = draft.values[field.key]
        if field.kind is Kind.REFERENCE:
            values[field.name] = found = register.find_reference(field, said)
            if said and found is None:
                problems.append(Problem(RowProblem.CHOICE_UNKNOWN, field.key, {"value": said}))
        else:
            values[field.name] = said
    return values


@use_case("enterprise.import", EDIT_REGISTER, N_("imported a workbook"))
def import_enterprises(
    case: OpenCase,
    preview: Preview,
    *,
    skip_bad: bool = False,
    overwrite: frozenset[int] = frozenset(),
    progress: Progress = no_progress,
    should_stop: ShouldStop = never_stop,
) -> ImportResult:
    """Write what the preview showed.

    `overwrite` names the rows whose conflicts are to be taken from the workbook. A row whose
    enterprise was changed, or whose code was taken, since it was compared is refused alone. Raises
    `BadRows` unless bad rows are left out, `Cancelled`; then nothing was written. Progress is told
    as `write_batches` says.
    """
    register = plan_to_write(preview, ComparedRegister, skip_bad=skip_bad)
    known = [entry for entry in register.by_number.values() if entry.id is not None]
    values = {entry.row: written for entry in known if (written := _to_write(entry, overwrite))}
    changing = [entry for entry in known if entry.row in values]
    refused = _changed_since(case.session, register, changing)
    changing = [entry for entry in changing if entry.row not in refused]
    new = [entry for entry in register.new if entry.row not in refused]
    batches = chain(_change(case.session, changing, values), _insert(case.session, new))
    with without_garbage_collection():
        total = len(changing) + len(new)
        write_batches(case.session, batches, total, progress, should_stop)
    return result_of(preview, len(new), len(changing), refused)


def _to_write(entry: ComparedEnterprise, overwrite: frozenset[int]) -> Values:
    chosen = [values for row, values in entry.conflicts.items() if row in overwrite]
    return {**entry.changed, **{name: new for values in chosen for name, new in values.items()}}


def _changed_since(
    session: Session, register: ComparedRegister, changing: list[ComparedEnterprise]
) -> set[int]:
    """Rows whose enterprise is no longer the one that was compared, or is another's by now.

    A new one without a tax code is another's by its name.
    """
    compared = {
        entry.row: Seen(entry.id, entry.version) for entry in changing if entry.id is not None
    }
    changed = changed_since(session, Enterprise, compared)
    columns = (Enterprise.number, Enterprise.tax_code, Enterprise.match_key)
    since = session.execute(select(*columns).where(Enterprise.version > register.version)).all()
    numbers = {number for number, _code, _name in since}
    codes = {code for _number, code, _name in since if code}
    names = {name for _number, _code, name in since}
    for entry in (*changing, *register.new):
        code = entry.values.get("tax_code")
        named = entry.id is None and not code and entry.match_key in names
        if named or code in codes or entry.values.get("number") in numbers:
            changed.add(entry.row)
    return changed


def _change(
    session: Session, entries: list[ComparedEnterprise], values: dict[int, Values]
) -> Iterator[int]:
    for some in chunks(entries):
        found = select(Enterprise).where(Enterprise.id.in_([entry.id for entry in some]))
        rows = {row.id: row for row in session.scalars(found)}
        for entry in some:
            assert entry.id is not None
            _fill(rows[entry.id], {**entry.values, **values[entry.row]}, values[entry.row])
        session.flush()
        yield len(some)


def _fill(row: Enterprise, whole: Values, values: Values) -> None:
    key = enterprise_match_key(whole["name"])
    for name, value in {**values, **_derived_values(whole, key)}.items():
        setattr(row, name, value)
    # A field written from the workbook is no edit of ours any more.
    row.edited_fields = " ".join(sorted(set(row.edited_fields.split()) - values.keys()))
    if "tax_code" in values:
        row.tax_code_kind = _kind(values["tax_code"])


def _kind(code: str) -> TaxCodeKind:
    from dialogue_app.domain.tax_codes import parse_tax_code

    return parse_tax_code(code).kind


def _derived_values(values: Values, match_key: str) -> Values:
    return {
        "name_sort": sort_key(values["name"]),
        "match_key": match_key,
    }


def _insert(session: Session, entries: list[ComparedEnterprise]) -> Iterator[int]:
    taken = {entry.values["number"] for entry in entries if "number" in entry.values}
    last = session.scalar(select(func.max(Enterprise.number))) or 0
    free = (number for number in range(last + 1, 10**9) if number not in taken)
    for some in chunks(entries):
        rows = []
        for entry in some:
            values = {**entry.values, **_derived_values(entry.values, entry.match_key)}
            if "number" not in values:
                values["number"] = next(free)
            rows.append(values)
        insert_rows(session, Enterprise, rows)
        yield len(some)
