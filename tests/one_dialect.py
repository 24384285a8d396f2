"""SQLAlchemy's compiled statements, kept from one test's database to the next.

Each engine keeps its own, and each test has engines of its own: a third of the time of all tests
went into compiling the same statements again.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Engine, create_engine
from sqlalchemy.util import LRUCache

from dialogue_app.storage import engine as module

_MOST = 5000  # statements


def share_compiled_statements() -> None:
    """From now on the program's engines share what they compile."""
    module.create_engine = _create_engine  # type: ignore[attr-defined]  # it is imported there


def _create_engine(*given: Any, **more: Any) -> Engine:
    engine = create_engine(*given, **more)
    engine.dialect, engine._compiled_cache = _shared()
    return engine


@cache
def _shared() -> tuple[Any, Any]:
    first = create_engine("sqlite://")
    with first.connect():  # it asks the version of SQLite
        pass
    first.dispose()
    return first.dialect, LRUCache(_MOST)
