"""A session written into the file in which it travels to another computer, or back."""

from __future__ import annotations

from pathlib import Path

from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.formats import number
from dialogue_app.services.sessions.editing import SessionDetail
from dialogue_app.services.sessions.taking import TakenAlong, take
from dialogue_app.services.sessions.words import away_lines
from ui.context import Context
from ui.pages.sessions.travelling import FILES, TravelPage, kinds_of_file
from ui.tasks import Task
from ui.widgets.facts import paragraph
from ui.widgets.files import ask_where_to_save
from ui.widgets.form import Form
from ui.widgets.inputs import TextLine


class TakePage(TravelPage):
    """Says what travels, asks on whose machine it goes, and writes the file."""

    def __init__(self, context: Context, detail: SessionDetail) -> None:
        title = _("Take {code} to another computer")
        if detail.carried:
            title = _("Take {code} back")
        super().__init__(context, title.format(code=detail.row.code), _("Save the file…"))
        self.detail = detail
        self.form = Form()
        self.content.addWidget(paragraph(_words(detail)))
        for line in away_lines(detail):
            self.content.addWidget(paragraph(line))
        if not detail.carried:
            hint = _("So that this register can say where the copy is")
            self.form.add("carrier", _("On which machine, with whom"), TextLine(), hint=hint)
        self.content.addWidget(self.form, 1)
        self.main_button.clicked.connect(self.ask)

    def ask(self) -> None:
        """Ask where the file is to be saved."""
        name = self.detail.row.code.replace("/", "-") + FILES.removeprefix("*")
        messages = self.context.messages
        ask_where_to_save(self, messages, self.title.text(), kinds_of_file(), name, self.save_to)

    def save_to(self, path: Path) -> None:
        """Write the file."""
        case, key = self.context.case, self.detail.id
        field = self.form.fields.get("carrier")
        carrier = str(field.input.value()) if field else ""

        def work(task: Task) -> TakenAlong:
            return take(case, key, path, carrier, task.report, task.should_stop)

        self.under_way.run(work, self._say_taken)

    def _say_taken(self, made: TakenAlong) -> None:
        n = made.issues
        said = ngettext(
            "Saved {code} with {n} issue to {file}.", "Saved {code} with {n} issues to {file}.", n
        )
        text = said.format(code=made.code, n=number(n), file=made.file)
        if made.lacking:
            text += " " + ngettext(
                "{n} attachment is missing in it.", "{n} attachments are missing in it.",
                made.lacking,
            ).format(n=number(made.lacking))  # fmt: skip
        self.context.messages.done(text)
        self.closed.emit()


def _words(detail: SessionDetail) -> str:
    if detail.carried:
        return _(
            "All that was typed here goes into one file. In the office it is brought back under "
            "“Bring a session back”."
        )
    return _(
        "One file takes along this session with its issues, enterprises, bodies and attachments. "
        "On the other computer it is opened under “Bring a session back”, in a folder of its own. "
        "Numbers of issues are set aside for it, so that none is given twice."
    )
