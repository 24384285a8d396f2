"""One issue to read: what it says, who is in charge, its answers and its story; and its moves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from dialogue_app.domain.life import Move
from dialogue_app.domain.vocabulary import IssueState
from dialogue_app.i18n import _
from dialogue_app.i18n.words import word
from dialogue_app.services.issues.detail import IssueDetail
from dialogue_app.services.issues.words import (
    answer_heading,
    assignment_words,
    attachment_words,
    direction_heading,
    issue_words,
    raiser_words,
    state_chip,
    story_words,
)
from ui import theme
from ui.widgets.chip import ChipLabel
from ui.widgets.facts import DetailArea, Facts, caption, paragraph, section

# The sensible next step of each state; the rest stands in the menu beside it.
_NEXT = {
    IssueState.RECEIVED: Move.ASSIGN,
    IssueState.REOPENED: Move.ASSIGN,
    IssueState.ASSIGNED: Move.ANSWER,
    IssueState.NOT_SENT: Move.ANSWER,
    IssueState.TRANSFERRED: Move.ANSWER,
    IssueState.PARTLY_ANSWERED: Move.ANSWER,
    IssueState.SENT_UP: Move.ANSWER,
    IssueState.WAITING: Move.RESUME,
    IssueState.ANSWERED: Move.CLOSE,
}
Do = Callable[[Move, IssueDetail], None]


def move_labels() -> dict[Move, str]:
    """The moves this window offers, in the order of its menu."""
    return {
        Move.ASSIGN: _("Hand over"),
        Move.ANSWER: _("Record an answer"),
        Move.DIRECT: _("Direction of the chair"),
        Move.RETURN: _("Sent back by a body"),
        Move.WAIT: _("Wait for the enterprise"),
        Move.RESUME: _("Go on"),
        Move.CLOSE: _("End the follow-up"),
        Move.REOPEN: _("Reconsider"),
    }


class IssueView(QWidget):
    """One issue beside the list."""

    def __init__(
        self, detail: IssueDetail, do: Do, edit: Callable[[int], None], today: date
    ) -> None:
        super().__init__()
        self.setObjectName("issue_view")
        self.detail = detail
        sheet = DetailArea()
        sheet.setAccessibleName(detail.code)
        sheet.fill(_parts(detail, today))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addLayout(self._heading())
        column.addLayout(self._buttons(do, edit))
        column.addWidget(sheet, 1)

    def _heading(self) -> QHBoxLayout:
        code = QLabel(self.detail.code)
        code.setFont(theme.title_font())
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(code)
        row.addWidget(ChipLabel(state_chip(self.detail.row.state, self.detail.row.outcome)))
        row.addStretch()
        return row

    def _buttons(self, do: Do, edit: Callable[[int], None]) -> QHBoxLayout:
        detail, labels = self.detail, move_labels()
        row = QHBoxLayout()
        row.setSpacing(theme.STEP)
        first = _NEXT.get(detail.row.state)
        if first is not None:
            row.addWidget(_button(labels[first], lambda: do(first, detail), "next_step", "primary"))
        if Move.EDIT in detail.moves:
            row.addWidget(_button(_("Edit"), lambda: edit(detail.id), "edit"))
        others = [move for move in labels if move in detail.moves and move is not first]
        if others:
            more = _button(_("More"), None, "more")
            menu = QMenu(more)
            for move in others:
                action = menu.addAction(labels[move])
                action.setObjectName(f"move_{move.value}")
                action.triggered.connect(lambda _on=False, move=move: do(move, detail))
            more.setMenu(menu)
            row.addWidget(more)
        row.addStretch()
        return row


def _button(label: str, do: Callable[[], None] | None, name: str, kind: str = "") -> QPushButton:
    """A button; without `do` it only opens its menu."""
    button = QPushButton(label)
    button.setObjectName(name)
    if do is not None:
        button.clicked.connect(lambda: do())  # noqa: PLW0108  (or Qt hands it `checked`)
    if kind:
        theme.set_role(button, kind=kind)
    return button


def _parts(detail: IssueDetail, today: date) -> list[QWidget]:
    raisers = "\n".join(map(raiser_words, detail.raisers)) or _("No name given")
    parts: list[QWidget] = [paragraph(detail.form.text), Facts(issue_words(detail, raisers, today))]
    if detail.assignments:
        rows = [(word(given.role), assignment_words(given)) for given in detail.assignments]
        parts += [section(_("Bodies in charge")), Facts(rows)]
    if detail.directions:
        parts.append(section(_("Direction of the chair")))
    for said in detail.directions:
        parts += [caption(direction_heading(said)), paragraph(said.text)]
    if detail.answers:
        parts.append(section(_("Answer")))
    for given in detail.answers:
        parts += [caption(answer_heading(given)), paragraph(given.text)]
    if detail.attachments:
        parts.append(section(_("Attachments")))
    parts += [paragraph(attachment_words(attachment)) for attachment in detail.attachments]
    parts += [section(_("How it was handled")), Facts([story_words(line) for line in detail.story])]
    return parts
