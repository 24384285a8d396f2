"""What the start of the window loads: nothing that is only needed later on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dialogue_app import machine
from dialogue_app.services.opening import open_case
from tests.template import sample_case

LATER = (
    "alembic",
    "mako",
    "reportlab",
    "docx",
    "lxml",
    "openpyxl",
    "python_calamine",
    "pypdfium2",
    "babel",
    "dialogue_app.services.history",
    "dialogue_app.services.issues.beside",
    "dialogue_app.services.issues.calls",
    "dialogue_app.services.issues.detail",
    "dialogue_app.documents",
    "dialogue_app.services.backing_up",
    "dialogue_app.storage.archive",
    "dialogue_app.storage.models.attachments",
    "dialogue_app.storage.models.carrying",
    "dialogue_app.storage.models.imports",
    "dialogue_app.storage.models.policies",
    "dialogue_app.storage.models.profiles",
    "dialogue_app.storage.restoring",
    "dialogue_app.storage.search_index",
    "dialogue_app.storage.search_texts",
    "ui.backing_up",
    "ui.checking",
    "ui.unsaved",
    "ui.pages.bodies.page",
    "ui.widgets.form_panel",
    "ui.widgets.inputs",
)
START = """
import builtins
import sys
from pathlib import Path
own_import = builtins.__import__
import ui.app
from ui.app import load_qt, make_application, make_window
ui.app.SETTLED = ui.app.AFTER_THE_START = 600_000  # a busy machine may paint later than usual
load_qt()
assert builtins.__import__ is own_import
from PySide6.QtCore import QEvent, QObject, QSettings
from sqlalchemy import event
from sqlalchemy.orm import Mapper
from ui.places import Place
from dialogue_app import machine
from dialogue_app.services.opening import open_case
configured = []
event.listen(Mapper, "before_configured", lambda: configured.append("mappers_configured"))
folder = Path(sys.argv[1])
remembered = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
remembered.setValue("window/place", Place(sys.argv[2]).written())
remembered.sync()
app = make_application(folder / "window.ini", None)
case = open_case(folder, machine.now, machine.user_name())
window = make_window(case, greets=True)
page = window.current()
if sys.argv[2] == "overview":
    painted, is_there = page.tiles, lambda: page.tiles.are_counted
    rest = page._tables[-1]
else:
    painted, is_there, rest = page.list.viewport(), page.table.rowCount, page.table
class FirstPaint(QObject):
    def eventFilter(self, viewport, event):
        if event.type() == QEvent.Type.Paint and is_there():
            print(*sorted(sys.modules), *configured)
            viewport.removeEventFilter(self)
            rest.complete.connect(app.quit)
        return False
watch = FirstPaint()
painted.installEventFilter(watch)
window.show()
app.exec()
window.close()
case.store.close()
"""


def loaded(folder: Path, page: str) -> set[str]:
    """The modules that are loaded when the first rows of the page are painted.

    With `mappers_configured` where SQLAlchemy was asked for more than columns of tables.
    """
    done = subprocess.run(
        [sys.executable, "-c", START, str(folder), page],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def begun_here(folder: Path) -> None:
    """The sample in a folder, where whoever runs this has been at work before."""
    sample_case(folder).store.close()
    open_case(folder, machine.now, machine.user_name()).store.close()


@pytest.mark.parametrize("page", ["issues", "overview"])
def test_the_first_page_is_painted_before_what_only_comes_later_is_loaded(
    tmp_path: Path, page: str
):
    begun_here(tmp_path)
    names = loaded(tmp_path, page)
    assert f"ui.pages.{page}.page" in names
    assert [name for name in names if name.startswith(LATER)] == []


def test_only_the_tables_of_the_first_list_are_mapped_before_it_is_painted(tmp_path: Path):
    begun_here(tmp_path)
    package, names = "dialogue_app.storage.models.", loaded(tmp_path, "issues")
    mapped = {name.removeprefix(package) for name in names if package in name}
    assert mapped == {"base", "kinds", "audit", "issues", "people"}
    assert "mappers_configured" not in names
