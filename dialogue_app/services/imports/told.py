"""What a preview says, as plain data for scripts: `import … --dry-run --json` prints it.

No column and no row is left out: what is not taken stands there with nothing beside it.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterator
from typing import Any

from dialogue_app.domain.rows import SkippedRow
from dialogue_app.exchange.columns import column_titles, headed_columns
from dialogue_app.exchange.header_words import table_words
from dialogue_app.exchange.limits import letters
from dialogue_app.exchange.settling import NOT_TAKEN
from dialogue_app.i18n.sentences import problem
from dialogue_app.services.imports.questions import questions
from dialogue_app.services.imports.words import PassedRow, question_words, repair_words
from dialogue_app.services.imports.workbooks import Preview, PreviewRow

Values = Callable[[PreviewRow], dict[str, Any]]


def told(preview: Preview, values: Values) -> dict[str, Any]:
    """The whole preview; `values` gives what a row says by the fields of its noun."""
    return {
        "sheet": preview.sheet.name,
        "header_row": preview.sheet.origin(preview.mapping.header_row).row,
        "columns": list(_columns(preview)),
        "skipped": list(map(_passed, skipped(preview))),
        "questions": [
            {
                "field": one.field,
                "value": one.value or None,
                "rows": list(dict.fromkeys(preview.sheet.origin(row).row for row in one.rows)),
                "text": question_words(one),
            }
            for one in questions(preview)
        ],
        "rows": [_row(preview, row, values) for row in preview.rows],
    }


def refused(sentence: str) -> dict[str, Any]:
    """As `told`, of a file that was refused whole: nothing of it, and the sentence beside."""
    lists = dict.fromkeys(("columns", "skipped", "questions", "rows"), ())
    return {"sheet": None, "header_row": None, **lists, "error": sentence}


def _passed(row: PassedRow) -> dict[str, Any]:
    """A row that is no entry; an answer says of which row it is."""
    told = {"row": row.row, "kind": row.kind, "text": row.text}
    return {**told, "of": row.of} if row.of else told


def _columns(preview: Preview) -> Iterator[dict[str, Any]]:
    """Each column with its field; one that nobody sees in Excel says so."""
    for at, title, name in columns_that_speak(preview):
        column = {"heading": title, "field": _whole(preview, name)}
        yield column | ({"hidden": True} if at in preview.sheet.hidden_columns else {})


def columns(preview: Preview) -> Iterator[tuple[str, str | None]]:
    """Each column that says anything, in the order of the sheet, with the field it is read as."""
    for _at, title, name in columns_that_speak(preview):
        yield title, _whole(preview, name)


def _whole(preview: Preview, name: str | None) -> str | None:
    """The field of which a column says a part, or its own."""
    return table_words(preview.table.kind).parts.get(name, name) if name else None


def columns_that_speak(preview: Preview) -> Iterator[tuple[int, str, str | None]]:
    """Place, heading, and field or part of a field, of each column that says anything."""
    fields, filled = preview.mapping.by_column, _filled(preview)
    spoken = filled | fields.keys() | headed_columns(preview.sheet, preview.mapping)
    for at, title in enumerate(column_titles(preview.sheet, preview.mapping)):
        if at in spoken:
            name = fields.get(at)
            yield at, title or letters(at), None if name == NOT_TAKEN else name


def not_taken(preview: Preview) -> list[str]:
    """The headings of the columns that are not read."""
    return [title for title, name in columns(preview) if name is None]


def hidden_columns(preview: Preview) -> list[str]:
    """The headings of the columns that nobody sees in Excel."""
    hidden = preview.sheet.hidden_columns
    return [title for at, title, _name in columns_that_speak(preview) if at in hidden]


def skipped(preview: Preview) -> Iterator[PassedRow]:
    """Each row that is passed over, with its kind and what stands in it."""
    top = preview.mapping.header_row - preview.mapping.header_height
    above = dict.fromkeys(range(1, top + 1), SkippedRow.TITLE)
    entries, origin = sorted(preview.table.entries), preview.sheet.origin
    for number, kind in sorted((above | preview.table.skipped).items()):
        if text := preview.table.words_of(number):
            asked = bisect(entries, number) if kind is SkippedRow.ANSWER else 0
            of = origin(entries[asked - 1]).row if asked else 0
            yield PassedRow(origin(number).row, kind, text, of)


def _filled(preview: Preview) -> set[int]:
    """The columns in which anything stands below the header."""
    found: set[int] = set()
    left = set(range(max(map(len, preview.sheet.rows), default=0)))
    for row in preview.sheet.rows[preview.mapping.header_row :]:
        if not left:
            break
        now = {at for at in left if at < len(row) and row[at] not in (None, "")}
        found |= now
        left -= now
    return found


def _fields(preview: Preview, row: PreviewRow, values: Values) -> dict[str, Any]:
    """What the row says, also where it says what we wrote there and so nothing new."""
    said = values(row)
    read = preview.found.drafts.get(row.row) if preview.found is not None else None
    if read is None or read == row.draft:
        return said
    written = values(row._replace(draft=read, said=None))
    return {name: value or written[name] for name, value in said.items()}


def _row(preview: Preview, row: PreviewRow, values: Values) -> dict[str, Any]:
    reasons = [*map(problem, row.problems), *map(repair_words, row.repairs)]
    origin = preview.sheet.origin(row.row)
    return {
        "row": origin.row,
        **({} if preview.is_of_one_sheet else {"sheet": origin.sheet}),
        **({"table": origin.table} if origin.table else {}),
        "status": row.status.verdict,
        "code": row.matched or None,
        "fields": _fields(preview, row, values),
        "reasons": reasons,
        "hidden": row.row in preview.sheet.hidden_rows,
    }
