"""Settings: one person's data found everywhere, and removed for good where somebody asks for it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton

from dialogue_app.domain.errors.base import BadInput, Missing
from dialogue_app.domain.personal_numbers import mask_persons
from dialogue_app.i18n import _
from dialogue_app.services.personal_data import (
    Person,
    PlaceOfData,
    Removed,
    Traces,
    find_data,
    meant,
    remove_data,
)
from dialogue_app.services.personal_data_words import (
    copies_words,
    history_words,
    not_reached,
    removed_words,
)
from ui import theme
from ui.context import Context
from ui.pages.settings.long_work import LongWorkPanel
from ui.tasks import Lane, Task
from ui.widgets.facts import Facts, paragraph
from ui.widgets.form import Field
from ui.widgets.inputs import TextLine
from ui.widgets.plain import Label

_LEAST_HEIGHT = 60


class PersonalDataPanel(LongWorkPanel):
    """Find, choose the places, say why, be asked, remove."""

    def __init__(self, context: Context) -> None:
        about = _(
            "Finds a person's name, telephone, e-mail or number in records, in the history of "
            "changes and in the search, and removes them for good. This cannot be undone."
        )
        super().__init__(context, about)
        self._person: Person | None = None  # of what is shown
        hint = _("Or the code of an enterprise, for its contact; of an issue, for who raised it")
        self._what, self._why = TextLine(), TextLine()
        self.fields = {
            "text": Field(_("Whose data"), self._what, hint=hint),
            "reason": Field(_("Why they are removed"), self._why, hint=_("Kept in the history")),
        }
        self._find = QPushButton(theme.icon("search"), _("Find"))
        self._remove = QPushButton(_("Remove the chosen places…"))
        self.places = QListWidget()
        self._named = Label(_("Places"))
        self._assemble()
        self._forget()

    def failed(self, error: Exception) -> None:
        """What is wrong with an input stands beside it."""
        key = str(getattr(error, "field", ""))
        if isinstance(error, BadInput) and key in self.fields:
            self.fields[key].error = self.context.messages.explain(error)
            self.fields[key].editor.setFocus()
        else:
            super().failed(error)

    # Finding ----------------------------------------------------------------------------------

    def _look(self) -> None:
        case, typed = self.context.case, self._what.value()
        self._forget()

        def look(task: Task) -> tuple[Person, Traces]:
            person = meant(case, typed)
            return person, find_data(case, person, task.watch)

        self.run(look, lambda found: self._show(*found), Lane.READ)

    def _show(self, person: Person, found: Traces) -> None:
        self._person = person
        for place in found.places:
            item = QListWidgetItem(_in_words(place), self.places)
            item.setData(Qt.ItemDataRole.UserRole, place.key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            chosen = Qt.CheckState.Checked if place.proposed else Qt.CheckState.Unchecked
            item.setCheckState(chosen)
        lines = not_reached(found)
        if not found.places:
            lines.insert(0, _("Nothing was found that could be removed."))
        self.found.fill([Facts(copies_words(found)), *map(paragraph, lines)])
        self._offer(bool(found.places))
        (self.places if found.places else self._what).setFocus()
        self.places.setCurrentRow(0)

    def _forget(self) -> None:
        """What was found is of another text."""
        self._person = None
        self.places.clear()
        self.found.fill([])
        self._offer(False)

    def _offer(self, offered: bool) -> None:
        for part in (self._named, self.places, self.fields["reason"], self._remove):
            part.setVisible(offered)

    # Removing ---------------------------------------------------------------------------------

    def _ask(self) -> None:
        if self._person is None:
            return
        person, why, keys = self._person, self._why.value(), self._chosen()
        if not why.strip():
            self.failed(Missing("reason"))
            return
        sentence = _(
            "Remove the data for good? Nobody can bring them back, but from a backup made before."
        )
        do = partial(self._do, person, why, keys)
        self.context.messages.ask(sentence, _("Remove for good"), do, about=self)

    def _chosen(self) -> list[str]:
        items = [self.places.item(row) for row in range(self.places.count())]
        return [
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        ]

    def _do(self, person: Person, why: str, keys: list[str]) -> None:
        case = self.context.case
        self.run(
            lambda task: remove_data(case, person, why, keys, task.report),
            self._tell,
            Lane.WRITE,
        )

    def _tell(self, done: Removed) -> None:
        self._forget()
        self._what.clear()
        self._why.clear()
        self.found.fill([paragraph(removed_words(done))])
        self.context.messages.done(removed_words(done))
        self._what.setFocus()

    # Looks ------------------------------------------------------------------------------------

    def _assemble(self) -> None:
        named = (
            ("text", self._what), ("reason", self._why), ("find", self._find),
            ("places", self.places), ("remove", self._remove),
        )  # fmt: skip
        for name, widget in named:
            widget.setObjectName(name)
        self.places.setProperty("role", "names")
        self.places.setAccessibleName(_("Places"))
        self.places.setMinimumHeight(_LEAST_HEIGHT)
        self._named.setProperty("role", "label")
        self._named.setFont(theme.label_font())
        self._named.setBuddy(self.places)
        self.places.setWordWrap(True)
        self._what.textChanged.connect(lambda _text: self._forget())
        self._what.returnPressed.connect(self._look)
        self._find.clicked.connect(self._look)
        self._remove.clicked.connect(self._ask)
        self.head.addWidget(self.fields["text"])
        self.buttons.addWidget(self._find)
        self.buttons.addStretch()
        below = self.column.indexOf(self.found)
        for part in (self._named, self.places, self.fields["reason"], self._remove):
            self.column.insertWidget(below, part)
            below += 1
        self.column.setAlignment(self._remove, Qt.AlignmentFlag.AlignLeft)
        self.inputs += [self._what, self._find, self.places, self._why, self._remove]


def _in_words(place: PlaceOfData) -> str:
    """A place on one line."""
    times = history_words(place)
    history = _("in the history: {times}").format(times=times) if times else ""
    return mask_persons(" · ".join(filter(None, [place.code, place.what, place.text, history])))
