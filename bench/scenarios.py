"""What is timed: each scenario gives our time and the floor's, in seconds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from xml.sax.saxutils import escape

from bench.floors import import_enterprises as import_floor
from bench.floors import minutes as minutes_floor
from bench.floors import search as search_floor
from bench.register import CODE, workbook
from dialogue_app.services.opening import Store, actor_here, open_store

ROOT = Path(__file__).parents[1]
IMPORTED = 50_000
TYPED = ("thue", "hoan thue", "mau an", "giay phep xay", "duong hem ngap", "kn-2024-01")


@dataclass(frozen=True)
class Result:
    """A scenario's two times and the ratio that is allowed."""

    name: str
    ours: float
    floor: float
    limit: float
    note: str = ""

    @property
    def ratio(self) -> float:
        return self.ours / self.floor


def alternate(
    ours: Callable[[], float], floor: Callable[[], float], times: int
) -> tuple[float, float]:
    """Both by turns, so that whatever else the machine does meets both; the medians."""
    pairs = [(ours(), floor()) for _ in range(times)]
    return median(first for first, _ in pairs), median(second for _, second in pairs)


def timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _process(*command: str) -> float:
    """Seconds a whole process takes."""
    return timed(lambda: subprocess.run([sys.executable, *command], check=True, cwd=ROOT))


def _until_printed(*command: str) -> float:
    """Seconds from the start of a process to the moment it prints."""
    begun = time.time()
    done = subprocess.run(
        [sys.executable, *command],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
    )
    return float(done.stdout.split()[0]) - begun


def start(folder: Path) -> Result:
    """From the start of the process to the end of the first painted list."""
    from PySide6.QtCore import QSettings

    from ui.app import WINDOW_FILE

    settings = QSettings(str(folder / WINDOW_FILE), QSettings.Format.IniFormat)
    settings.setValue("window/page", "issues")
    settings.sync()
    ours, floor = alternate(
        lambda: _until_printed("bench/start_ours.py", str(folder)),
        lambda: _until_printed("bench/floors/start.py", str(folder)),
        7,
    )
    return Result("start", ours, floor, 2.0)


def search(store: Store) -> Result:
    """Every keystroke of some searches."""
    from dialogue_app.services.issue_lists import IssueList, IssueQuery

    listed, connection = IssueList(store), search_floor.connect(store.folder)
    strokes = [typed[:end] for typed in TYPED for end in range(1, len(typed) + 1)]
    strokes = [stroke for stroke in strokes if stroke.strip(" -") == stroke]
    ours_all = floor_all = 0.0
    worst, worst_of = 0.0, ""
    for stroke in strokes:
        query, plain = IssueQuery(search=stroke), stroke.replace("-", " ")
        ours, floor = alternate(
            lambda query=query: timed(lambda: listed.first_page(query)),  # type: ignore[misc]
            lambda plain=plain: timed(lambda: search_floor.search(connection, plain)),  # type: ignore[misc]
            5,
        )
        ours_all, floor_all = ours_all + ours, floor_all + floor
        if ours > worst:
            worst, worst_of = ours, stroke
    connection.close()
    note = f"{len(strokes)} keystrokes; slowest “{worst_of}” {worst * 1000:.0f} ms"
    return Result("search keystroke", ours_all / len(strokes), floor_all / len(strokes), 2.0, note)


def take_in(folder: Path) -> Result:
    """Fifty thousand enterprises, preview and write together."""
    from dialogue_app.services.enterprise_import import import_enterprises, preview_enterprises
    from dialogue_app.services.workbooks import TableKind, open_workbook

    path = workbook(folder / "register.xlsx", IMPORTED)

    def ours() -> float:
        with tempfile.TemporaryDirectory(dir=folder) as place:
            store = open_store(Path(place))
            actor = actor_here(store)

            def work() -> None:
                book = open_workbook(path, TableKind.ENTERPRISES)
                mapping = book.mappings[book.chosen]
                assert mapping is not None
                preview = preview_enterprises(store, book, book.chosen, mapping)
                assert import_enterprises(store, actor, preview).added == IMPORTED

            seconds = timed(work)
            store.close()
            return seconds

    def floor() -> float:
        with tempfile.TemporaryDirectory(dir=folder) as place:
            target = Path(place) / "floor.db"
            return timed(lambda: import_floor.take_in(path, target))

    return Result("import of 50,000", *alternate(ours, floor, 3), 2.5)


def minutes(store: Store, folder: Path) -> tuple[Result, Result]:
    """The minutes of forty issues, in process and cold from the command line."""
    from dialogue_app.documents.faces import paper_face
    from dialogue_app.documents.minutes import minutes_parts
    from dialogue_app.documents.parts import Paper, Section, Table, as_text
    from dialogue_app.services.minutes import minutes_facts, minutes_pdf
    from dialogue_app.services.sessions import find_session

    key = find_session(store, CODE)
    paper = minutes_parts(minutes_facts(store, key))
    body = Paper(paper.name, paper.sections[:1])
    texts = [escape(line) for line in as_text(body).splitlines()[1:] if line.strip()]
    (table,) = (part for part in paper.sections[1].parts if isinstance(part, Table))
    heads = [escape(column.heading) for column in table.columns]
    rows = [[escape(cell) for cell in row] for row in table.rows]
    assert isinstance(paper.sections[0], Section)
    face = paper_face()
    files = [face.files[0], face.files[1]]
    minutes_pdf(store, key)
    warm = alternate(
        lambda: timed(lambda: minutes_pdf(store, key)),
        lambda: timed(lambda: minutes_floor.floor(texts, heads, rows, files)),
        7,
    )
    given = folder / "paragraphs.json"
    known = {"texts": texts, "heads": heads, "rows": rows, "files": [str(one) for one in files]}
    given.write_text(json.dumps(known), "utf-8")
    data, out = str(store.folder), str(folder / "out.pdf")
    command = ("-m", "dialogue_app", "--data", data, "minutes", CODE, "-o", out)
    cold = alternate(
        lambda: _process(*command),
        lambda: _process("-m", "bench.floors.minutes_cold", data, str(given), out),
        7,
    )
    return Result("minutes, in process", *warm, 1.4), Result("minutes, cold", *cold, 1.5)
