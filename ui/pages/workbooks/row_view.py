"""One row of a workbook to read: what it does, what is worth a look, and all that it says."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from dialogue_app.domain.personal_numbers import mask_persons
from dialogue_app.domain.rows import SkippedRow
from dialogue_app.i18n import _
from dialogue_app.i18n.sentences import problem
from dialogue_app.i18n.words import field_name, word
from dialogue_app.services.imports.preview_values import proposed_values, row_values
from dialogue_app.services.imports.words import repair_words
from dialogue_app.services.imports.workbooks import FieldChange, PreviewRow
from ui import theme
from ui.widgets.facts import DetailArea, Facts, caption, paragraph, section
from ui.widgets.plain import Label


class RowView(DetailArea):
    """The row the keyboard stands on, whole."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("row_view")
        self.setAccessibleName(_("The whole row"))
        self.setViewportMargins(theme.GAP, 0, 0, 0)

    def look_at(self, row: PreviewRow | None, called: str = "") -> None:
        """Show a row, by its number in the file, or nothing."""
        self.fill(_parts(row, called) if row is not None else [])

    def look_at_skipped(self, called: str, why: SkippedRow, text: str) -> None:
        """Show why a row is passed over, in its own words, and how it is taken all the same."""
        said = _("Row {n}: {what}").format(n=called, what=word(why))
        parts: list[QWidget] = [_title(said), paragraph(mask_persons(text))]
        if why is not SkippedRow.ANSWER:
            parts.append(caption(_("Press Insert to take this row all the same.")))
        self.fill(parts)


def _title(text: str) -> Label:
    title = paragraph(text)
    title.setFont(theme.title_font())
    return title


def _parts(row: PreviewRow, called: str) -> list[QWidget]:
    said = _("Row {n}: {what}").format(n=called, what=_what(row))
    parts: list[QWidget] = [_title(said)]
    if row.problems:
        sentences = "\n".join(f"• {problem(found)}" for found in row.problems)
        parts += [section(_("Worth a look")), paragraph(sentences)]
    if row.changes:
        parts += [section(_("Changes")), Facts([_change(change) for change in row.changes])]
    if row.repairs:
        parts += [
            section(_("Corrected while reading")),
            paragraph("\n".join(map(repair_words, row.repairs))),
        ]
    values = [(field_name(field), text) for field, text in row_values(row)]
    parts += [section(_("In the workbook")), Facts(values)]
    proposed = [(field_name(field), text) for field, text in proposed_values(row)]
    if proposed:
        parts += [section(_("Proposed when it is assigned")), Facts(proposed)]
    return parts


def _what(row: PreviewRow) -> str:
    return f"{word(row.status)} ({row.matched})" if row.matched else word(row.status)


def _change(change: FieldChange) -> tuple[str, str]:
    empty = _("(empty)")
    return field_name(change.field), f"{change.old or empty} → {change.new or empty}"
