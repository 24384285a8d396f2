"""A data file that is gone or damaged: the window saves nothing, says so, keeps what is typed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from dialogue_app.domain.errors.store import StoreReadOnly, StoreUnreadable
from dialogue_app.domain.places import Risk
from dialogue_app.i18n.sentences import explain
from dialogue_app.i18n.words import word
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from dialogue_app.services.opening import open_case
from dialogue_app.services.unsaved import left
from tests.read_only import read_only
from tests.template import USER, copy_database, sample_case, standing_clock
from tests.ui.conftest import Open, WindowStore
from ui.pages.settings.look import LookPanel
from ui.rail import Rail

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.mark.parametrize("is_replaced", [True, False])
def test_a_file_that_is_gone(open_window: Open, tmp_path: Path, is_replaced: bool) -> None:
    driver = open_window()
    driver.go("issues").do("add")
    driver.rest()
    driver.type("text", "Đường ngập mỗi khi mưa.")
    path, away = driver.case.store.path, tmp_path / "away.db"
    path.rename(away)
    if is_replaced:
        copy_database(path.parent)
    driver.press("save")
    assert str(path) in driver.said()
    assert driver.context.messages.last.kind == "error"
    assert driver.find(QPlainTextEdit, "text").toPlainText() == "Đường ngập mỗi khi mưa."
    for store in (driver.context.case.store, driver.case.store):
        store.close()
    assert [issues_in(one) for one in (away, path) if one.exists()] == [0] * (1 + is_replaced)


def test_what_was_typed_into_a_file_that_is_gone_is_offered_by_the_next_start(
    open_window: Open, tmp_path: Path
) -> None:
    driver = open_window()
    driver.go("issues").do("add")
    driver.rest()
    driver.type("text", "Đường ngập mỗi khi mưa.")
    folder, path = driver.case.store.folder, driver.case.store.path
    driver.qtbot.waitUntil(lambda: bool(left(folder)))
    path.rename(tmp_path / "away.db")
    driver.press("save")
    driver.window.close()
    assert not driver.window.isVisible()
    (kept,) = left(folder)
    assert "Đường ngập mỗi khi mưa." in str(kept.state)


def test_a_folder_that_was_renamed_is_not_made_again(open_window: Open) -> None:
    driver = open_window()
    folder = driver.case.store.folder
    driver.rest()
    folder.rename(folder.parent / "renamed")
    driver.context.settings.setValue("import/folder", "/")
    driver.window.close()
    driver.context.settings.sync()
    assert not folder.exists()
    (folder.parent / "renamed").rename(folder)


def test_a_look_that_cannot_be_kept_is_not_called_saved(open_window: Open) -> None:
    driver = open_window()
    driver.rest()
    tabs = driver.go("settings").tabs
    look = next(n for n in range(tabs.count()) if isinstance(tabs.widget(n), LookPanel))
    tabs.setCurrentIndex(look)
    driver.rest()
    folder, away = driver.case.store.folder, driver.case.store.folder.parent / "renamed"
    folder.rename(away)
    driver.choose("dark", "Tối")
    driver.press("save")
    driver.rest()
    away.rename(folder)
    assert driver.context.messages.last.kind == "error"


def issues_in(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM issue").fetchone()[0])


def test_damage_that_is_found_while_the_window_is_open_is_said(
    open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(store: WindowStore) -> None:
        raise StoreUnreadable(store.path)

    monkeypatch.setattr(WindowStore, "require_sound", damaged)
    driver = open_window()
    told = explain(StoreUnreadable(driver.case.store.path))
    driver.qtbot.waitUntil(lambda: driver.said() == told)


def test_a_folder_that_lets_nobody_write_is_read(
    open_window: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.app.AFTER_THE_START", 10**6)  # the warning is another test's
    sample_case(tmp_path / "data").store.close()
    with read_only(tmp_path / "data"):
        case = open_case(tmp_path / "data", standing_clock, USER)
        driver = open_window(case=case)
        driver.go("issues").do("add")
        driver.rest()
        driver.type("text", "Đường ngập mỗi khi mưa.")
        driver.press("save")
        assert driver.said() == explain(StoreReadOnly(tmp_path / "data"))
        assert driver.find(QPlainTextEdit, "text").toPlainText() == "Đường ngập mỗi khi mưa."
        assert IssueList(driver.case).ids(IssueQuery())
        driver.window.close_anyway()
        driver.rest()


@pytest.mark.parametrize("risk", [*Risk, None])
def test_a_folder_that_is_not_safe_is_warned_of(open_window: Open, monkeypatch, risk: Risk | None):
    driver = open_window()
    monkeypatch.setattr("dialogue_app.storage.places.risk_of", lambda _folder: risk)
    rail = Rail(driver.context, driver.case.store.folder / "window.ini")
    rail.attach(driver.window, lambda actor: actor.name)
    rail.warn_of_folder()
    driver.rest()
    said = driver.context.messages.last
    assert (said.text if said else None) == (word(risk) if risk else None)
