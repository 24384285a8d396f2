"""The page view after a change, beside bare pages: prints as JSON what each needs.

`times`: time of the processor for forty issues; `grown`: memory for the pages of many.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pypdfium2
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from bench.database import CODE
from bench.floors import minutes as floor
from bench.memory import most_held
from bench.papers import facts_of, given_of
from bench.timing import alternate, worked
from dialogue_app import machine
from dialogue_app.documents.minutes import minutes_parts
from dialogue_app.documents.pdf import render_pdf
from dialogue_app.services.case import Case
from dialogue_app.services.opening import open_case
from dialogue_app.services.papers.minutes import SOURCE
from dialogue_app.services.papers.source import Written
from dialogue_app.services.sessions.finding import find_session
from ui.tasks import TaskRunner
from ui.widgets.page_view import PageView, render

_SIZE = 900, 900  # pixels of the view: two pages are in sight
_RUNS = 9
_MANY = 50  # times forty issues


@dataclass(frozen=True, slots=True)
class Preview:
    """A page view that is seen, and its event loop."""

    view: PageView
    tasks: TaskRunner

    @classmethod
    def of(cls, make: Callable[[], Written]) -> Preview:
        """A view of what `make` gives."""
        tasks = TaskRunner()
        view = PageView(tasks, lambda _task: make(), "")
        view.resize(*_SIZE)
        return cls(view, tasks)

    def renew(self) -> None:
        """Show it, or what changed, and wait until it is drawn."""
        loop = QEventLoop()
        for over in (self.view.shown, self.view.failed):
            over.connect(loop.quit)
        if self.view.isVisible():
            self.view.renew()
        else:
            self.view.show()
        loop.exec()
        while self.tasks.busy:
            QApplication.processEvents()


def _bare(given: floor.Given, width: float) -> None:
    """The paper of the floor, and its first two pages drawn."""
    document = pypdfium2.PdfDocument(floor.pdf(given))
    for page in (document[0], document[1]):
        page.render(scale=width / page.get_width())
    document.close()


def times(case: Case) -> tuple[float, float]:
    """Seconds of the processor for ours and bare pages."""
    key = find_session(case, CODE)
    given = given_of(case, key)
    ours = Preview.of(partial(SOURCE.pdf, case, key))
    ours.renew()
    width = ours.view.viewport().width()
    measured = alternate(
        lambda: worked(ours.renew), lambda: worked(lambda: _bare(given, width)), _RUNS, min
    )
    ours.tasks.shutdown()
    return measured


def grown(case: Case) -> int:
    """How many bytes more the process holds at most for the pages of many issues.

    Before, the libraries are there, and a short paper was drawn with them.
    """
    facts = facts_of(case, find_session(case, CODE), _MANY)
    short = render_pdf(minutes_parts(replace(facts, issues=facts.issues[:1])))
    render(short, [0], _SIZE[0])
    before = most_held()
    shown = Preview.of(lambda: Written(render_pdf(minutes_parts(facts)), ()))
    for _again in range(3):
        shown.renew()
    shown.tasks.shutdown()
    return most_held() - before


def main(what: str, folder: Path) -> None:
    app = QApplication([])
    case = open_case(folder, machine.now, machine.user_name())
    print(json.dumps({"times": times, "grown": grown}[what](case)))
    case.store.close()
    del app


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
