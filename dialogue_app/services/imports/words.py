"""What is said of importing a workbook, in the same words in the wizard and by `import`."""

from __future__ import annotations

from collections.abc import Mapping

from dialogue_app.domain.personal_numbers import mask_persons
from dialogue_app.domain.rows import Repair, SkippedRow
from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.formats import number
from dialogue_app.i18n.words import field_name, word
from dialogue_app.services.imports.workbooks import ImportResult, TableKind


def change_words(field: str, old: str, new: str) -> str:
    """A field that would change."""
    return mask_persons(f"{field_name(field)}: {old or _('(empty)')} → {new or _('(empty)')}")


def repair_words(repair: Repair) -> str:
    """A value that was put right while it was read."""
    change = f"{repair.before} → {repair.after}"
    return f"{field_name(repair.field)}: {change} ({word(repair.reason)})"


def passed_over_words(skipped: Mapping[SkippedRow, int]) -> str:
    """How many rows were skipped because they are no entries; empty where there were none."""
    rows = ", ".join(f"{number(n)} {word(kind)}" for kind, n in skipped.items() if n)
    return _("Skipped: {rows}.").format(rows=rows) if rows else ""


def result_counts(result: ImportResult, *, none_too: bool = True) -> list[str]:
    """What became of the rows, each count with its words; without `none_too` no count of none."""
    usual = (
        (result.added, ngettext("{n} added", "{n} added", result.added)),
        (result.changed, _("{n} changed")),
        (result.same, _("{n} as before")),
    )
    parts = [words.format(n=number(n)) for n, words in usual if n or none_too]
    if result.repeated:
        parts.append(_("{n} that repeat another row").format(n=number(result.repeated)))
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
    what = _("Enterprises") if kind is TableKind.ENTERPRISES else _("Issues")
    return f"{what}: {', '.join(result_counts(result))}."
