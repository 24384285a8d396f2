"""What the import of a workbook asks of the services, whichever kind of rows it has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dialogue_app.domain.errors.workbooks import NoHeader
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.facts import fields_of
from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.i18n import _
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.suggesting import suggest_enterprises
from dialogue_app.services.imports.asking import Lists, lists_of
from dialogue_app.services.imports.decisions import Decisions
from dialogue_app.services.imports.drafts import ImportDraft
from dialogue_app.services.imports.picture import Picture, bare_picture, make_picture
from dialogue_app.services.imports.profiles import Fit, fits_of, profiles
from dialogue_app.services.imports.workbooks import (
    ColumnMapping,
    ImportResult,
    OpenedWorkbook,
    Preview,
    TableKind,
    require_mapping,
)
from dialogue_app.services.sessions.lists import SessionRow, list_sessions
from ui.forms.input import Option
from ui.tasks import Task


@dataclass(frozen=True)
class Opened:
    """A workbook, what its questions may be answered with, and what was decided before."""

    book: OpenedWorkbook
    lists: Lists
    sessions: list[SessionRow]
    fits: dict[int, Fit]  # by sheet, the profile of its shape
    blank: ImportDraft | None = None  # under which a draft is kept; None of what is in no file
    draft: ImportDraft | None = None


def opened(
    case: Case,
    book: OpenedWorkbook,
    blank: ImportDraft | None = None,
    draft: ImportDraft | None = None,
) -> Opened:
    """All that is to be known before a workbook is worked in."""
    fits = fits_of(book, profiles(case, book.kind))
    return Opened(book, lists_of(case, book.kind), list_sessions(case), fits, blank, draft)


def compared(
    case: Case,
    book: OpenedWorkbook,
    index: int,
    decided: Decisions,
    session_id: int | None,
    lists: Lists,
    before: Picture | None,
    task: Task,
) -> Picture:
    """The picture of a sheet as it was decided, its rows compared with the register.

    Of the picture before is taken what still holds. Where no column holds what is required it says
    so, and shows the sheet all the same.
    """
    mapping = require_mapping(book, index, decided.header)
    old = before.preview if before is not None else None
    try:
        preview = _preview(case, book, index, mapping, decided, session_id, old, task)
    except NoHeader as refusal:
        return bare_picture(book.kind, book.sheets[index], mapping, decided, refusal)
    return make_picture(book.kind, book.sheets[index], preview, decided, lists)


def _preview(
    case: Case,
    book: OpenedWorkbook,
    index: int,
    mapping: ColumnMapping,
    decided: Decisions,
    session_id: int | None,
    before: Preview | None,
    task: Task,
) -> Preview:
    stopped = task.should_stop
    if book.kind is TableKind.ENTERPRISES:
        from dialogue_app.services.enterprises.importing import preview_enterprises

        return preview_enterprises(
            case, book, index, mapping, task.report, stopped, decisions=decided, before=before
        )
    from dialogue_app.services.issues.importing import preview_issues

    return preview_issues(
        case, book, index, mapping, session_id, task.report, stopped,
        decisions=decided, before=before,
    )  # fmt: skip


def clearable(kind: TableKind) -> frozenset[str]:
    """The fields of which an empty cell may empty what is known here."""
    if kind is TableKind.ENTERPRISES:
        from dialogue_app.services.enterprises.import_register import CLEARED

        return frozenset(fields_of(EnterpriseDraft)[name].key for name in CLEARED)
    from dialogue_app.services.issues.import_differences import CLEARED as OF_ISSUES

    return frozenset(fields_of(IssueDraft)[name].key for name in OF_ISSUES)


def written(case: Case, picture: Picture, task: Task) -> ImportResult:
    """Write what the picture shows; rows with errors are left out."""
    if picture.kind is TableKind.ENTERPRISES:
        from dialogue_app.services.enterprises.importing import import_enterprises as open_import
    else:
        from dialogue_app.services.issues.importing import import_issues as open_import
    assert picture.preview is not None
    return open_import(
        case,
        picture.preview,
        skip_bad=True,
        accepted=picture.decided.accepted,
        progress=task.report,
        should_stop=task.should_stop,
    )


def raisers(case: Case, text: str) -> Sequence[Option]:
    """The enterprises of the register that a raiser may be, each with its code."""
    rows = suggest_enterprises(case, text)
    return [Option(row.id, f"{row.code} {row.name}", row.address) for row in rows]


def file_words(kind: TableKind) -> str:
    """What kind of file is wanted."""
    if kind is TableKind.ENTERPRISES:
        return _(
            "Drop your Excel register here, or choose it. Any order of columns will do; "
            "only a column with the names is needed."
        )
    return _(
        "Drop your Excel list of issues here, or choose it. Any order of columns will do; "
        "only a column with the text of the issues is needed."
    )
