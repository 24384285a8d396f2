"""Questions of a file one after the other: which is in front, and what was typed for it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from dialogue_app.services.imports.asking import About, Answers, Asked
from ui.pages.workbooks.question_bar import AnswerBox, QuestionBar

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TOPICS: Answers = (("Thuế", "Thuế"), ("Đất đai", "Đất đai"))


def asked(value: str) -> Asked:
    return Asked(About.WORDS, "topic", value, (2,), f"“{value}”?", TOPICS)


def bar_of(qtbot: QtBot, *values: str) -> QuestionBar:
    bar = QuestionBar()
    qtbot.addWidget(bar)
    bar.ask([asked(value) for value in values])
    return bar


def in_front(bar: QuestionBar) -> str:
    label = bar.findChild(QLabel, "question")
    assert label is not None
    return label.text()


def press(bar: QuestionBar, name: str) -> None:
    button = bar.findChild(QPushButton, name)
    assert button is not None
    button.click()


def answer_of(bar: QuestionBar) -> AnswerBox:
    answer = bar.findChild(AnswerBox, "answer")
    assert answer is not None
    return answer


def test_what_is_asked_and_typed_now_stays_while_others_are_answered(qtbot: QtBot):
    bar = bar_of(qtbot, "dat", "phi", "dien")
    press(bar, "next_question")
    answer_of(bar).setEditText("Đất đai Mẫu")
    bar.ask([asked("nuoc"), asked("phi"), asked("dien")])
    assert (in_front(bar), answer_of(bar).currentText()) == ("“phi”?", "Đất đai Mẫu")
    bar.ask([asked("dien"), asked("nuoc")])
    assert (in_front(bar), answer_of(bar).currentText()) == ("“dien”?", "")


def test_nothing_is_answered_where_nothing_is_chosen_or_typed(qtbot: QtBot):
    bar = bar_of(qtbot, "dat")
    said: list[str] = []
    bar.answered.connect(lambda _one, value: said.append(value))
    for typed in ("", "  ", "Thuế"):
        answer_of(bar).setEditText(typed)
        press(bar, "take_answer")
    assert said == ["Thuế"]
