"""The first page of a first start: what was found, where the data are to lie, or the sample."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from dialogue_app.domain.deep_paths import readable
from dialogue_app.i18n import _
from dialogue_app.i18n.formats import screen_moment
from dialogue_app.services.first_start import places
from dialogue_app.services.first_start.finding import Found, FoundBackup, FoundRegister, look_round
from ui import theme
from ui.forms.state import please_fill
from ui.messages import Messages
from ui.tasks import Lane, TaskRunner
from ui.widgets.facts import paragraph, section
from ui.widgets.files import ask_for_folder
from ui.widgets.form import Form
from ui.widgets.inputs import TextLine
from ui.widgets.page import Page, hairline
from ui.widgets.plain import set_tip
from ui.widgets.scrolling import scrolling


class PlacePage(Page):
    """Nothing is begun before somebody says where; `chosen` tells the folder."""

    help_topic = "first"

    chosen = Signal(object)  # the folder to open

    def __init__(
        self,
        tasks: TaskRunner,
        messages: Messages,
        clock: Callable[[], datetime],
        gone: Path | None = None,
    ) -> None:
        """`gone` is the folder where the data lie and that is not there now."""
        super().__init__(_("Begin"))
        self._tasks, self._messages, self._clock, self._gone = tasks, messages, clock, gone
        self._places = QButtonGroup(self)
        self._folders: list[Path | None] = []  # of the places offered; None is another one
        self._found = QVBoxLayout()
        self._form = Form()
        self.begin_button = QPushButton(_("Begin an empty register"))
        self.begin_button.setObjectName("begin")
        self._assemble()
        self._look()

    def first_to_type(self) -> QWidget:
        """The first thing to press."""
        found = self.findChild(QPushButton, "open_1") or self.findChild(QPushButton, "restore_1")
        return found or self.begin_button

    # What lies in known places ----------------------------------------------------------------

    def _look(self) -> None:
        self._tasks.run(self, look_round, self._show_found, self._messages.error, lane=Lane.EYE)

    def _look_again(self) -> None:
        """The stick is back, or what was found may be more by now."""
        gone = self._gone
        if gone is not None and places.is_there(gone):
            self.chosen.emit(gone)
        else:
            self._look()

    def _show_found(self, found: Found) -> None:
        while (item := self._found.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        rows = [section(_("Already on this computer"))]
        rows += [self._register_row(n, one) for n, one in enumerate(found.registers, start=1)]
        rows += [self._backup_row(n, one) for n, one in enumerate(found.backups, start=1)]
        if len(rows) == 1:
            rows.append(paragraph(_("No register and no backup was found.")))
        for row in rows:
            self._found.addWidget(row)
            row.show()  # the keyboard goes to one of them
        if found.registers:
            theme.set_role(self.begin_button, kind="")
        self.take_keyboard()

    def _register_row(self, number: int, found: FoundRegister) -> QWidget:
        when = found.written_at
        said = _("A register lies in {folder}").format(folder=found.folder)
        last = _("last written on {moment}").format(moment=screen_moment(when)) if when else ""
        button = QPushButton(_("Open this register"))
        button.setObjectName(f"open_{number}")
        button.clicked.connect(lambda: self._open(found.folder))
        if number == 1:
            theme.set_role(button, kind="primary")
        return _row(said, last, button)

    def _backup_row(self, number: int, found: FoundBackup) -> QWidget:
        said = _("A backup lies in {folder}").format(folder=readable(found.file.parent))
        when = screen_moment(found.made_at)
        button = QPushButton(_("Restore this backup"))
        button.setObjectName(f"restore_{number}")
        button.clicked.connect(lambda: self._restore(found.file))
        return _row(said, _("made on {moment}").format(moment=when), button)

    # Choosing ---------------------------------------------------------------------------------

    def _open(self, folder: Path) -> None:
        def note() -> Path:
            places.choose_folder(folder)
            return folder

        self._run(note)

    def _restore(self, backup: Path) -> None:
        """Make the backup the register of the place that is chosen below."""
        if self._is_nowhere():
            return
        folder, at = self._place(), self._clock()

        def work() -> Path:
            from dialogue_app.services.backing_up import restore

            there = places.begin_in(folder, new=True)
            restore(there, backup, at)
            return there

        self._messages.notice(_("The backup is being read back…"), about=self)
        self._run(work)

    def _begin(self) -> None:
        if not self._is_nowhere():
            self._run(partial(places.begin_in, self._place()))

    def _run(self, work: Callable[[], Path]) -> None:
        self.setEnabled(False)
        self._tasks.run(self, work, self.chosen.emit, self._failed, lane=Lane.WRITE)

    def _failed(self, error: Exception) -> None:
        self.setEnabled(True)
        self._messages.error(error, about=self)
        self.take_keyboard()

    def _is_nowhere(self) -> bool:
        """Say so where another folder was chosen and none is named."""
        field = self._form.fields["folder"]
        another = self._folders[self._places.checkedId()] is None
        if not another or field.input.value().strip():
            return False
        self._form.show_errors({"folder": please_fill(field.name)})
        return True

    def _place(self) -> Path:
        folder = self._folders[self._places.checkedId()]
        return folder or Path(self._form.fields["folder"].input.value().strip()).absolute()

    def _ask_for_folder(self) -> None:
        self._places.button(len(self._folders) - 1).setChecked(True)
        line = self._form.fields["folder"].input
        ask_for_folder(self, _("Folder for the data"), lambda one: line.set_value(str(one)))

    # Laying out -------------------------------------------------------------------------------

    def _assemble(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.GAP, 0)
        column.setSpacing(theme.STEP)
        if self._gone is not None:
            column.addWidget(self._gone_row(self._gone))
        column.addLayout(self._found)
        column.addWidget(section(_("Where are the data of a new register to lie?")))
        said = _("On this computer alone, in a folder of their own; it can be moved later.")
        column.addWidget(paragraph(said))
        self._offer_places(column)
        column.addStretch(1)
        self.body.addWidget(scrolling(inner), 1)
        self.body.addWidget(hairline())
        self.body.addLayout(self._last_row())

    def _gone_row(self, gone: Path) -> QWidget:
        said = _("The folder {folder}, where the data lie, is not there.").format(folder=gone)
        button = QPushButton(_("Look again"))
        button.setObjectName("look_again")
        button.clicked.connect(self._look_again)
        return _row(said, _("Plug in its disk or stick, or connect to the network."), button)

    def _offer_places(self, column: QVBoxLayout) -> None:
        own, beside = places.own_folder(), places.beside_program()
        offered = [(_("In my own folder: {folder}").format(folder=own), own)]
        if beside is not None and places.is_writable(beside):
            said = _("Beside the program, to take both along: {folder}").format(folder=beside)
            offered.append((said, beside))
        for number, (said, folder) in enumerate([*offered, (_("In another folder:"), None)]):
            button = QRadioButton(said.replace("&", "&&"))
            button.setObjectName(f"place_{number + 1}")
            self._places.addButton(button, number)
            self._folders.append(folder)
            column.addWidget(button)
        self._places.button(0).setChecked(True)
        field = self._form.add("folder", _("Folder for the data"), TextLine(), wide=True)
        another = self._places.button(len(self._folders) - 1)
        field.input.on_change(lambda: another.setChecked(bool(field.input.value())))
        choose = QPushButton(theme.icon("folder"), _("Choose a folder…"))
        choose.setObjectName("choose_folder")
        choose.clicked.connect(self._ask_for_folder)
        column.addWidget(self._form)
        column.addWidget(choose, 0, Qt.AlignmentFlag.AlignLeft)

    def _last_row(self) -> QHBoxLayout:
        self.begin_button.clicked.connect(self._begin)
        theme.set_role(self.begin_button, kind="primary")
        sample = QPushButton(_("Look at the sample first"))
        sample.setObjectName("sample")
        set_tip(sample, _("A made-up ward with one session, apart from all real data"))
        sample.clicked.connect(lambda: self.chosen.emit(places.sample_folder()))
        row = QHBoxLayout()
        row.setSpacing(theme.STEP)
        row.addWidget(self.begin_button)
        row.addWidget(sample)
        row.addStretch()
        return row


def _row(said: str, detail: str, button: QPushButton) -> QWidget:
    """What was found, and beside it what can be done with it."""
    words = QVBoxLayout()
    words.setSpacing(0)
    for text, role in ((said, ""), (detail, "muted")):
        if text:
            label = paragraph(text)
            theme.set_role(label, role=role)
            words.addWidget(label)
    button.setAccessibleDescription(f"{said} {detail}".strip())
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.WIDE)
    row.addLayout(words, 1)
    row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    return whole
