"""What the start of the window loads: nothing that is only needed later on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

LATER = (
    "alembic",
    "mako",
    "reportlab",
    "docx",
    "lxml",
    "openpyxl",
    "python_calamine",
    "pypdfium2",
    "babel.messages",
)
START = """
import sys
from pathlib import Path
from ui.app import make_application, make_window
from ui.places import Place
from dialogue_app import machine
from dialogue_app.services.opening import open_case
folder = Path(sys.argv[1])
app = make_application(folder / "window.ini", None)
case = open_case(folder, machine.now, machine.user_name())
window = make_window(case)
window.go(Place(sys.argv[2]))
window.show()
page = window.current()
page.table.complete.connect(app.quit)
app.exec()
print(*sorted(sys.modules))
window.close()
case.store.close()
"""


def loaded(folder: Path, page: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", START, str(folder), page],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_the_second_start_loads_only_what_the_first_list_needs(tmp_path: Path):
    loaded(tmp_path, "issues")  # makes the database
    names = loaded(tmp_path, "issues")
    assert "ui.pages.issues.page" in names
    assert [name for name in names if name.startswith(LATER)] == []
    assert "ui.pages.bodies.page" not in names
    assert "ui.widgets.form_panel" not in names
