"""What importing a workbook would do, row by row, as text."""

from __future__ import annotations

from collections.abc import Iterable

from dialogue_app.cli.output import say, shortened
from dialogue_app.domain.errors.base import Cancelled
from dialogue_app.domain.vocabulary import RowStatus
from dialogue_app.exchange.columns import column_titles
from dialogue_app.i18n import N_, _, ngettext
from dialogue_app.i18n.formats import number
from dialogue_app.i18n.sentences import problem
from dialogue_app.i18n.words import field_name, is_field, word
from dialogue_app.services.imports.questions import questions
from dialogue_app.services.imports.told import hidden_columns, not_taken, skipped
from dialogue_app.services.imports.words import (
    change_words,
    hidden_columns_words,
    not_taken_words,
    passed_over_words,
    question_words,
    quoted_words,
    repair_words,
)
from dialogue_app.services.imports.workbooks import (
    Preview,
    PreviewRow,
    ShouldStop,
)

_TITLE = 100
# How what is offered of the file is answered here.
_HOW = {
    "sheets": N_("--sheet NAME for each, or --sheet “*” for all."),
    "contacts": N_("--say contacts=no leaves them as they are written."),
    "tax_code": N_("--say tax_code:NUMBER=CODE says which one it is."),
    "parts": N_("--say parts=yes takes them apart."),
}
_INDENT = " " * 8


def say_preview(preview: Preview, stopped: ShouldStop) -> None:
    """Columns, rows, counts. Raises `Cancelled`."""
    titles = column_titles(preview.sheet, preview.mapping)
    columns = "; ".join(
        f"{field_name(field)} = “{titles[at] if at < len(titles) else at + 1}”"
        for field, at in preview.mapping.fields.items()
        if is_field(field)  # others tell rows apart, and nothing of them is taken
    )
    name = preview.sheet.name
    if preview.sheet.hidden:
        name += f" ({_('hidden')})"
    say(_("Sheet “{sheet}”. Columns: {columns}.").format(sheet=name, columns=columns))
    say()
    width = max(len(word(status)) for status in RowStatus)
    for row in preview.rows:
        if stopped():
            raise Cancelled
        _say_row(preview, row, width)
    if preview.rows:
        say()
    _say_counts(preview)


def _say_row(preview: Preview, row: PreviewRow, width: int) -> None:
    head = [f"{preview.called(row.row):>6}", f"{word(row.status):<{width}}", row.matched]
    say("  ".join(filter(None, [*head, shortened(row.title, _TITLE)])))
    for line in _details(row):
        say(_INDENT + line)


def _details(row: PreviewRow) -> Iterable[str]:
    for change in row.changes:
        old, new = shortened(change.old, _TITLE), shortened(change.new, _TITLE)
        yield change_words(change.field, old, new)
    yield from map(repair_words, row.repairs)
    yield from map(problem, row.problems)


def _say_counts(preview: Preview) -> None:
    counts = preview.counts
    said = [f"{word(status)}: {number(counts[status])}" for status in RowStatus if counts[status]]
    say(" · ".join(said) or _("The sheet has no row to import."))
    if passed_over := passed_over_words(preview.skipped):
        say(passed_over)
    for line in quoted_words(skipped(preview)):
        say(_INDENT + shortened(line, _TITLE))
    if others := not_taken_words(not_taken(preview)):
        say(others)
    if hidden := hidden_columns_words(hidden_columns(preview)):
        say(hidden)
    for question in questions(preview):
        say(question_words(question))
        if question.field in _HOW:
            say(_INDENT + _(_HOW[question.field]))


def say_asked(n: int) -> None:
    """What happens to rows that nobody has answered."""
    sentence = ngettext(
        "{n} row is not written until it is answered: --accept ROW takes it as the workbook says.",
        "{n} rows are not written until they are answered: --accept ROW takes one as the workbook "
        "says.",
        n,
    )
    say(sentence.format(n=number(n)))
