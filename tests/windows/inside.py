"""Run by the program's own Python, under Wine and on Linux: what its window shows there.

    inside.py ROOT DATA TARGET

Fills TARGET with pictures of the pages and `seen.json`: sizes, faces, and the issue that was typed
and saved. Whoever started it compares the two.
"""

from __future__ import annotations

import json
import locale
import sqlite3
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

ROOT, DATA, TARGET = map(Path, sys.argv[-3:])
sys.path.append(str(ROOT))  # behind the program's own packages: for what tests know of resting

from PySide6.QtCore import QEvent, Qt  # noqa: E402
from PySide6.QtGui import QFontInfo, QKeyEvent  # noqa: E402
from PySide6.QtWidgets import (  # noqa: E402
    QApplication,
    QCheckBox,
    QComboBox,
    QDockWidget,
    QFileDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QMenuBar,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QStatusBar,
    QTableView,
    QToolButton,
    QToolTip,
    QTreeView,
    QWidget,
)

from dialogue_app import machine  # noqa: E402
from dialogue_app.services.issues.lists import IssueList, IssueQuery  # noqa: E402
from dialogue_app.services.opening import open_case  # noqa: E402
from tests.ui.resting import is_working  # noqa: E402
from ui import look  # noqa: E402
from ui.app import WINDOW_FILE, make_application, make_window  # noqa: E402
from ui.main_window import MainWindow  # noqa: E402
from ui.places import Place  # noqa: E402

PAGES = ("overview", "sessions", "issues", "calls", "enterprises", "bodies", "settings")
SIZE = (1280, 700)
KINDS = (
    QWidget, QLabel, QPushButton, QCheckBox, QRadioButton, QToolButton, QComboBox, QLineEdit,
    QPlainTextEdit, QTableView, QListView, QTreeView, QMenu, QMenuBar, QMessageBox, QStatusBar,
    QFileDialog, QDockWidget,
)  # fmt: skip
TYPED = "Đề nghị ủy ban nhân dân phường sửa đường gom trước cổng chợ."


def rest(window: MainWindow) -> None:
    """Wait until nothing is under way and the pages show what was written."""
    context = window.current().context  # type: ignore[union-attr]
    for _again in range(4):
        context.changes.tick()
        ends = time.monotonic() + 20
        QApplication.processEvents()
        while is_working(window, context.tasks) and time.monotonic() < ends:
            time.sleep(0.01)
            QApplication.processEvents()


def face(widget: QWidget) -> list[object]:
    """The face a widget is really drawn in."""
    widget.ensurePolished()
    return described(QFontInfo(widget.font()))


def described(info: QFontInfo) -> list[object]:
    """A face as it can be compared."""
    return [info.family(), info.pixelSize()]


def faces_of_classes() -> dict[str, list[object]]:
    """Each class of widget by itself, as Qt makes it."""
    found = {kind.__name__: face(kind()) for kind in KINDS}
    header = QHeaderView(Qt.Orientation.Horizontal)
    return found | {"QHeaderView": face(header), "QToolTip": described(QFontInfo(QToolTip.font()))}


def picture(window: MainWindow) -> dict[str, Any]:
    """Pictures of the pages, their sizes, and the faces of all that they show."""
    seen: dict[str, Any] = {}
    for key in PAGES:
        window.go(Place(key))
        rest(window)
        shown = window.grab()
        shown.save(str(TARGET / f"{key}.png"))
        widgets = [one for one in window.findChildren(QWidget) if one.isVisible()]
        faces = {tuple(face(one)) for one in widgets}
        seen[key] = {
            "size": [shown.width(), shown.height()],
            "faces": sorted(map(list, faces), key=str),
        }
    return seen


def show_dark(app: QApplication, window: MainWindow) -> None:
    """Two pages on dark ground, to be looked at."""
    window.build_anew(partial(look.dress, app, "vi", dark=True))
    QApplication.processEvents()
    for key in ("overview", "issues"):
        window.go(Place(key))
        rest(window)
        window.grab().save(str(TARGET / f"{key}-dark.png"))


def type_an_issue(window: MainWindow) -> int:
    """Type a new issue letter by letter and save it; gives how many there are then."""
    page: Any = window.go(Place("issues"))
    rest(window)
    page.do("add")
    rest(window)
    panel = page.beside()
    field = panel.findChild(QPlainTextEdit, "text")
    field.setFocus()
    for letter in TYPED:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(field, event)
    panel.save()
    rest(window)
    found = IssueList(page.context.case)
    return len(found.ids(IssueQuery(search="đường gom trước cổng chợ")))


def main() -> None:
    """Look at the window in both sets of colours, and type."""
    TARGET.mkdir(parents=True, exist_ok=True)
    app = make_application(DATA / WINDOW_FILE, "vi")
    before = faces_of_classes()
    look.dress(app, "vi", dark=True)
    look.dress(app, "vi", dark=False)
    case = open_case(DATA, machine.now, "mau")
    window = make_window(case, backs_up=False)
    window.show()
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(*SIZE)
    rest(window)
    seen = {"classes": before, "classes after changes": faces_of_classes()}
    seen |= {"pages": picture(window), "typed": type_an_issue(window)}
    show_dark(app, window)
    seen |= {"sqlite": sqlite3.sqlite_version, "zone": time.strftime("%z")}
    seen |= {"code page": locale.getencoding(), "full name": machine.full_name()}
    (TARGET / "seen.json").write_text(json.dumps(seen, ensure_ascii=False, indent=1), "utf-8")
    window.close_anyway()
    case.store.close()


if __name__ == "__main__":
    main()
