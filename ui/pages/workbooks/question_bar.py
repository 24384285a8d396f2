"""What is asked of the whole file, one question at a time, in a line above its rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from dialogue_app.i18n import _
from dialogue_app.i18n.formats import number
from dialogue_app.services.imports.asking import Answers, Asked
from ui import theme
from ui.forms.input import Option
from ui.widgets.inputs import ChoiceField
from ui.widgets.picker import Picker
from ui.widgets.plain import Label


class AnswerBox(ChoiceField):
    """The answers that are offered; where it is free, others may be typed."""

    given = Signal()  # Enter was pressed

    def __init__(self) -> None:
        super().__init__([])
        self.setObjectName("answer")
        self.setMinimumContentsLength(18)

    def ask(self, answers: Answers, *, free: bool) -> None:
        """Offer these; where others may be typed, none is chosen yet."""
        self.setEditable(False)  # its old line goes, with whom it told
        self.clear()
        self._values = [value for value, _words in answers]
        self.addItems([words for _value, words in answers])
        self.setEditable(free)
        line = self.lineEdit()
        if line is not None:
            self.setCurrentIndex(-1)
            line.setPlaceholderText(_("Choose or type"))
            line.returnPressed.connect(self.given)

    def answer(self) -> str:
        """The value chosen, or the words typed."""
        text = self.currentText().strip()
        place = self.findText(text)
        return str(self._values[place]) if place >= 0 else text


class QuestionBar(QWidget):
    """A question with the answers offered; any other words may be typed where they make sense."""

    answered = Signal(object, str)  # the question and the answer
    shown_rows = Signal(object)  # the question whose rows are to be shown

    def __init__(self, raiser: Picker | None = None) -> None:
        """`raiser` finds enterprises of the register while one that raises issues is typed."""
        super().__init__()
        self._raiser = raiser
        self._asked: tuple[Asked, ...] = ()
        self._at = 0
        self._words, self._count = Label(wraps=True), Label()
        self._words.setObjectName("question")
        theme.set_role(self._count, role="muted")
        self._answer = AnswerBox()
        self._words.setBuddy(self._answer)
        self._take = QPushButton(_("Answer it"))
        self._rows = QPushButton(_("Show the rows"))
        self._next = QPushButton(_("Next question"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.STEP)
        row.addWidget(self._words, 1)
        for name, widget in (
            ("answer_count", self._count), ("", self._answer), ("take_answer", self._take),
            ("question_rows", self._rows), ("next_question", self._next),
        ):  # fmt: skip
            widget.setObjectName(name or widget.objectName())
            row.addWidget(widget)
        if raiser is not None:
            raiser.setObjectName("answer_raiser")
            row.insertWidget(row.indexOf(self._answer), raiser)
            raiser.picked.connect(lambda _option: self._tell())
            raiser.returnPressed.connect(self._tell)
        self._take.clicked.connect(self._tell)
        self._answer.given.connect(self._tell)
        self._rows.clicked.connect(lambda: self.shown_rows.emit(self._asked[self._at]))
        self._next.clicked.connect(lambda: self._go(self._at + 1))
        self.hide()

    def ask(self, asked: Sequence[Asked]) -> None:
        """Ask these; the one that is asked now stays where it is still open."""
        now = self._asked[self._at] if self._asked else None
        self._asked = tuple(asked)
        keys = [_key(one) for one in self._asked]
        kept = keys.index(_key(now)) if now is not None and _key(now) in keys else 0
        self._go(kept, renewed=now is None or _key(now) not in keys)

    def ask_first(self, asked: Asked) -> None:
        """Ask this now, before the others; the keyboard goes into its answer."""
        others = [one for one in self._asked if _key(one) != _key(asked)]
        self._asked = (asked, *others)
        self._go(0)
        self._input.setFocus()

    @property
    def _input(self) -> QWidget:
        """Where the question in front is answered."""
        is_raiser = bool(self._asked) and self._asked[self._at].field == "raisers"
        return self._raiser if is_raiser and self._raiser is not None else self._answer

    def _go(self, at: int, *, renewed: bool = True) -> None:
        self.setVisible(bool(self._asked))
        if not self._asked:
            return
        self._at = at % len(self._asked)
        asked, n = self._asked[self._at], len(self._asked)
        self._words.setText(asked.words)
        self._input.setAccessibleName(asked.words)
        self._words.setBuddy(self._input)
        for widget in filter(None, (self._answer, self._raiser)):
            widget.setVisible(widget is self._input)
        self._count.setText(f"{number(self._at + 1)}/{number(n)}")
        self._next.setVisible(n > 1)
        self._count.setVisible(n > 1)
        if renewed:
            self._answer.ask(asked.answers, free=asked.is_free)
            if self._raiser is not None:
                self._raiser.set_value(None)

    def _tell(self) -> None:
        value = self._said()
        if value:
            self.answered.emit(self._asked[self._at], value)

    def _said(self) -> str:
        """The answer; of an enterprise that was picked its code, as names may be read otherwise."""
        raiser = self._raiser
        if raiser is None or self._input is not raiser:
            return self._answer.answer()
        text = raiser.text().strip()
        return text.partition(" ")[0] if isinstance(raiser.value(), Option) else text


def _key(asked: Asked) -> tuple[str, str, str]:
    return asked.about, asked.field, asked.value
