"""The card of keys: shown, and printed on one page."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from dialogue_app.i18n import _
from dialogue_app.services.guides.reading import key_card_pdf
from ui import theme
from ui.help.card import Groups, key_groups
from ui.help.page import save_pdf
from ui.widgets.facts import DetailArea, Facts, section
from ui.widgets.files import ask_where_to_save
from ui.widgets.page import LaidOverPage

if TYPE_CHECKING:
    from ui.rail import Rail


class KeyPage(LaidOverPage):
    """Every key by where it works; Esc leads back to where one was."""

    help_topic = "keys"

    def __init__(self, rail: Rail) -> None:
        super().__init__(_("Keys"))
        self.context = rail.context
        self.groups: Groups = key_groups(rail.entries())
        self.add_action(_("Save as PDF…"), self._ask_where, icon="save").setObjectName("save_card")
        self.add_action(_("Back to the work"), self.leave, icon="back").setObjectName("close")
        self._area = DetailArea()
        self._area.setObjectName("keys")
        self._area.setAccessibleName(_("Keys"))
        self._area.fill([self._columns()])
        self.body.addWidget(self._area, 1)

    def first_to_type(self) -> QWidget:
        """The card, which the arrows scroll."""
        return self._area

    def save_to(self, path: Path) -> None:
        """Write the card as PDF."""
        context, make = self.context, partial(key_card_pdf, self.groups)
        save_pdf(context.tasks, context.messages, make, path)

    def _ask_where(self) -> None:
        messages, name = self.context.messages, f"{_('Keys')}.pdf"
        ask_where_to_save(self, messages, _("Save as PDF"), "PDF (*.pdf)", name, self.save_to)

    def _columns(self) -> QWidget:
        """The groups in two columns."""
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.WIDE)
        for place, (title, rows) in enumerate(self.groups):
            group = QWidget()
            inner = QGridLayout(group)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.addWidget(section(title), 0, 0)
            inner.addWidget(Facts([(row.key, row.words) for row in rows]), 1, 0)
            grid.addWidget(group, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return whole
