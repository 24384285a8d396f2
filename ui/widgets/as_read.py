"""The value of an input as people read it."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from dialogue_app.i18n import _
from dialogue_app.i18n.formats import screen_date
from ui.widgets.inputs import ChoiceField, DateField, NumberField, TimeField
from ui.widgets.multi_picker import MultiPicker
from ui.widgets.rows_editor import RowsEditor


def as_read(editor: QWidget, value: Any, text: str = "") -> str:
    """What a value would be in this input, in words; `text` is that of one no longer offered."""
    match editor:
        case ChoiceField():
            return editor.words(value) or text
        case QCheckBox():
            return _("Ticked") if value else _("Not ticked")
        case DateField():
            return screen_date(value)
        case TimeField():
            return f"{value:%H:%M}" if value else ""
        case NumberField():
            return "" if value is None else str(value)
        case MultiPicker():
            return "\n".join(option.text for option in value)
        case RowsEditor():
            return editor.words(value)
    return str(value)
