"""Every class of widget has the window's face, whatever face the system gives it by its class."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontInfo
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDockWidget,
    QFileDialog,
    QHeaderView,
    QLabel,
    QListView,
    QMenu,
    QMenuBar,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QStatusBar,
    QTableView,
    QToolButton,
    QToolTip,
    QTreeView,
    QWidget,
)

from ui import look, theme

KINDS = (
    QWidget, QLabel, QPushButton, QCheckBox, QRadioButton, QToolButton, QComboBox, QPlainTextEdit,
    QTableView, QListView, QTreeView, QMenu, QMenuBar, QMessageBox, QStatusBar, QFileDialog,
    QDockWidget,
)  # fmt: skip
BY_CLASS = (
    "QAbstractItemView", "QListView", "QHeaderView", "QMenu", "QMenuBar", "QTipLabel",
    "QMessageBox", "QLabel", "QStatusBar", "QPushButton", "QCheckBox", "QRadioButton",
    "QToolButton", "QDockWidgetTitle", "QMdiSubWindowTitleBar",
)  # fmt: skip


@pytest.fixture
def as_on_windows(qapp: QApplication, monkeypatch: pytest.MonkeyPatch):
    """A face for all or a new style sheet brings the system's own by class; the window changes."""
    own_sheet, own_font = qapp.setStyleSheet, qapp.setFont

    def bring_back() -> None:
        for name in BY_CLASS:
            own_font(QFont(theme.FAMILY, 17), name)  # type: ignore[arg-type]

    def set_style_sheet(sheet: str) -> None:
        own_sheet(sheet)
        bring_back()

    def set_font(font: QFont, *by_class: str) -> None:
        own_font(font, *by_class)  # type: ignore[arg-type]
        if not by_class:
            bring_back()

    monkeypatch.setattr(qapp, "setStyleSheet", set_style_sheet)
    monkeypatch.setattr(qapp, "setFont", set_font)
    look.dress(qapp, "vi", dark=True)
    look.dress(qapp, "vi", dark=False)


def face(font: QFont) -> tuple[str, float]:
    info = QFontInfo(font)
    return info.family(), info.pointSizeF()


def shown(widget: QWidget) -> tuple[str, float]:
    widget.ensurePolished()
    return face(widget.font())


@pytest.mark.usefixtures("as_on_windows")
def test_each_class_of_widget_has_our_face_after_every_change_of_colours(qapp: QApplication):
    ours = face(theme.body_font())
    assert {kind.__name__: shown(kind()) for kind in KINDS} == {
        kind.__name__: ours for kind in KINDS
    }
    table = QTableView()
    assert shown(QHeaderView(table.horizontalHeader().orientation())) == ours
    assert face(QToolTip.font()) == ours
    assert face(qapp.font("QDockWidgetTitle")) == ours
    assert face(qapp.font("QMdiSubWindowTitleBar")) == ours
