"""The file of what is typed: each form once, its owner's alone, nothing where there is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from dialogue_app.services.unsaved import Unsaved, drop, keep, left
from dialogue_app.storage.sqlite import UNSAVED_NAME
from tests.faults.calls import each_call_failing
from tests.template import NOW

FORM = Unsaved("a", "issues", "add", (), "Thêm kiến nghị", NOW, {"now": {"map": {"text": "Hẻm"}}})
OTHER = replace(FORM, key="b", act="answer", ids=(7, 8), at=NOW - timedelta(hours=1))


def test_each_form_is_kept_once_as_it_is_now(tmp_path: Path):
    for form in (FORM, OTHER, replace(FORM, title="Mới")):
        keep(tmp_path, form)
    assert left(tmp_path) == [OTHER, replace(FORM, title="Mới")]
    assert (tmp_path / UNSAVED_NAME).stat().st_mode & 0o777 == 0o600
    drop(tmp_path, {"b", "unknown"})
    assert left(tmp_path) == [replace(FORM, title="Mới")]
    drop(tmp_path, {"a"})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", ["", "{}", "[1]", '[{"key": "a"}]', "\0", '[{"at": 1}]'])
def test_what_cannot_be_read_is_none_of_ours(tmp_path: Path, content: str):
    (tmp_path / UNSAVED_NAME).write_text(content)
    assert left(tmp_path) == []
    keep(tmp_path, FORM)
    assert left(tmp_path) == [FORM]


def test_whatever_fails_the_form_is_kept_as_it_was_or_is(tmp_path: Path):
    keep(tmp_path, FORM)
    now = replace(FORM, title="Mới")
    for raised in each_call_failing(lambda: keep(tmp_path, now)):
        assert left(tmp_path) in ([now], [FORM] if raised else [])
        assert len(list(tmp_path.iterdir())) == 1 or raised
    assert left(tmp_path) == [now]
