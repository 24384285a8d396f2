"""What takes long, in parts that run by themselves; without one, the writers for a minute.

    python -m tests.soak [PART …] [--seconds 60]      (make soak PART="kills damage": these alone)

The writers: two and a watching window on one database, every change told, none twice. Each writer
is a process of its own that does one random act after the other. The window is the real one,
without a screen; what its feed tells is compared with what the history says was touched.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from sqlalchemy import select

from dialogue_app import machine
from dialogue_app.domain.changes import Changes
from dialogue_app.domain.errors.base import BadInput
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.issues import IssueDraft, RaiserDraft
from dialogue_app.domain.vocabulary import AnswerKind, Outcome, RaiserKind
from dialogue_app.services.case import Case, SeenDraft
from dialogue_app.services.enterprises.editing import (
    edit_enterprise,
    enterprise_detail,
    register_enterprise,
)
from dialogue_app.services.issues.answering import AnswerDraft, answer
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.ending import close, reopen
from dialogue_app.services.issues.intake import edit_issue, register_issue
from dialogue_app.services.opening import open_case
from dialogue_app.storage.feed import ALL
from dialogue_app.storage.models.audit import AuditEntry, Touched
from tests.faults import KINDS_OF_FAULTS
from tests.storage.history import assert_history_is_true
from tests.template import copy_database


def write(folder: Path, seconds: float, seed: int) -> int:
    """Do one act after the other until the time is over; how many were done."""
    case, chance = open_case(folder, machine.now, "mau"), random.Random(seed)
    enterprise = register_enterprise(case, EnterpriseDraft(f"Công ty Mẫu {seed}"))
    raiser = RaiserDraft(RaiserKind.ENTERPRISE, enterprise)
    issues = [register_issue(case, IssueDraft(f"Đường ngập {seed}", raisers=(raiser,)))]
    ends, done = time.monotonic() + seconds, 2
    while time.monotonic() < ends:
        act = chance.choice((_new, _correct, _answer, _end, _again, _rename))
        try:
            act(case, chance, issues, enterprise)
            done += 1
        except BadInput:
            pass  # not in this state, or the other writer was quicker
    case.store.close()
    return done


def _new(case: Case, chance: random.Random, issues: list[int], enterprise: int) -> None:
    raiser = RaiserDraft(RaiserKind.ENTERPRISE, enterprise)
    form = IssueDraft(f"Thuế tăng {chance.random()}", raisers=(raiser,))
    issues.append(register_issue(case, form))


def _correct(case: Case, chance: random.Random, issues: list[int], _enterprise: int) -> None:
    known = issue_detail(case, chance.choice(issues))
    seen = SeenDraft(known.id, known.version, known.form)
    edit_issue(case, seen, replace(known.form, note=f"ghi {chance.random()}"))


def _answer(case: Case, chance: random.Random, issues: list[int], _enterprise: int) -> None:
    known = [issue_detail(case, key) for key in {chance.choice(issues), chance.choice(issues)}]
    answer(case, [one.seen for one in known], AnswerDraft(AnswerKind.IN_WRITING, "đã xem xét"))


def _end(case: Case, chance: random.Random, issues: list[int], _enterprise: int) -> None:
    close(case, issue_detail(case, chance.choice(issues)).seen, Outcome.WITHDRAWN, case.today())


def _again(case: Case, chance: random.Random, issues: list[int], _enterprise: int) -> None:
    reopen(case, issue_detail(case, chance.choice(issues)).seen, "xem lại")


def _rename(case: Case, chance: random.Random, _issues: list[int], enterprise: int) -> None:
    known = enterprise_detail(case, enterprise)
    seen = SeenDraft(known.id, known.version, known.form)
    edit_enterprise(case, seen, replace(known.form, name=f"Công ty Mẫu {chance.random()}"))


@dataclass
class Watched:
    """What the window was told, in its order, and the sequence it began after."""

    began_after: int
    told: list[Changes] = field(default_factory=list)


def watch(folder: Path, seconds: float) -> Watched:
    """Run the writers beside a window that watches; gives what the window was told."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from ui.app import make_application, make_window

    app = make_application(folder / "window.ini", "vi")
    case = open_case(folder, machine.now, "mau")
    window = make_window(case)
    page = window.current()
    assert page is not None
    watcher = page.context.changes  # type: ignore[attr-defined]
    with case.reading() as session:
        watched = Watched(len(session.scalars(select(AuditEntry.sequence)).all()))
    watcher.changed.connect(watched.told.append)
    window.show()
    writers = [_writer(folder, seconds, seed) for seed in (1, 2)]
    timer = QTimer()
    timer.timeout.connect(  # `quit` would close the window before it is told the last
        lambda: app.exit() if all(w.poll() is not None for w in writers) else None
    )
    timer.start(200)
    app.exec()
    _let_rest(watcher, page.context.tasks)  # type: ignore[attr-defined]
    assert all(writer.returncode == 0 for writer in writers), "a writer failed"
    window.close()
    case.store.close()
    QApplication.processEvents()
    return watched


def _writer(folder: Path, seconds: float, seed: int) -> subprocess.Popen[bytes]:
    command = (sys.executable, "-m", "tests.soak", "--write", str(folder), "--seed", str(seed))
    return subprocess.Popen([*command, "--seconds", str(seconds)])


def _let_rest(watcher: object, tasks: object) -> None:
    """Until nothing is under way and the feed has no news."""
    from PySide6.QtWidgets import QApplication

    for _again in range(3):
        watcher.tick()  # type: ignore[attr-defined]
        while tasks.busy:  # type: ignore[attr-defined]
            QApplication.processEvents()


def check(folder: Path, watched: Watched) -> str:
    """Every entry's touched wholes were told, in one piece of news and no other; in words."""
    case = open_case(folder, machine.now, "mau")
    begins = watched.began_after
    with case.reading() as session:
        for news in watched.told:
            assert news.sequence > begins, f"told twice: {news.sequence} after {begins}"
            rows = select(Touched.entity, Touched.entity_id).where(
                Touched.sequence > begins, Touched.sequence <= news.sequence
            )
            expected: defaultdict[str, set[int]] = defaultdict(set)
            for entity, key in session.execute(rows):
                expected[entity].add(key)
            told = {entity: set(ids) or {ALL} for entity, ids in news.touched.items()}
            assert told == expected, f"entries {begins} to {news.sequence}"
            begins = news.sequence
        last = session.scalars(select(AuditEntry.sequence).order_by(AuditEntry.sequence)).all()[-1]
    assert begins == last, f"never told: entries {begins + 1} to {last}"
    assert_history_is_true(case)
    case.store.close()
    told = len(watched.told)
    return f"{last - watched.began_after} entries in {told} pieces of news: none lost, none twice"


WRITERS = "writers"
# The other parts, as what Python is asked to run.
PARTS = {
    "half-year": ("tests.half_year",),
    **{kind: ("tests.faults", "--only", kind) for kind in KINDS_OF_FAULTS},
    "update": ("tests.windows.failing_updates",),
    "million": (
        "bench", "--issues", "1000000", "--only", "views", "orders", "counts", "search",
    ),
}  # fmt: skip


def run_parts(names: list[str]) -> bool:
    """Run these parts, whatever the one before found; whether all went well."""
    went_well = True
    for name in names:
        begun = time.monotonic()
        asked = (sys.executable, "-m", *PARTS.get(name, ("tests.soak",)))
        code = subprocess.run(asked, check=False).returncode
        ended = "ok" if code == 0 else f"failed ({code})"
        print(f"{name}: {ended}, {time.monotonic() - begun:.0f} s", flush=True)
        went_well = went_well and code == 0
    return went_well


def main() -> None:
    """Run the writers, or one of them, or the parts that are named."""
    parser = argparse.ArgumentParser()
    parser.add_argument("parts", nargs="*", metavar="PART")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if unknown := set(asked.parts) - {WRITERS, *PARTS}:
        parser.error(f"{', '.join(unknown)}: none of {', '.join((WRITERS, *PARTS))}")
    if asked.parts:
        sys.exit(not run_parts(asked.parts))
    if asked.write:
        print(f"writer {asked.seed}: {write(asked.write, asked.seconds, asked.seed)} acts")
        return
    with TemporaryDirectory() as name:
        folder = Path(name) / "data"
        copy_database(folder)
        print(check(folder, watch(folder, asked.seconds)))


if __name__ == "__main__":
    main()
