"""A register of enterprises imported from a workbook.

What was edited here stands unless the user says otherwise, and an empty cell erases nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from sqlalchemy import select

from dialogue_app.exchange.columns import ColumnMapping
from dialogue_app.exchange.enterprise_rows import ENTERPRISE_ROWS, SheetEnterprise
from dialogue_app.exchange.reading import Progress, ShouldStop, never_stop, no_progress
from dialogue_app.i18n import N_
from dialogue_app.services.case import Case, OpenCase, use_case
from dialogue_app.services.enterprises.import_known import KnownEnterprises, SaidEnterprise
from dialogue_app.services.enterprises.import_register import EnterpriseRegister
from dialogue_app.services.enterprises.import_writing import EnterpriseWriter
from dialogue_app.services.enterprises.lists import EnterpriseList, EnterpriseRow
from dialogue_app.services.imports.comparing import Filling
from dialogue_app.services.imports.decisions import UNDECIDED, Decisions
from dialogue_app.services.imports.past_imports import with_number
from dialogue_app.services.imports.previewing import Noun, Part, preview
from dialogue_app.services.imports.read_back import OurCodes, ReadBack
from dialogue_app.services.imports.workbooks import ImportResult, OpenedWorkbook, Preview, TableKind
from dialogue_app.services.imports.writing import write
from dialogue_app.services.roles import EDIT_REGISTER
from dialogue_app.storage.audit import head
from dialogue_app.storage.models.enterprises import Enterprise, MergedEnterprise


def preview_enterprises(
    case: Case,
    workbook: OpenedWorkbook,
    sheet_index: int,
    mapping: ColumnMapping,
    progress: Progress = no_progress,
    should_stop: ShouldStop = never_stop,
    *,
    decisions: Decisions = UNDECIDED,
    before: Preview | None = None,
) -> Preview:
    """What importing the sheet would do, row by row. Raises `NoHeader`, `Cancelled`.

    `before` is the preview of other decisions.
    """
    with case.reading() as session:
        sequence = head(session).sequence
    look_up = partial(_looked_up, case, decisions.filling)
    noun = Noun(ENTERPRISE_ROWS, case.today(), _codes(case), look_up)
    return preview(
        noun, workbook, sheet_index, mapping, decisions, progress, should_stop,
        sequence=sequence, before=before,
    )  # fmt: skip


def _codes(case: Case) -> OurCodes[EnterpriseRow]:
    """Our codes: DN-00012."""

    def ids_of(keys: Sequence[tuple[int, ...]]) -> dict[tuple[int, ...], int]:
        numbers = [number for (number,) in keys]
        statement = select(Enterprise.number, Enterprise.id).where(Enterprise.number.in_(numbers))
        merged = select(MergedEnterprise.number, MergedEnterprise.enterprise_id).where(
            MergedEnterprise.number.in_(numbers)
        )
        with case.reading() as session:
            rows = [*session.execute(statement), *session.execute(merged)]
            return {(number,): key for number, key in rows}

    records = EnterpriseList(case)
    return OurCodes(records, ids_of, lambda known: {"name": known.name})


def _looked_up(
    case: Case,
    filling: Filling,
    drafts: Sequence[SheetEnterprise],
    _told: Mapping[int, ReadBack[EnterpriseRow]],
    watch: Progress,
    before: Sequence[Part],
) -> Iterator[tuple[Sequence[SaidEnterprise], EnterpriseRegister]]:
    """All rows, with the enterprises they may mean."""
    old = before[0].register.source if before else None
    with case.reading() as session:
        source = old.copy() if old is not None else KnownEnterprises(case, session)
        rows = source.said(session, drafts, watch)
    yield rows, EnterpriseRegister(source, watch, filling)


@use_case("enterprise.import", EDIT_REGISTER, N_("imported a workbook"))
def import_enterprises(
    case: OpenCase,
    preview: Preview,
    *,
    skip_bad: bool = False,
    accepted: frozenset[int] = frozenset(),
    progress: Progress = no_progress,
    should_stop: ShouldStop = never_stop,
) -> ImportResult:
    """Write what the preview showed.

    `accepted` names the asked rows that are to be taken from the workbook. A row whose
    enterprise was changed, or whose code was taken, since it was compared is refused alone. Raises
    `BadRows` unless bad rows are left out, `Cancelled`; then nothing was written.
    """
    result = write(
        case,
        preview,
        [EnterpriseWriter(case.session, part.register) for part in preview.plan],
        skip_bad=skip_bad,
        accepted=accepted,
        progress=progress,
        should_stop=should_stop,
    )
    return with_number(case, TableKind.ENTERPRISES, preview, result)
