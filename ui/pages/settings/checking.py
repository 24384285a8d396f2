"""Settings: the whole register looked through, and mended where that loses nothing."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from pathlib import Path

from PySide6.QtWidgets import QPushButton, QWidget

from dialogue_app.domain.checks import Fault
from dialogue_app.domain.deep_paths import readable
from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.formats import number
from dialogue_app.i18n.words import word
from dialogue_app.services.case import Case
from dialogue_app.services.checking import Checkup, advice, check, in_words, mend
from dialogue_app.services.support import support_name, write_support
from ui import theme
from ui.context import Context
from ui.pages.settings.long_work import LongWorkPanel
from ui.tasks import Lane
from ui.widgets.facts import Facts, paragraph, section
from ui.widgets.files import ask_where_to_save

_MOST_SHOWN = 20  # of one kind of fault
Told = tuple[Checkup, list[tuple[Fault, str]]]


class CheckPanel(LongWorkPanel):
    """Looks through everything and says in words what is wrong; mends after a backup."""

    def __init__(self, context: Context) -> None:
        about = _(
            "Looks whether the file is whole, every record is what the history of changes says, "
            "attached files are there, and the search finds everything. Nothing is changed."
        )
        super().__init__(context, about)
        self.check_data = QPushButton(theme.icon("check"), _("Check the data"))
        self.check_data.setObjectName("check_data")
        self.check_data.clicked.connect(self.check)
        self.mend = QPushButton(theme.icon("save"), _("Back up and mend"))
        self.mend.setObjectName("mend")
        self.mend.clicked.connect(self._mend)
        self._support = QPushButton(theme.icon("export"), _("Write a file for support…"))
        self._support.setObjectName("support")
        self._support.clicked.connect(self._ask_for_support)
        self.inputs += [self.check_data, self.mend, self._support]
        for button in self.inputs:
            self.buttons.addWidget(button)
        self.buttons.addStretch()
        self.mend.hide()

    def check(self) -> None:
        """Look through the register."""
        case = self.context.case
        self.mend.hide()
        self.run(lambda task: _told(case, check(case, watch=task.watch)), self._show)

    def _ask_for_support(self) -> None:
        context = self.context
        name, title = support_name(context.case.clock()), _("Write a file for support")
        ask_where_to_save(
            self, context.messages, title, f"{_('Packed files')} (*.zip)", name, self._write_support
        )

    def _write_support(self, target: Path) -> None:
        context, folder = self.context, self.context.case.store.folder
        said = _(
            "{file}: versions, sizes and the log of errors, nothing of enterprises or people. Send "
            "it to whoever helps you."
        )
        context.tasks.run(
            self,
            lambda: write_support(folder, target, context.case.clock()),
            lambda _none: context.messages.done(said.format(file=target.name)),
            context.messages.error,
            lane=Lane.CHECK,
        )

    def _mend(self) -> None:
        case = self.context.case
        self.mend.hide()
        self.run(lambda task: _told(case, mend(case, watch=task.watch)), self._show_mended)

    def _show_mended(self, checked: Told) -> None:
        self.context.changes.tell_all_changed()
        self._show(checked)

    def _show(self, checked: Told) -> None:
        found, told = checked
        self.mend.setVisible(bool(found.mendable))
        said = [_("The data are sound.")] if found.sound else []
        made = _("Before mending a backup was made: {file}")
        said += [made.format(file=readable(backup)) for backup in found.backups]
        parts: list[QWidget] = [paragraph(line) for line in (*said, *advice(found))]
        for fault, some in groupby(sorted(told), key=itemgetter(0)):
            parts += [section(word(fault)), paragraph(_details([line for _fault, line in some]))]
        parts += [section(_("What was checked")), Facts(_facts(found))]
        self.found.fill(parts)
        self.check_data.setFocus()


def _told(case: Case, found: Checkup) -> Told:
    return found, in_words(case, found)


def _details(some: list[str]) -> str:
    lines = some[:_MOST_SHOWN]
    n = len(some) - len(lines)
    if n:
        lines.append(ngettext("and {n} more", "and {n} more", n).format(n=number(n)))
    return "\n".join(lines)


def _facts(found: Checkup) -> list[tuple[str, str]]:
    history = f"{found.sequence} {found.hash}" if found.hash else ""
    return [
        (_("Program"), found.program),
        (_("Schema"), found.schema),
        ("SQLite", found.sqlite),
        (_("History"), history),
    ]
