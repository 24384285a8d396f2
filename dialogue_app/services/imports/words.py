"""What is said of importing a workbook, in the same words in the wizard and by `import`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dialogue_app.domain.personal_numbers import mask_persons
from dialogue_app.domain.rows import Repair, SkippedRow
from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.formats import number
from dialogue_app.i18n.words import field_name, word
from dialogue_app.services.imports.questions import OF_SHEETS, OFFERS, Question
from dialogue_app.services.imports.workbooks import ImportResult, TableKind


class PassedRow(NamedTuple):
    """A row of the file that is no entry; `of` is the row that it answers, else 0."""

    row: int
    kind: SkippedRow
    text: str
    of: int = 0


def change_words(field: str, old: str, new: str) -> str:
    """A field that would change."""
    return mask_persons(f"{field_name(field)}: {old or _('(empty)')} → {new or _('(empty)')}")


def repair_words(repair: Repair) -> str:
    """A value that was put right while it was read."""
    change = f"{repair.before} → {repair.after}"
    return f"{field_name(repair.field)}: {change} ({word(repair.reason)})"


def passed_over_words(skipped: Mapping[SkippedRow, int]) -> str:
    """How many rows were skipped because they are no entries; empty where there were none."""
    counts = (one for one in skipped.items() if one[0] is not SkippedRow.ANSWER)
    rows = ", ".join(f"{number(n)} {word(kind)}" for kind, n in counts if n)
    return _("Skipped: {rows}.").format(rows=rows) if rows else ""


def quoted_words(rows: Iterable[PassedRow]) -> list[str]:
    """Each row that is no entry, in its own words."""
    alone = _("Row {row}: “{text}”")
    answer = _("Row {row}, read as the answer of row {of}: “{text}”")
    return [
        (answer if one.of else alone).format(row=one.row, of=one.of, text=mask_persons(one.text))
        for one in rows
    ]


def not_taken_words(headings: Sequence[str]) -> str:
    """The columns that are not taken; empty where all are."""
    return _("Columns not taken: {columns}.").format(columns=_quoted(headings)) if headings else ""


def hidden_columns_words(headings: Sequence[str]) -> str:
    """The columns that nobody sees in Excel, and are read; empty where none is hidden."""
    said = _("Columns hidden in Excel: {columns}.")
    return said.format(columns=_quoted(headings)) if headings else ""


def _quoted(headings: Sequence[str]) -> str:
    return ", ".join(f"“{heading}”" for heading in headings)


def profile_words(name: str) -> str:
    """By which profile a file is read; empty where by none."""
    return _("Read as “{profile}”.").format(profile=name) if name else ""


def question_words(question: Question) -> str:
    """What the file does not say, or a word of it that no list has."""
    n = len(question.rows)
    if question.field in (*OFFERS, *OF_SHEETS):
        return _offer_words(question, n)
    name = field_name(question.field)
    if question.value:
        sentence = ngettext(
            "{field} “{value}”: {n} row. Which one is it?",
            "{field} “{value}”: {n} rows. Which one is it?",
            n,
        )
        return mask_persons(sentence.format(field=name, value=question.value, n=number(n)))
    sentence = ngettext(
        "{field}: the file does not say it of {n} row.",
        "{field}: the file does not say it of {n} rows.",
        n,
    )
    return sentence.format(field=name, n=number(n))


def write_words(kind: TableKind, n: int, bad: int) -> str:
    """What writing would do, on its button: how many rows, and how many with errors are not."""
    if kind is TableKind.ENTERPRISES:
        words = ngettext("Write {n} enterprise", "Write {n} enterprises", n)
    else:
        words = ngettext("Write {n} issue", "Write {n} issues", n)
    said = words.format(n=number(n)) if n else _("Nothing to write")
    if not bad or not n:
        return said
    without = ngettext(
        "{write}, without {n} row in error", "{write}, without {n} rows in error", bad
    )
    return without.format(write=said, n=number(bad))


def other_sheets_words(names: Sequence[str]) -> str:
    """Which other sheets hold such a table; empty where none does."""
    said = _("Other sheets hold such a table, too: {sheets}.")
    return said.format(sheets=", ".join(names)) if names else ""


def taken_as(field: str | None) -> str:
    """What a column is taken as; our own codes are told from those of another office."""
    match field:
        case None:
            return _("not taken")
        case "code":
            return _("Code in this program (DN-…)")
        case "issue_code":
            return _("Code in this program (KN-…)")
    return field_name(field)


def _offer_words(question: Question, n: int) -> str:
    """What is offered for the whole file."""
    match question.field:
        case "sheets":
            sentence = _("More sheets hold such a table: {sheets}. Are they to be taken, too?")
            return sentence.format(sheets=question.value)
        case "sheets_apart":
            sentence = _(
                "Sheets with other columns hold such a table, too; they are not read: "
                "{sheets}. Import each by itself."
            )
            return sentence.format(sheets=question.value)
        case "contacts":
            sentence = ngettext(
                "In {n} row a cell holds several names, or a name with tax code, address or "
                "telephone number; it is taken apart. Is that right?",
                "In {n} rows a cell holds several names, or a name with tax code, address or "
                "telephone number; it is taken apart. Is that right?",
                n,
            )
        case _:
            sentence = ngettext(
                "{n} cell seems to hold several issues. Is each to be an issue of its own?",
                "{n} cells seem to hold several issues. Is each to be an issue of its own?",
                n,
            )
    return sentence.format(n=number(n))


def result_counts(result: ImportResult, *, none_too: bool = True) -> list[str]:
    """What became of the rows, each count with its words; without `none_too` no count of none."""
    usual = (
        (result.added, _("{n} added")),
        (result.changed, _("{n} changed")),
        (result.same, _("{n} as before")),
    )
    parts = [words.format(n=number(n)) for n, words in usual if n or none_too]
    if result.repeated:
        sentence = ngettext(
            "{n} that repeats another row", "{n} that repeat another row", result.repeated
        )
        parts.append(sentence.format(n=number(result.repeated)))
    if result.asked:
        parts.append(_("{n} not written, to be answered").format(n=number(result.asked)))
    if result.left_out:
        parts.append(_("{n} left out").format(n=number(result.left_out)))
    if result.refused:
        n, rows = len(result.refused), ", ".join(map(str, result.refused))
        sentence = ngettext(
            "{n} not written, because it was changed here meanwhile (row {rows}): "
            "import the workbook again",
            "{n} not written, because they were changed here meanwhile (rows {rows}): "
            "import the workbook again",
            n,
        )
        parts.append(sentence.format(n=number(n), rows=rows))
    return parts


def result_words(kind: TableKind, result: ImportResult) -> str:
    """What was written, in one line."""
    return f"{kind_words(kind)}: {', '.join(result_counts(result))}."


def kind_words(kind: TableKind) -> str:
    """What its rows are."""
    return _("Enterprises") if kind is TableKind.ENTERPRISES else _("Issues")
