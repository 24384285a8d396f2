"""The files of an issue stand beside the list, with what happened to it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLabel

from dialogue_app.services.issues.attaching import attach
from tests.template import seen
from tests.ui.conftest import Open


def test_an_issue_shows_its_files(open_window: Open, tmp_path: Path):
    driver = open_window(True)
    letter = tmp_path / "Công văn <b>12.pdf"
    letter.write_bytes(b"x" * 2048)
    attach(driver.case, seen(driver.case, 1), letter)
    page = driver.go("issues")
    page.go_to(1)
    driver.rest()
    shown = [label.text() for label in page.beside().findChildren(QLabel)]
    assert any(text.startswith("Công văn <b>12.pdf · 2 KB · ") for text in shown)
    assert "Đính kèm Công văn <b>12.pdf" in shown
