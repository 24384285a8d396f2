"""The minutes beside their files: PDF and Word, and what they lack told before they are saved."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton

from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.sessions.lists import list_sessions
from tests.ui.conftest import Driver, Open
from ui.tasks import Lane

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def driver(open_window: Open) -> Driver:
    driver = open_window(True)
    driver.go("sessions").open(list_sessions(driver.case)[0].id)
    driver.rest()
    driver.press("step_3")
    driver.rest()
    return driver


def lacks(driver: Driver) -> QLabel:
    label = driver.page.findChild(QLabel, "paper_lacks")
    assert label is not None
    return label


def asked(driver: Driver, button: str) -> QFileDialog:
    driver.press(button)
    driver.rest()
    (dialog,) = [one for one in driver.page.findChildren(QFileDialog) if one.isVisible()]
    return dialog


@pytest.mark.parametrize(("ending", "begins"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_each_button_proposes_and_writes_its_kind_of_file(
    driver: Driver, tmp_path: Path, ending: str, begins: bytes
):
    dialog = asked(driver, f"save_{ending}")
    named = dialog.findChild(QLineEdit, "fileNameEdit")
    assert named.text() == f"Bien-ban-2026-K3.{ending}"
    named.setText(str(tmp_path / "Biên bản 30.9.2026"))
    dialog.accept()
    driver.rest()
    (written,) = tmp_path.glob("Biên bản*")
    assert written.name == f"Biên bản 30.9.2026.{ending}"
    assert written.read_bytes().startswith(begins)


def test_nothing_is_told_where_nothing_is_lacking(driver: Driver):
    assert not lacks(driver).isVisible()


def test_letters_no_face_has_are_told_before_saving_and_as_plain_text(driver: Driver):
    session = list_sessions(driver.case)[0].id
    register_issue(driver.case, IssueDraft("<b>đã</b> nộp 日本 👍", session))
    driver.context.changes.tick()
    driver.rest()
    shown = lacks(driver)
    assert shown.isVisible()
    assert shown.textFormat() is Qt.TextFormat.PlainText
    assert shown.text().startswith("3 ký tự của kiến nghị KN-2026-0021 không in được: 日 本 👍")


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_writing_a_file_can_be_stopped_by_the_same_button(
    driver: Driver, tmp_path: Path, ending: str
):
    button, path = driver.find(QPushButton, f"save_{ending}"), tmp_path / f"a.{ending}"
    words = button.text()
    with driver.held(Lane.PAPER):
        button.save_to(path)  # type: ignore[attr-defined]
        assert button.text() == "Dừng"
        driver.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert button.text() == "Đang dừng…"
    assert driver.said() == "Đã dừng, chưa ghi gì."
    assert not path.exists()
    assert button.text() == words


def test_the_window_does_not_close_unasked_while_a_file_is_written(driver: Driver, tmp_path: Path):
    with driver.held(Lane.PAPER):
        driver.page.minutes.save[".pdf"].save_to(tmp_path / "a.pdf")
        driver.window.close()
        assert driver.window.isVisible()
        driver.context.messages.answer("Hủy")
    assert (tmp_path / "a.pdf").exists()


def test_the_page_that_is_made_is_told(driver: Driver):
    minutes, said = driver.page.minutes, list[str]()
    minutes.view.making.connect(lambda _pages: said.append(minutes.said.text()))
    minutes.view.renew()
    driver.rest()
    assert said[:2] == ["Đang dựng trang…", "Đang dựng trang…"]
    assert said[-1] == f"Đang dựng trang {minutes.view.page_count}…"
    assert minutes.said.text() == f"{minutes.view.page_count} trang"


def test_the_buttons_fit_the_smallest_screen(driver: Driver, tmp_path: Path):
    driver.window.showNormal()
    driver.window.resize(854, 480)
    driver.page.minutes.save[".pdf"].save_to(tmp_path / "a.pdf")
    driver.rest()
    assert (driver.window.width(), driver.window.height()) == (854, 480)
    for name in ("save_pdf", "save_docx", "open_paper"):
        button = driver.find(QPushButton, name)
        corner = button.mapTo(driver.window, button.rect().bottomRight())
        assert driver.window.rect().contains(corner), name
