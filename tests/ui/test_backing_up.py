"""The window and its backups: a second place, the line that tells their age, putting one back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox

from dialogue_app import i18n, trouble_log
from dialogue_app.domain.backups import read_name
from dialogue_app.domain.errors.store import StoreMissing
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.services.backing_up import BackupPlace, back_up, choose_second_place
from dialogue_app.services.enterprises.editing import register_enterprise
from dialogue_app.services.opening import open_case
from dialogue_app.storage.sqlite import FILE_NAME
from tests.template import NOW, USER, fresh_case, standing_clock
from tests.ui.conftest import Driver, Open
from ui import app
from ui.app import _begin_later
from ui.backing_up import Backups, back_up_after_closing, offer_to_put_back
from ui.main_window import MainWindow
from ui.rail import Rail


@pytest.fixture(autouse=True)
def _no_dialog(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine: the plugin of the tests cannot raise a dialog."""
    monkeypatch.setattr("ui.backing_up.SHOWN_AFTER", 600_000)


def line(driver: Driver) -> tuple[str, bool]:
    """What the status line says of backups, and whether it is marked."""
    said, mark = (driver.window.findChild(QLabel, f"backup_{name}") for name in ("line", "mark"))
    assert said.isHidden() is False
    return said.text(), not mark.isHidden()


@pytest.mark.parametrize(
    ("days", "said", "marked"),
    [
        (None, "Chưa có", True), (0, "hôm nay", False), (1, "1 ngày", False),
        (6, "6 ngày", False), (7, "7 ngày", True), (-1, "28/11/2026", True),
    ],
)  # fmt: skip
def test_the_status_line_tells_the_age_of_the_last_one_elsewhere(
    open_window: Open, tmp_path: Path, days: int | None, said: str, marked: bool
):
    driver = open_window()
    if days is not None:
        back_up(driver.case.store.folder, NOW - timedelta(days=days), tmp_path / "b.zip")
    Backups(driver.window, driver.context)
    driver.rest()
    words, is_marked = line(driver)
    assert said in words
    assert is_marked is marked


def test_what_was_backed_up_last_night_was_not_backed_up_today(open_window: Open, tmp_path: Path):
    driver = open_window()
    assert NOW.hour == 2  # 09:30 on the office's clock
    back_up(driver.case.store.folder, NOW - timedelta(hours=10), tmp_path / "b.zip")
    Backups(driver.window, driver.context)
    driver.rest()
    assert line(driver) == ("Sao lưu ra nơi khác lần cuối 1 ngày trước", False)


def test_a_second_place_is_chosen_and_gets_a_backup(open_window: Open, tmp_path: Path):
    driver = open_window()
    usb = tmp_path / "usb"
    panel = driver.go("settings").tabs.widget(4)
    driver.page.tabs.setCurrentWidget(panel)
    panel.put("second_place", str(usb))
    driver.press("save")
    assert str(usb) in panel.form.fields["second_place"].error
    usb.mkdir()
    driver.press("save")
    driver.rest()
    assert len(list(usb.iterdir())) == 1
    assert line(driver) == ("Đã sao lưu ra nơi khác hôm nay", False)
    driver.press("back_up")
    assert str(usb) in driver.context.messages.last.text
    assert line(driver) == ("Đã sao lưu ra nơi khác hôm nay", False)


def test_a_place_without_a_backup_is_not_asked_for_once_more(open_window: Open, tmp_path: Path):
    driver = open_window()
    usb = tmp_path / "usb"
    usb.mkdir()
    choose_second_place(driver.case.store.folder, BackupPlace(str(usb)))
    usb.rmdir()  # the stick was taken out
    Backups(driver.window, driver.context)
    driver.rest()
    assert line(driver) == ("Chưa có bản sao lưu ở nơi đã chọn", True)


def test_every_few_hours_what_changed_is_backed_up(open_window: Open):
    driver = open_window()
    watched = Backups(driver.window, driver.context)
    for _time in range(2):
        watched.back_up_if_changed()
        driver.rest()
    (made,) = (driver.case.store.folder / "backups").iterdir()
    assert read_name(made.name) is not None


def test_after_the_window_was_closed_one_is_made_or_said(tmp_path: Path, qapp, monkeypatch):
    fresh_case(tmp_path).store.close()
    back_up_after_closing(tmp_path, NOW)
    assert len(list((tmp_path / "backups").iterdir())) == 1
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.text()))
    (tmp_path / FILE_NAME).write_bytes(b"x" * 5000)
    back_up_after_closing(tmp_path, NOW)
    assert FILE_NAME in told[0].replace("\N{ZERO WIDTH SPACE}", "")


@pytest.mark.parametrize("answer", [True, False])
def test_a_register_that_is_gone_is_offered_from_its_backup(
    tmp_path: Path, qapp, answer: bool, monkeypatch
):
    fresh_case(tmp_path).store.close()
    (made,) = back_up(tmp_path, NOW)
    (tmp_path / FILE_NAME).unlink()
    with pytest.raises(StoreMissing) as refused:
        open_case(tmp_path, standing_clock, USER)

    def press(box: QMessageBox) -> None:
        assert made.file.name in box.text().replace("\N{ZERO WIDTH SPACE}", "")
        wanted = "Khôi phục" if answer else "Đóng"
        next(button for button in box.buttons() if button.text() == wanted).click()

    i18n.install("vi")
    monkeypatch.setattr(QMessageBox, "exec", press)
    assert offer_to_put_back(tmp_path, refused.value, made.file, NOW) is answer
    assert (tmp_path / FILE_NAME).exists() is answer


def test_a_place_that_was_taken_out_is_no_alarm(tmp_path: Path, qapp, monkeypatch):
    fresh_case(tmp_path / "data").store.close()
    (tmp_path / "usb").mkdir()
    choose_second_place(tmp_path / "data", BackupPlace(str(tmp_path / "usb")))
    (tmp_path / "usb").rmdir()
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: pytest.fail("an alarm"))
    back_up_after_closing(tmp_path / "data", NOW)


def test_after_an_unclean_end_the_data_are_checked_by_themselves(open_window: Open, tmp_path):
    driver = open_window(True)
    with closing(sqlite3.connect(driver.case.store.path)) as connection:
        connection.execute("UPDATE topic SET name_folded = 'x'")
        connection.commit()
    for unclean in (False, True):
        driver.context.case.store.ended_uncleanly = unclean
        _begin_later(driver.context.case, rail_of(driver), backs_up=False)
        driver.rest()
        last = driver.context.messages.last
        assert ("Lĩnh vực" in last.text if last else False) is unclean
    assert last.kind == "error"
    assert len(last.text.splitlines()) == 8


def rail_of(driver: Driver) -> Rail:
    rail = Rail(driver.context, driver.case.store.folder / "window.ini")
    rail.attach(driver.window, lambda actor: actor.name)
    return rail


@pytest.mark.parametrize("is_gone", [False, True])
def test_a_run_ends_with_a_backup_but_not_the_one_that_put_one_back(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, is_gone: bool
):
    def shown() -> int:
        for window in qapp.topLevelWidgets():
            if isinstance(window, MainWindow):
                window.close_anyway()
        return 0

    for module, name in ((app, "load_qt"), (app.gc, "freeze"), (trouble_log, "install_hooks")):
        monkeypatch.setattr(module, name, lambda *_given: None)
    monkeypatch.setattr(QApplication, "exec", staticmethod(shown))
    monkeypatch.setattr(QMessageBox, "exec", lambda box: box.buttons()[0].click())
    case = fresh_case(tmp_path)
    (made,) = back_up(tmp_path, NOW)
    if not is_gone:
        register_enterprise(case, EnterpriseDraft("Công ty Mẫu"))
    case.store.close()
    # As of an hour before, so that one of the same state has another name
    older = made.file.rename(made.file.with_name(made.file.name.replace("-093000-", "-083000-")))
    if is_gone:
        (tmp_path / FILE_NAME).unlink()
    assert app.start(str(tmp_path), "vi") == app.DONE
    assert (tmp_path / FILE_NAME).exists()
    others = set((tmp_path / "backups").iterdir()) - {older}
    assert len(others) == (0 if is_gone else 1)
