"""Looking for dead objects is put off while many are made that stay."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

import dialogue_app
from dialogue_app import without_garbage_collection


class _Thing:
    """An object that may refer to itself."""

    itself: _Thing


@pytest.fixture(autouse=True)
def on() -> Iterator[None]:
    """As in a program without a window."""
    was_on = gc.isenabled()
    gc.enable()
    yield
    if not was_on:
        gc.disable()


def is_among(thing: object, generation: int) -> bool:
    return any(one is thing for one in gc.get_objects(generation))


def test_very_many_made_meanwhile_are_old_at_once(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(dialogue_app, "_VERY_MANY", 0)
    with without_garbage_collection():
        assert not gc.isenabled()
        thing = _Thing()
    assert gc.isenabled()
    assert [is_among(thing, generation) for generation in range(3)] == [False, False, True]


def test_few_are_left_to_be_looked_through_soon():
    with without_garbage_collection():
        thing = _Thing()
    assert not is_among(thing, 2)


def test_what_died_meanwhile_is_freed_when_all_are_looked_through(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(dialogue_app, "_VERY_MANY", 0)
    with without_garbage_collection():
        thing = _Thing()
        thing.itself = thing
        seen = weakref.ref(thing)
        del thing
    assert seen() is not None
    gc.collect()
    assert seen() is None


def test_it_stays_off_where_it_was_off():
    gc.disable()
    with without_garbage_collection():
        thing = _Thing()
    assert not gc.isenabled()
    assert is_among(thing, 0)
