"""Every page in both languages, light and dark, and every paper as pictures (`make screens`).

Whoever changes one of them opens the pictures and looks.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from dialogue_app.domain.fields.series import SeriesDraft
from dialogue_app.domain.fields.sessions import SessionDraft
from dialogue_app.domain.reminding import CallView
from dialogue_app.domain.text import fold
from dialogue_app.i18n import _
from dialogue_app.i18n.sentences import explain
from dialogue_app.services.case import Case, SeenDraft
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.intake import edit_issue, find_issue
from dialogue_app.services.issues.promises import PromiseDraft, promise
from dialogue_app.services.opening import open_case
from dialogue_app.services.papers.source import source_of
from dialogue_app.services.series.editing import add_series, list_series
from dialogue_app.services.series.proposing import propose_session
from dialogue_app.services.sessions.editing import add_session, edit_session, session_detail
from dialogue_app.services.sessions.finding import find_session
from dialogue_app.services.sessions.opening import open_copy
from dialogue_app.services.sessions.taking import take
from tests.template import fresh_case, sample_case, standing_clock
from tests.ui.resting import is_working
from ui.app import WINDOW_FILE, make_application, make_window
from ui.first_start import PlaceWindow
from ui.help.tour import STEPS
from ui.help.tour_panel import TourPanel
from ui.main_window import MainWindow
from ui.pages.sessions.session import FOLLOW_UP, HAND_OVER, PREPARE, RECORD
from ui.pages.settings.policies import PoliciesPanel
from ui.places import Place

WORKBOOKS = Path(__file__).parents[1] / "resources" / "samples"
SIZE = (1280, 760)
NEXT = "2026-K4"  # the code of the session after the one of the sample


def rest(window: MainWindow) -> None:
    """Wait until nothing is under way and the pages show what was written."""
    context: Any = next(iter(window.pages.values())).context  # type: ignore[attr-defined]
    for _again in range(3):  # what comes back may ask for more
        context.changes.tick()
        QTest.qWait(5)
        while is_working(window, context.tasks):
            QTest.qWait(5)


def visits(window: MainWindow) -> Iterator[str]:
    """Brings one page after the other to the front; gives the name of its picture."""

    def go(key: str) -> Any:
        page = window.go(Place(key))
        rest(window)
        return window.current() or page

    go("overview")
    yield "overview"
    page = go("sessions")
    yield "sessions"
    page.open(1)
    rest(window)
    yield "session-2-proceedings"
    session: Any = window.current()
    steps = {
        "1-prepare": PREPARE,
        "3-minutes": RECORD,
        "4-assign": HAND_OVER,
        "5-follow": FOLLOW_UP,
    }
    for name, step in steps.items():
        session.go_to_step(step)
        rest(window)
        yield f"session-{name}"
    session.leave()
    rest(window)
    yield from travelling(window)
    page = go("issues")
    yield "issues"
    page.list.selectRow(3)
    rest(window)
    yield "issue"
    page.findChild(QPushButton, "next_step").click()
    rest(window)
    yield "issue-move"
    page.do("edit", 2)
    rest(window)
    yield "issue-form"
    conflict(window, page.beside())
    yield "issue-conflict"
    yield from calls(window)
    page = go("enterprises")
    page.list.selectRow(2)
    rest(window)
    yield "enterprises"
    page.do("add")
    rest(window)
    yield "enterprise-form"
    yield from wizard(window, lambda: page.do("import"))
    go("bodies")
    yield "bodies"
    page = go("settings")
    yield "settings"
    page.tabs.setCurrentWidget(page.findChild(PoliciesPanel))
    rest(window)
    yield "settings-rules"
    yield from following(window)
    for name in ("help", "key_card"):
        window.findChild(QAction, name).trigger()
        rest(window)
        yield name.replace("_", "-")
        window.current().closed.emit()  # type: ignore[union-attr]
    window.set_beside(tour_panel())
    yield "tour"


def calls(window: MainWindow) -> Iterator[str]:
    """Whom to call: a body, the form of the call, an enterprise, a promise; and the first page."""
    page: Any = window.go(Place("calls"))
    rest(window)
    page.list.selectRow(0)
    rest(window)
    yield "calls"
    page.findChild(QPushButton, "next_step").click()
    rest(window)
    yield "call-form"
    page.beside().leave()
    page.show_view(CallView.RAISERS)
    rest(window)
    page.list.selectRow(0)
    rest(window)
    yield "calls-enterprises"
    other = open_case(page.context.case.store.folder, standing_clock, "khac")
    detail = issue_detail(other, find_issue(other, "KN-2026-0001"))
    if not detail.promises:  # in the pictures of another language before
        promise(other, detail.seen, PromiseDraft("Niêm yết vị trí và giá giữ xe", "tháng 10"))
    other.store.close()
    rest(window)
    page.show_view(CallView.BODIES)
    rest(window)
    page.list.selectRow(0)
    rest(window)
    yield "calls-promises"
    window.go(Place("overview"))
    rest(window)
    yield "overview"


def following(window: MainWindow) -> Iterator[str]:
    """The series in the settings, and its next session with what came over to it."""
    page: Any = window.current()
    titles = [page.tabs.tabText(place) for place in range(page.tabs.count())]
    page.tabs.setCurrentIndex(titles.index(_("Series of sessions")))
    rest(window)
    yield "settings-series"
    page = window.go(Place("sessions"))
    rest(window)
    page.open(following_session(page.context.case))
    rest(window)
    yield "session-carried"
    session: Any = window.current()
    for name, step in {"1-prepare": PREPARE, "3-minutes": RECORD}.items():
        session.go_to_step(step)
        rest(window)
        yield f"session-next-{name}"
    session.leave()
    rest(window)


def following_session(case: Case) -> int:
    """The session after the one of the sample, in a series of both; made once."""
    other = open_case(case.store.folder, standing_clock, "mau")  # the window's is for its workers
    known = list_series(other)
    if known:
        found = find_session(other, NEXT)
    else:
        series = add_series(other, SeriesDraft("Đối thoại doanh nghiệp hằng quý"))
        first = session_detail(other, 1)
        form = replace(first.form, series_id=series)
        edit_session(other, SeenDraft(1, first.version, form), form)
        new = propose_session(other, series)
        draft = SessionDraft(NEXT, new.name, planned_on=new.day, series_id=series)
        found = add_session(other, draft)
    other.store.close()
    return found


def tour_panel() -> TourPanel:
    """The first step of the tour."""
    panel, step = TourPanel(lambda: None), STEPS[0]
    panel.tell(1, len(STEPS), _(step.title), _(step.text))
    return panel


def travelling(window: MainWindow) -> Iterator[str]:
    """A session taken to another computer, and what both sides changed when it comes back."""
    page: Any = window.current()
    page.do("take", 1)
    rest(window)
    yield "session-take"
    own = page.context.case
    folder = Path(tempfile.mkdtemp(dir=own.store.folder.parent))
    case = open_case(own.store.folder, own.clock, "huong")
    take(case, 1, folder / "out.dtdn", "Máy hội trường")
    open_copy(folder / "hall", folder / "out.dtdn", own.clock())
    hall = open_case(folder / "hall", own.clock, "huong")
    for one, note in ((case, "Đã gọi điện, hẹn ngày 30/11."), (hall, "Hẹn gặp sau giờ nghỉ.")):
        known = issue_detail(one, find_issue(one, "KN-2026-0002"))
        seen = SeenDraft(known.id, known.version, known.form)
        edit_issue(one, seen, replace(known.form, note=note))
    take(hall, 1, folder / "back.dtdn")
    for one in (case, hall):
        one.store.close()
    window.current().leave()  # type: ignore[union-attr]
    rest(window)
    page.do("bring")
    rest(window)
    over: Any = window.current()
    over.open_file(folder / "back.dtdn")
    rest(window)
    yield "session-bring"
    over.leave()
    rest(window)


def conflict(window: MainWindow, panel: Any) -> None:
    """What is typed in the form of an issue meets what somebody else saved."""
    own = panel.context.case
    case = open_case(own.store.folder, own.clock, "huong")
    known = issue_detail(case, panel.known.id)
    panel.put("note", "Đã gọi điện cho doanh nghiệp.")
    theirs = replace(known.form, note=f"{known.form.note} Đã hẹn làm việc.".strip())
    edit_issue(case, SeenDraft(known.id, known.version, known.form), theirs)
    case.store.close()
    panel.save()
    rest(window)


def wizard(window: MainWindow, open_import: Callable[[], None]) -> Iterator[str]:
    """The steps of taking in a workbook."""
    open_import()
    rest(window)
    yield "import-1-file"
    page: Any = window.current()
    page.open_file(WORKBOOKS / "so-doanh-nghiep-mau.xlsx")
    rest(window)
    yield "import-2-rows"


def picture_window(case: Case, target: Path, language: str, *, dark: bool) -> None:
    """All pages in one language and one set of colours."""
    settings = case.store.folder / WINDOW_FILE
    remembered = QSettings(str(settings), QSettings.Format.IniFormat)
    remembered.setValue("look/dark", "true" if dark else "false")
    remembered.sync()
    make_application(settings, language)
    window = make_window(case)
    window.show()
    window.setWindowState(Qt.WindowState.WindowNoState)  # the screen is smaller than the pictures
    window.resize(*SIZE)
    shade = "dark" if dark else "light"
    for name in visits(window):
        window.grab().save(str(target / f"{language}-{shade}-{name}.png"))
    window.close_anyway()


def picture_first_start(folder: Path, target: Path, language: str, *, dark: bool) -> None:
    """What is asked before there is a register, and of a new one."""
    shade = f"{language}-{'dark' if dark else 'light'}"
    case = fresh_case(folder / shade)
    remembered = QSettings(str(folder / shade / WINDOW_FILE), QSettings.Format.IniFormat)
    remembered.setValue("look/dark", "true" if dark else "false")
    remembered.sync()
    make_application(folder / shade / WINDOW_FILE, language)
    place = PlaceWindow(explain, standing_clock, folder / "USB")
    window = make_window(case, greets=True)
    for name, shown in (("place", place), ("first", window)):
        shown.show()
        shown.setWindowState(Qt.WindowState.WindowNoState)
        shown.resize(*SIZE)
        QTest.qWait(300)  # what it looks for is on its way
        shown.grab().save(str(target / f"{shade}-{name}.png"))
    place.close_anyway()
    window.close_anyway()
    case.store.close()


def picture_papers(case: Case, target: Path) -> None:
    """Every page of the minutes of the sample, and of a letter that hands its issues over."""
    import pypdfium2

    for key, body in (("minutes", ""), ("transfer", "Sở Xây dựng"), ("transfer", "Công an phường")):
        source = source_of(key)
        paper = source.pdf(case, source.chosen(case, ["2026-K3"], body))
        document = pypdfium2.PdfDocument(paper.content)
        name = f"{key}-{fold(body).replace(' ', '-')}".rstrip("-")
        for number, page in enumerate(document, start=1):
            page.render(scale=1.5).to_pil().save(target / f"{name}-{number:02}.png")
        document.close()


def main(target: Path) -> None:
    """Fill the folder `target` with pictures."""
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        case = sample_case(Path(folder))
        for language in ("vi", "en"):
            for dark in (False, True):
                picture_window(case, target, language, dark=dark)
                picture_first_start(Path(folder), target, language, dark=dark)
        picture_papers(case, target)
        case.store.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
