"""One issue to read: what it says, who is in charge, its answers and its story; and its moves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from dialogue_app.domain.life import Move
from dialogue_app.domain.vocabulary import AssignmentState, IssueState, Relation
from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.formats import screen_date
from dialogue_app.i18n.words import word
from dialogue_app.services.issue_story import (
    AnswerView,
    AssignmentView,
    IssueDetail,
    RaiserView,
    StoryLine,
)
from ui import theme
from ui.models.issue_columns import due_words, state_chip
from ui.widgets.chip import ChipLabel
from ui.widgets.facts import Facts, Sheet, paragraph, section

# The sensible next step of each state; the rest stands in the menu beside it.
_NEXT = {
    IssueState.RECEIVED: Move.ASSIGN,
    IssueState.REOPENED: Move.ASSIGN,
    IssueState.ASSIGNED: Move.ANSWER,
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

    def __init__(self, detail: IssueDetail, do: Do, edit: Callable[[int], None]) -> None:
        super().__init__()
        self.setObjectName("issue_view")
        self.detail = detail
        sheet = Sheet()
        sheet.setAccessibleName(detail.code)
        sheet.fill(_parts(detail))
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
        others = [one for one in labels if one in detail.moves and one is not first]
        if others:
            more = _button(_("More"), _nothing, "more")
            menu = QMenu(more)
            for move in others:
                action = menu.addAction(labels[move])
                action.setObjectName(f"move_{move.value}")
                action.triggered.connect(lambda _on=False, move=move: do(move, detail))
            more.setMenu(menu)
            row.addWidget(more)
        row.addStretch()
        return row


def _button(label: str, do: Callable[[], None], name: str, kind: str = "") -> QPushButton:
    button = QPushButton(label)
    button.setObjectName(name)
    button.clicked.connect(lambda: do())  # noqa: PLW0108  (or Qt hands it `checked`)
    if kind:
        theme.set_role(button, kind=kind)
    return button


def _nothing() -> None:
    """The button only opens its menu."""


def _parts(detail: IssueDetail) -> list[QWidget]:
    parts: list[QWidget] = [paragraph(detail.form.text), Facts(_facts(detail))]
    if detail.assignments:
        rows = [(word(one.role), assignment_words(one)) for one in detail.assignments]
        parts += [section(_("Bodies in charge")), Facts(rows)]
    if detail.directions:
        said = [(one.speaker, one.text) for one in detail.directions]
        parts += [section(_("Direction of the chair")), Facts(said)]
    for given in detail.answers:
        parts += [section(_answer_heading(given)), paragraph(given.text)]
    parts += [section(_("How it was handled")), Facts([story_words(one) for one in detail.story])]
    return parts


def _facts(detail: IssueDetail) -> list[tuple[str, str]]:
    form, row = detail.form, detail.row
    flags = (
        (form.withhold_name, _("Asks not to be named")),
        (form.unsigned, _("The slip bears no name")),
        (form.complaint, _("Shows signs of a complaint or denunciation")),
    )
    due = " · ".join(filter(None, [screen_date(row.next_due_on), due_words(row)]))
    raised = f"{word(form.moment)}, {word(form.medium)}"
    return [
        (_("Raisers"), "\n".join(map(raiser_words, detail.raisers)) or _("No name given")),
        (_("Time limit"), due),
        (_("Waiting for"), detail.waiting_for),
        (_("Followed with"), detail.original_code),
        (_("Papers"), "\n".join(text for ticked, text in flags if ticked)),
        (_("Session"), row.session_code),
        (_("Taken in"), f"{screen_date(form.received_on)} · {raised}"),
        (_("Kind"), word(form.kind)),
        (_("Topic"), row.topic),
        (_("Level of authority"), word(form.authority)),
        (_("Note"), form.note),
    ]


def raiser_words(raiser: RaiserView) -> str:
    """A raiser in one line."""
    name = raiser.name
    if raiser.members_count:
        n = raiser.members_count
        name += " · " + ngettext("for {n} member", "for {n} members", n).format(n=n)
    if not raiser.enterprise_code:
        name += " · " + _("not in the register")
    return f"{name} ({raiser.speaker})" if raiser.speaker else name


def assignment_words(part: AssignmentView) -> str:
    """The part of one body in one line."""
    limit = part.due_text
    if part.due_on is not None:
        limit = _("limit {day}").format(day=screen_date(part.due_on))
    if part.due_on != part.original_due_on and part.original_due_on is not None:
        limit += " " + _("(at first {day})").format(day=screen_date(part.original_due_on))
    if part.due_days and part.due_basis:
        limit += f" ({word(part.due_basis)})"
    verb = ""
    if part.given_on is not None:
        said = _("assigned {day}") if part.relation is Relation.OWN else _("transferred {day}")
        verb = said.format(day=screen_date(part.given_on))
    state = word(part.state) if part.state is not AssignmentState.GIVEN else ""
    return " · ".join(filter(None, [part.body, part.person, verb, limit, state]))


def _answer_heading(given: AnswerView) -> str:
    who = ", ".join(filter(None, [given.person, given.person_title, given.body]))
    letter = _("letter {number}").format(number=given.letter_number) if given.letter_number else ""
    more = [
        word(given.kind),
        screen_date(given.answered_on),
        who,
        letter,
        "" if given.settles else _("the matter stays open"),
        _("a written answer is to come") if given.also_in_writing else "",
    ]
    if given.other_codes:
        more.append(_("also for {codes}").format(codes=", ".join(given.other_codes)))
    return " · ".join(filter(None, more))


def story_words(line: StoryLine) -> tuple[str, str]:
    """The day and what happened."""
    said = " ".join(filter(None, [word(line.kind), line.who]))
    if line.outcome is not None:
        said += f": {word(line.outcome)}"
    if line.verdict is not None:
        said += f": {word(line.verdict)}"
    if line.due_on is not None:
        said += ", " + _("limit {day}").format(day=screen_date(line.due_on))
    if line.text and line.kind.value not in ("answered", "directed"):
        said += f". {line.text}"
    return screen_date(line.on), said
