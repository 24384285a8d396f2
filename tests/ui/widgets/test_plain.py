"""What somebody typed is shown letter by letter, wherever it stands."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QTextDocumentFragment
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton

from ui.widgets.plain import Box, Label, as_tip, set_tip

WRAPPED = Qt.TextFlag.TextWordWrap
TEXTS = [
    "<b>Công ty Mẫu</b>", "A & B <img src='/etc/passwd'>", "<table><tr><td>1", "Công ty A&B",
    "&lt;", "<p>\n  hai dòng", "x" * 300, "1 < 2",
]  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_a_label_shows_it_as_it_is(qtbot, text: str):
    label = Label(text)
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == text


@pytest.mark.parametrize("text", TEXTS)
def test_a_tool_tip_says_it_as_it_is(qtbot, text: str):
    button, action = QPushButton(), QAction()
    qtbot.addWidget(button)
    for of in (button, action):
        set_tip(of, text)
        tip = of.toolTip()
        if tip != text:  # as HTML that says the same
            assert QTextDocumentFragment.fromHtml(tip).toPlainText() == text
        else:
            assert "<" not in text
    assert as_tip("ngắn") == "ngắn"


@pytest.mark.parametrize("text", TEXTS)
def test_a_box_says_it_as_it_is(qtbot, text: str):
    box = Box(QMessageBox.Icon.Warning, text)
    qtbot.addWidget(box)
    said = box.text().replace("\N{ZERO WIDTH SPACE}", "")
    assert (box.textFormat(), said) == (Qt.TextFormat.PlainText, text)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_long_name_of_a_file_is_wholly_seen(qtbot):
    name = "dialogue-0ff13eea-20261129-004543-10-" + "9f848848" * 8 + ".zip"
    box = Box(QMessageBox.Icon.Warning, f"Bản sao lưu tốt gần nhất là {name}. Khôi phục ngay?")
    qtbot.addWidget(box)
    box.show()
    label = box.findChild(QLabel, "qt_msgbox_label")
    assert label is not None
    assert name in label.text().replace("\N{ZERO WIDTH SPACE}", "")
    widest = label.fontMetrics().boundingRect(label.contentsRect(), WRAPPED, label.text()).width()
    assert widest <= label.width()
