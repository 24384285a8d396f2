"""Tables are mapped when they are first needed, and all of them where all must be known."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tests.template import USER, fresh_case

ROOT = Path(__file__).parents[2]
ASKED_OF_THE_BASE = re.compile(r"\bBase\.(metadata|registry|__subclasses__)\b")
CONFIGURED_EACH_TIME = """
from sqlalchemy.orm import configure_mappers
from dialogue_app.storage.models import load_models
from dialogue_app.storage.models.base import Base
begun = Base.__init_subclass__.__func__
def then_configured(model, **options):
    begun(model, **options)
    configure_mappers()
Base.__init_subclass__ = classmethod(then_configured)
load_models()
"""
BEFORE_WRITING = """
import sys
from pathlib import Path
from dialogue_app import machine
from dialogue_app.services.opening import open_case
from dialogue_app.storage.models.base import Base
case = open_case(Path(sys.argv[1]), machine.now, sys.argv[2])
known = set(Base.metadata.tables)
assert "issue" in known and "enterprise" not in known, known
with case.store.mending():
    assert "enterprise" in Base.metadata.tables
case.store.close()
"""


def run(code: str, *arguments: object) -> None:
    """Run code in a process of its own, where nothing is mapped yet."""
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_tables_can_be_mapped_while_others_are_read():
    """Each model stands below those it is related to: a worker may read between any two."""
    run(CONFIGURED_EACH_TIME)


def test_only_the_models_ask_their_base_for_all_there_are():
    """In these tests all are mapped; in a program only by `whole_schema()` and `models()`."""
    asking = {
        path.relative_to(ROOT).as_posix()
        for package in ("dialogue_app", "ui")
        for path in (ROOT / package).rglob("*.py")
        if ASKED_OF_THE_BASE.search(path.read_text("utf-8"))
    }
    storage = "dialogue_app/storage"
    assert asking == {f"{storage}/models/__init__.py", f"{storage}/aggregates.py"}


def test_whoever_writes_knows_all_tables(tmp_path: Path):
    fresh_case(tmp_path).store.close()
    run(BEFORE_WRITING, tmp_path, USER)
