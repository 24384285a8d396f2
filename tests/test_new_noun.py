"""A made-up noun is added by its own files alone; nothing central is edited for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.template import copy_database

ROOT = Path(__file__).parents[1]

# The files of a made-up noun, as somebody would lay them into the packages.
MODEL = '''
"""A notice (thông báo) put up for enterprises, and who signed that they read it."""

from collections.abc import Sequence

from sqlalchemy import ForeignKey, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from dialogue_app.domain.notices import NoticeKind
from dialogue_app.storage.models.base import DERIVED, Base, Identified, Reach


class Notice(Base, Identified):
    """A notice, shown in the session it is about."""

    __tablename__ = "notice"
    __root__ = ("notice", "id")
    __shown_in__ = (Reach("session", "notice", "session_id", "id", frozenset({"title"})),)

    title: Mapped[str]
    kind: Mapped[NoticeKind]
    session_id: Mapped[int | None]
    reader_count: Mapped[int] = mapped_column(default=0, info=DERIVED)
    readers: Mapped[list["NoticeReader"]] = relationship(cascade="all, delete-orphan")

    @classmethod
    def derive(cls, session: Session, ids: Sequence[int]) -> None:
        """Count the readers."""
        of_this = select(func.count()).where(NoticeReader.notice_id == cls.id).scalar_subquery()
        values = update(cls).where(cls.id.in_(ids)).values(reader_count=of_this)
        session.execute(values.execution_options(synchronize_session=False))


class NoticeReader(Base, Identified):
    """Who signed: a whole of its own that is part of the notice."""

    __tablename__ = "notice_reader"
    __root__ = ("notice_reader", "id")
    __part_of__ = (Reach("notice", "notice_reader", "notice_id", "id"),)

    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"))
    name: Mapped[str]
'''

FILES = {
    "storage/models/notices.py": MODEL,
    "domain/notices.py": '''
"""The words of notices."""

from dialogue_app.domain.worded import N_, Worded


class NoticeKind(Worded):
    """What a notice is about."""

    INVITATION = "invitation", N_("Invitation to a notice board")
    RESULT = "result", N_("Result on a notice board")
''',
    "domain/errors/notices.py": '''
"""What can go wrong with notices."""

from dataclasses import dataclass

from dialogue_app.domain.errors.base import BadInput
from dialogue_app.domain.notices import NoticeKind
from dialogue_app.domain.worded import N_


@dataclass(eq=False)
class NoticeRefused(BadInput):
    """A notice without a title."""

    sentence = N_("“{kind}” needs a title.")

    kind: NoticeKind
''',
    "services/notices.py": '''
"""Notices are put up and read."""

from sqlalchemy import select

from dialogue_app.domain.errors.notices import NoticeRefused
from dialogue_app.domain.notices import NoticeKind
from dialogue_app.domain.worded import N_
from dialogue_app.services.case import Case, OpenCase, Seen, require_seen, use_case
from dialogue_app.services.roles import EDIT_SESSION
from dialogue_app.storage.models.notices import Notice, NoticeReader


@use_case("notice.put_up", EDIT_SESSION, N_("put up a notice"))
def put_up(case: OpenCase, title: str, kind: NoticeKind, session_id: int | None = None) -> int:
    """Put up a notice; its id."""
    if not title:
        raise NoticeRefused(kind)
    notice = Notice(title=title, kind=kind, session_id=session_id)
    case.session.add(notice)
    case.session.flush()
    return notice.id


@use_case("notice.read", EDIT_SESSION, N_("read a notice"))
def sign(case: OpenCase, seen: Seen, name: str) -> int:
    """Note that somebody read it."""
    notice = case.session.get_one(Notice, seen.id)
    require_seen(case.session, notice.version, seen, notice.title)
    reader = NoticeReader(notice_id=seen.id, name=name)
    case.session.add(reader)
    case.session.flush()
    return reader.id


@use_case("notice.rename", EDIT_SESSION, N_("renamed a notice"))
def rename(case: OpenCase, seen: Seen, title: str) -> None:
    """Give it another title."""
    case.session.get_one(Notice, seen.id).title = title


def titles(case: Case) -> list[str]:
    """All notices."""
    with case.reading() as session:
        return list(session.scalars(select(Notice.title).order_by(Notice.id)))
''',
    "cli/commands/notices.py": '''
"""`notice`: notices for enterprises."""

from __future__ import annotations

from argparse import Namespace

from dialogue_app.cli.database import opened
from dialogue_app.cli.output import say
from dialogue_app.cli.parsing import Commands, Parser, add_choice, add_command, add_noun
from dialogue_app.domain.notices import NoticeKind


def add_to(nouns: Commands[Parser]) -> None:
    """Add `notice put-up`."""
    verbs = add_noun(nouns, "notice", "notices for enterprises")
    parser = add_command(verbs, "put-up", "put up a notice", run)
    parser.add_argument("title")
    add_choice(parser, "--kind", NoticeKind, "what it is about")


def run(options: Namespace) -> int:
    """Put it up."""
    from dialogue_app.services.notices import put_up, titles

    with opened(options) as case:
        put_up(case, options.title, options.kind or NoticeKind.RESULT)
        say("; ".join(titles(case)))
    return 0
''',
    "ui/pages/notices/__init__.py": '''
"""Notices."""

from ui.main_window import PageEntry


def entry(rail):
    """Between issues and enterprises."""

    def build():
        from ui.pages.notices.page import NoticesPage

        return NoticesPage(rail.context)

    return PageEntry("notices", lambda: "Notices", "issue", 25, build)
''',
    "ui/pages/notices/page.py": '''
"""The page of notices."""

from PySide6.QtWidgets import QLabel

from dialogue_app.services.notices import titles
from ui.widgets.page import Page


class NoticesPage(Page):
    """Shows the titles, as they are now."""

    def __init__(self, context):
        super().__init__("Notices")
        self.context, self.titles = context, QLabel()
        self.body.addWidget(self.titles)
        context.changes.changed.connect(self._follow)

    def shown(self):
        """Read them."""
        self.context.read(self, lambda: titles(self.context.case), self._show)

    def _follow(self, changes):
        if changes.of("notice"):
            self.shown()

    def _show(self, found):
        self.titles.setText("; ".join(found))
''',
}

# What every part below begins with: the packages look into the noun's folders too.
BEGINNING = """
import json, sys
from importlib import import_module, util
from pathlib import Path

added, data = Path(sys.argv[1]), Path(sys.argv[2])
for name in ("dialogue_app.domain", "dialogue_app.domain.errors", "dialogue_app.storage.models",
             "dialogue_app.services", "dialogue_app.cli.commands", "ui.pages"):
    parent, _dot, last = name.rpartition(".")
    import_module(parent)
    folder = str(added / name.removeprefix("dialogue_app.").replace(".", "/"))
    if name in sys.modules:
        sys.modules[name].__path__.append(folder)
        continue
    spec = util.find_spec(name)  # before it is loaded: the models load all that is there
    spec.submodule_search_locations.append(folder)
    sys.modules[name] = package = util.module_from_spec(spec)
    setattr(sys.modules[parent], last, package)
    spec.loader.exec_module(package)

from dataclasses import replace
from sqlalchemy import create_engine, select
from dialogue_app import i18n
from dialogue_app.cli import main
from dialogue_app.domain.errors.base import NotAllowed
from dialogue_app.domain.errors.conflicts import ChangedSince
from dialogue_app.domain.vocabulary import Role
from dialogue_app.i18n.sentences import explain
from dialogue_app.services.case import USE_CASES, Seen, SeenDraft
from dialogue_app.services.opening import open_case
from dialogue_app.storage.models import whole_schema
from dialogue_app.storage.models.audit import AuditChange, AuditEntry, Touched
from tests.template import standing_clock

def lay_tables():
    engine = create_engine(f"sqlite:///{data / 'dialogue.db'}")
    for name in ("notice", "notice_reader"):
        whole_schema().tables[name].create(engine)
    engine.dispose()

def entries(case):
    with case.reading() as session:
        return list(session.execute(
            select(AuditEntry.sequence, AuditEntry.action).order_by(AuditEntry.sequence)))

def touched(case, sequence):
    with case.reading() as session:
        rows = session.execute(select(Touched.entity, Touched.entity_id)
                               .where(Touched.sequence == sequence))
        return sorted(map(tuple, rows))
"""

COMMAND = """
lay_tables()
assert main(["--lang", "en", "--help"]) == 0
put_up = ["--lang", "en", "--data", str(data), "notice", "put-up"]
assert main([*put_up, "Nghỉ lễ", "--kind", "invitation"], clock=standing_clock) == 0
assert main([*put_up, ""], clock=standing_clock) == 2
"""

USE_CASE = """
lay_tables()
from dialogue_app.domain.notices import NoticeKind
from dialogue_app.services.notices import put_up, rename, sign
from dialogue_app.storage.models.notices import Notice, NoticeReader

case = open_case(data, standing_clock, "mau")
assert USE_CASES["notice.put_up"].function is put_up
for role in set(Role) - USE_CASES["notice.put_up"].roles:
    other = replace(case, actor=replace(case.actor, role=role))
    try:
        put_up(other, "Nghỉ lễ", NoticeKind.RESULT)
    except NotAllowed:
        continue
    raise AssertionError(f"{role} may put up a notice")
before = entries(case)
key = put_up(case, "Nghỉ lễ", NoticeKind.RESULT, session_id=7)
(entry,) = entries(case)[len(before):]
assert entry.action == "notice.put_up"
assert ("notice", key) in touched(case, entry.sequence)

def standing():
    with case.reading() as session:
        notice = session.get_one(Notice, key)
        return notice.version, notice.reader_count

assert standing() == (entry.sequence, 0)
seen = Seen(key, entry.sequence)
reader = sign(case, seen, "Bà Đỗ Thị Mẫu")
signed = entries(case)[-1].sequence
assert standing() == (signed, 1)  # the part raised its whole's version; the count follows
assert ("notice", key) in touched(case, signed)
with case.reading() as session:
    rows = list(session.scalars(select(AuditChange).where(AuditChange.sequence == signed)))
salts = {name for row in rows for name in json.loads(row.salts)}
assert salts == {f"notice_reader:{reader}.name"}, salts
noted = {name.rpartition(".")[2] for row in rows for name in json.loads(row.changes)}
assert not noted & {"reader_count", "version"}, noted
try:
    sign(case, seen, "Ông Mẫu")
except ChangedSince as error:
    said = explain(error)
    assert "Nghỉ lễ" in said and "{" not in said, said
else:
    raise AssertionError("signed over what nobody saw")
rename(case, Seen(key, signed), "Nghỉ Tết")
renamed = entries(case)[-1].sequence
assert touched(case, renamed) == [("notice", key), ("session", 7)], touched(case, renamed)
case.store.close()
"""

WINDOW = """
lay_tables()
from PySide6.QtTest import QTest
from dialogue_app.domain.notices import NoticeKind
from dialogue_app.services.notices import put_up
from ui.app import make_application, make_window
from ui.places import Place

app = make_application(data / "window.ini", "en")
case, other = (open_case(data, standing_clock, name) for name in ("mau", "khac"))
window = make_window(case)
assert [entry.key for entry in window.entries].index("notices") > 0
window.show()
page = window.go(Place("notices"))
put_up(other, "Nghỉ lễ", NoticeKind.RESULT)
page.context.changes.tick()
while page.context.tasks.busy or not page.titles.text():
    QTest.qWait(5)
print(page.titles.text())
window.close()
for opened in (case, other):
    opened.store.close()
"""

SENTENCE = """
from dialogue_app.domain.errors.notices import NoticeRefused
from dialogue_app.domain.notices import NoticeKind
from dialogue_app.i18n.words import word

i18n.install("en")
assert word(NoticeKind.RESULT) == "Result on a notice board"
assert explain(NoticeRefused(NoticeKind.RESULT)) == "“Result on a notice board” needs a title."
"""


def run(folder: Path, code: str) -> str:
    """A part run in a process of its own, so that the made-up noun stays in it; what it said."""
    for name, text in FILES.items():
        path = folder / "added" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip(), "utf-8")
    copy_database(folder / "data")
    done = subprocess.run(
        [sys.executable, "-c", BEGINNING + code, folder / "added", folder / "data"],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_its_command_stands_in_the_help_and_runs(tmp_path: Path):
    said = run(tmp_path, COMMAND)
    assert "notices for enterprises" in said
    assert said.splitlines()[-1] == "Nghỉ lễ"


def test_its_use_case_writes_history_version_derived_column_and_news(tmp_path: Path):
    run(tmp_path, USE_CASE)


def test_its_words_and_its_error_are_said(tmp_path: Path):
    run(tmp_path, SENTENCE)


def test_its_page_stands_in_the_rail_and_follows_what_others_write(tmp_path: Path):
    assert run(tmp_path, WINDOW).splitlines()[-1] == "Nghỉ lễ"
