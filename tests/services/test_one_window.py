"""One window works with a folder; the next one calls it, or is told who has it open."""

from __future__ import annotations

from pathlib import Path

import pytest

from dialogue_app.domain.errors.store import OpenInAnotherWindow
from dialogue_app.i18n import install
from dialogue_app.i18n.sentences import explain
from dialogue_app.services.one_window import take_folder
from tests.template import NOW


def test_a_second_window_of_the_same_user_calls_the_first(tmp_path: Path):
    folder = tmp_path / "not there yet"
    first = take_folder(folder, NOW, "lan")
    assert first is not None
    before = first.path.stat().st_mtime_ns
    assert take_folder(folder, NOW, "lan") is None
    assert first.path.stat().st_mtime_ns > before
    first.release()
    again = take_folder(folder, NOW, "lan")
    assert again is not None
    again.release()


def test_somebody_else_is_told_who_has_it_open(tmp_path: Path):
    first = take_folder(tmp_path, NOW, "lan")
    assert first is not None
    with pytest.raises(OpenInAnotherWindow) as trouble:
        take_folder(tmp_path, NOW, "minh")
    install("vi")
    assert explain(trouble.value) == (
        f"lan đang mở dữ liệu ở {tmp_path} trong một cửa sổ từ 27/11/2026 09:30. Mỗi dữ liệu chỉ "
        "mở được ở một cửa sổ: hãy đóng cửa sổ đó trước."
    )
    first.release()
    mine = take_folder(tmp_path, NOW, "minh")
    assert mine is not None
    mine.release()
