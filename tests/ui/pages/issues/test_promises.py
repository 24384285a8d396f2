"""Promises in the window: proposed from the answer, recorded, kept, and asked about at the end."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.vocabulary import AnswerKind, IssueState, Outcome, PromiseState
from dialogue_app.i18n.words import word
from dialogue_app.services.issues.answering import AnswerDraft, answer
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.ending import reopen
from dialogue_app.services.issues.intake import register_issue
from tests.template import seen
from tests.ui.conftest import Driver, Open
from ui.widgets.form_panel import FormPanel

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def chosen(driver: Driver, issue_id: int) -> FormPanel:
    page = driver.go("issues")
    page.go_to(issue_id)
    driver.rest()
    return page


def opened(
    driver: Driver, issue_id: int, key: Qt.Key, more: Qt.KeyboardModifier = CTRL
) -> FormPanel:
    """The form that a key opens on the issue."""
    page = chosen(driver, issue_id)
    driver.window.activateWindow()
    driver.qtbot.waitUntil(driver.window.isActiveWindow)
    QTest.keyClick(page.list, key, more)
    driver.rest()
    panel = page.beside()
    assert isinstance(panel, FormPanel)
    return panel


def save(driver: Driver) -> None:
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CTRL)
    driver.rest()


def promised(driver: Driver) -> int:
    """An issue answered through the form, whose text proposed the promise."""
    issue_id = register_issue(driver.case, IssueDraft("Hẻm ngập khi mưa."))
    panel = opened(driver, issue_id, Qt.Key.Key_T)
    year = driver.case.today().year + 1
    driver.type("answer", f"Phường đã khảo sát; trong tháng 10 năm {year} sẽ nạo vét cống.")
    driver.rest()
    assert panel.value("promise") == ""  # a proposal is no fact
    said = driver.find(QLabel, "proposal").text()
    assert f"trong tháng 10 năm {year} sẽ nạo vét cống" in said
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F3)
    driver.qtbot.waitUntil(lambda: bool(panel.value("promise")))  # a button takes time
    assert panel.value("promise") == f"trong tháng 10 năm {year} sẽ nạo vét cống"
    assert panel.value("promised_by") == f"trong tháng 10 năm {year}"
    assert panel.form.fields["promised_by"].hint.startswith("→ ")
    driver.rest()
    assert not [one for one in panel.findChildren(QLabel, "proposal") if one.isVisible()]
    save(driver)
    detail = issue_detail(driver.case, issue_id)
    assert detail.row.state is IssueState.PROMISED
    assert detail.promises[0].due_on.month == 10
    return issue_id


def test_the_answer_proposes_a_promise_that_is_kept_by_keys(open_window: Open):
    driver = open_window(True)
    issue_id = promised(driver)
    panel = opened(driver, issue_id, Qt.Key.Key_K, CTRL | SHIFT)
    assert QApplication.focusWidget() is panel.form.fields["proof"].editor
    save(driver)
    assert panel.form.fields["proof"].error
    driver.type("proof", "Biên bản nghiệm thu")
    save(driver)
    (one,) = issue_detail(driver.case, issue_id).promises
    assert (one.state, one.proof) == (PromiseState.KEPT, "Biên bản nghiệm thu")


def test_the_day_of_a_promise_says_how_it_was_found(open_window: Open):
    driver = open_window(True)
    chosen(driver, promised(driver))
    ask = driver.find(QPushButton, "explain_dates")
    ask.setFocus()
    QTest.keyClick(ask, Qt.Key.Key_Return)
    driver.rest()
    (said,) = driver.page.findChildren(QLabel, "explained_date")
    lines = said.text().splitlines()
    assert "nạo vét cống" in lines[0]
    assert lines[1].startswith("Hẹn đến: trong tháng 10")
    assert lines[-1].startswith("Hết hạn: thứ ")


def test_a_file_is_a_proof_too(open_window: Open, tmp_path):
    driver = open_window(True)
    issue_id = promised(driver)
    panel = opened(driver, issue_id, Qt.Key.Key_K, CTRL | SHIFT)
    paper = tmp_path / "ảnh <b>.jpg"
    paper.write_bytes(b"anh")
    panel.put("file", str(paper))
    save(driver)
    assert issue_detail(driver.case, issue_id).promises[0].file == "ảnh <b>.jpg"


def test_a_quarter_that_is_over_is_said_beside_its_input(open_window: Open):
    driver = open_window(True)
    issue_id = register_issue(driver.case, IssueDraft("Hẻm ngập khi mưa."))
    panel = opened(driver, issue_id, Qt.Key.Key_T)
    driver.type("answer", "Sẽ làm.")
    driver.unfold()
    driver.type("promise", "Nạo vét")
    driver.type("promised_by", "quý I/2020")
    save(driver)
    assert "quý I/2020" in panel.form.fields["promised_by"].error
    assert issue_detail(driver.case, issue_id).answers == ()


def test_a_promise_is_broken_and_another_recorded(open_window: Open):
    driver = open_window(True)
    issue_id = promised(driver)
    page = chosen(driver, issue_id)
    page.do("break", issue_id)
    driver.rest()
    driver.type("reason", "Chưa có vốn")
    save(driver)
    page.do("promise", issue_id)
    driver.rest()
    driver.type("promise", "Nạo vét")
    driver.type("promised_by", f"quý II/{driver.case.today().year + 2}")
    save(driver)
    first, second = issue_detail(driver.case, issue_id).promises
    assert (first.state, second.state) == (PromiseState.BROKEN, PromiseState.OPEN)
    assert second.due_on == date(driver.case.today().year + 2, 6, 30)


def test_only_answers_since_it_was_reconsidered_get_a_promise(open_window: Open):
    driver = open_window(True)
    issue_id = promised(driver)
    reopen(driver.case, seen(driver.case, issue_id), "chưa rõ")
    answer(driver.case, [seen(driver.case, issue_id)], AnswerDraft(AnswerKind.IN_WRITING, "Đã rõ."))
    page = chosen(driver, issue_id)
    page.do("promise", issue_id)
    driver.rest()
    assert "answer_id" not in page.beside().form.fields  # there is but one
    driver.type("promise", "Nạo vét")
    driver.type("promised_by", f"quý II/{driver.case.today().year + 2}")
    save(driver)
    detail = issue_detail(driver.case, issue_id)
    assert detail.promises[-1].answer_id == detail.answers[-1].id


def test_the_end_asks_once_over_an_open_promise(open_window: Open):
    driver = open_window(True)
    issue_id = promised(driver)
    panel = opened(driver, issue_id, Qt.Key.Key_E)
    driver.choose("outcome", word(Outcome.EXPLAINED))
    save(driver)
    assert "lời hứa chưa thực hiện" in panel.form.fields["outcome"].error
    assert issue_detail(driver.case, issue_id).row.state is IssueState.PROMISED
    save(driver)
    assert issue_detail(driver.case, issue_id).row.state is IssueState.CLOSED
