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
from dialogue_app.services.enterprises.import_register import (
    EnterpriseRegister,
    SaidEnterprise,
    said_enterprises,
)
from dialogue_app.services.enterprises.import_values import References
from dialogue_app.services.enterprises.import_writing import EnterpriseWriter
from dialogue_app.services.enterprises.lists import EnterpriseList, EnterpriseRow
from dialogue_app.services.imports.comparing import Filling
from dialogue_app.services.imports.decisions import UNDECIDED, Decisions
from dialogue_app.services.imports.previewing import Noun, preview
from dialogue_app.services.imports.read_back import OurCodes, ReadBack
from dialogue_app.services.imports.workbooks import ImportResult, OpenedWorkbook, Preview
from dialogue_app.services.imports.writing import write
from dialogue_app.services.roles import EDIT_REGISTER
from dialogue_app.storage.models.enterprises import Enterprise


def preview_enterprises(
    case: Case,
    workbook: OpenedWorkbook,
    sheet_index: int,
    mapping: ColumnMapping,
    progress: Progress = no_progress,
    should_stop: ShouldStop = never_stop,
    *,
    decisions: Decisions = UNDECIDED,
) -> Preview:
    """What importing the sheet would do, row by row. Raises `NoHeader`, `Cancelled`."""
    look_up = partial(_looked_up, case, decisions.filling)
    noun = Noun(ENTERPRISE_ROWS, case.today(), _codes(case), look_up)
    return preview(noun, workbook, sheet_index, mapping, decisions, progress, should_stop)


def _codes(case: Case) -> OurCodes[EnterpriseRow]:
    """Our codes: DN-00012."""

    def ids_of(keys: Sequence[tuple[int, ...]]) -> dict[tuple[int, ...], int]:
        numbers = [number for (number,) in keys]
        statement = select(Enterprise.number, Enterprise.id).where(Enterprise.number.in_(numbers))
        with case.reading() as session:
            return {(number,): key for number, key in session.execute(statement)}

    records = EnterpriseList(case)
    return OurCodes(records, ids_of, lambda known: {"name": known.name})


def _looked_up(
    case: Case,
    filling: Filling,
    drafts: Sequence[SheetEnterprise],
    _told: Mapping[int, ReadBack[EnterpriseRow]],
    watch: Progress,
) -> Iterator[tuple[Sequence[SaidEnterprise], EnterpriseRegister]]:
    """All rows, with the enterprises they may mean."""
    with case.reading() as session:
        references = References(session)
        rows = said_enterprises(references, drafts, watch)
        register = EnterpriseRegister(session, references, rows, watch, filling)
    yield rows, register


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
    return write(
        case,
        preview,
        [EnterpriseWriter(case.session, part.register) for part in preview.plan],
        skip_bad=skip_bad,
        accepted=accepted,
        progress=progress,
        should_stop=should_stop,
    )
