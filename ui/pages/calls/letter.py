"""The letter that asks a body again for its answers, from the call to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dialogue_app.i18n import _
from ui.tasks import Lane

if TYPE_CHECKING:
    from dialogue_app.services.papers.letters import Letter
    from dialogue_app.services.papers.source import Written
    from ui.acts import Chosen
    from ui.pages.record_page import RecordPage

PDF, WORD = ".pdf", ".docx"


def ask_where(page: RecordPage, chosen: Chosen, ending: str) -> None:
    """Ask where to save the letter, as PDF or Word."""
    from ui.widgets.files import ask_where_to_save_paper

    context, call = page.context, chosen.detail.group

    def propose() -> tuple[Letter, str]:
        from dialogue_app.services.papers.reminder import SOURCE, asked_again

        ids = list(dict.fromkeys(issue.seen.id for issue in call.issues))
        about = asked_again(context.case, ids, call.owing.body_id)
        return about, SOURCE.file_name(context.case, about, ending)

    def ask(proposed: tuple[Letter, str]) -> None:
        about, name = proposed
        title = _("Letter that asks a body again for its answers")
        ask_where_to_save_paper(
            page, context.messages, title, name, lambda path: save_letter(page, about, path)
        )

    context.read(page, propose, ask)


def save_letter(page: RecordPage, about: Letter, path: Path) -> None:
    """Write the letter, and say what it leaves open."""
    context = page.context

    def write() -> Written:
        from dialogue_app.services.papers.reminder import SOURCE

        return SOURCE.write(context.case, about, path)

    def written(paper: Written) -> None:
        from dialogue_app.services.papers.words import lack_lines

        said = [_("The paper was saved to {file}.").format(file=path), *lack_lines(paper.lacks)]
        context.messages.done("\n".join(said))

    context.tasks.run(page, write, written, context.messages.error, lane=Lane.PAPER)
