"""The forms of moves propose what is usual and leave to the user what only the user can say."""

from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.life import Move
from dialogue_app.domain.vocabulary import (
    IssueState,
    Medium,
    Moment,
    Outcome,
    ParticipantRole,
    Relation,
)
from dialogue_app.i18n.words import word
from dialogue_app.services.agency.settings import agency
from dialogue_app.services.bodies.lists import list_bodies
from dialogue_app.services.issues.assigning import AssignmentDraft, Due, assign
from dialogue_app.services.issues.detail import IssueDetail, issue_detail
from dialogue_app.services.issues.ending import close
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from dialogue_app.services.sessions.editing import session_detail
from dialogue_app.services.sessions.lists import list_sessions
from tests.ui.conftest import Driver, Open, keys
from ui.forms.input import Option
from ui.places import Place
from ui.widgets.form_panel import FormPanel
from ui.widgets.picker import Picker

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


OUTSIDE = "Ngoài hội nghị"


def details(driver: Driver) -> list[IssueDetail]:
    rows, _n = IssueList(driver.case).first_page(IssueQuery())
    return [issue_detail(driver.case, row.id) for row in rows]


def moving(driver: Driver, move: Move, detail: IssueDetail) -> FormPanel:
    page = driver.go("issues")
    page.do(move.value, detail.id)
    driver.rest()
    panel = page.beside()
    assert isinstance(panel, FormPanel)
    return panel


def test_nothing_ends_before_somebody_says_how(open_window: Open):
    driver = open_window(True)
    detail = next(one for one in details(driver) if Move.CLOSE in one.moves)
    panel = moving(driver, Move.CLOSE, detail)
    driver.press("save")
    assert panel.form.fields["outcome"].error == "Hãy nhập “Kết quả giải quyết”."
    assert issue_detail(driver.case, detail.id).row.state is not IssueState.CLOSED
    driver.choose("outcome", word(detail.outcomes[0]))
    driver.press("save")
    assert issue_detail(driver.case, detail.id).row.state is IssueState.CLOSED


def test_enter_on_an_ended_issue_reads_it(open_window: Open):
    driver = open_window(True)
    detail = next(one for one in details(driver) if Move.CLOSE in one.moves)
    outcome = next(one for one in detail.outcomes if one is not Outcome.SETTLED)
    close(driver.case, detail.seen, outcome, detail.form.received_on, "Hết.")
    page = driver.go("issues")
    page.go_to(detail.id)
    driver.rest()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    driver.rest()
    assert page.beside().objectName() == "issue_view"
    assert page.beside().detail.id == detail.id


def test_the_chair_of_the_session_of_an_issue_directs(open_window: Open):
    driver = open_window(True)
    chairs = {
        row.id: [
            one.person.name
            for one in session_detail(driver.case, row.id).form.participants
            if one.role is ParticipantRole.CHAIR
        ]
        for row in list_sessions(driver.case)
    }
    detail = next(
        one
        for one in details(driver)
        if Move.DIRECT in one.moves and chairs.get(one.form.session_id or 0)
    )
    panel = moving(driver, Move.DIRECT, detail)
    assert panel.value("speaker") == chairs[detail.form.session_id or 0][0]


def test_the_moment_follows_the_session_until_somebody_chooses_it(open_window: Open):
    driver = open_window(True)
    page = driver.go("issues")
    page.do("add")
    driver.rest()
    driver.unfold()
    panel = page.beside()
    driver.choose("session", OUTSIDE)
    assert panel.value("moment") is not Moment.AT_MEETING
    (first, *_others) = list_sessions(driver.case)
    driver.choose("session", first.code)
    assert panel.value("moment") is Moment.AT_MEETING
    moment = panel.form.fields["moment"].editor
    moment.setFocus()
    keys(moment, Qt.Key.Key_Down)
    chosen = panel.value("moment")
    assert chosen is not Moment.AT_MEETING
    panel.put("session", None)
    driver.choose("session", first.code)
    assert panel.value("moment") is chosen


def pick_body(panel: FormPanel, driver: Driver, relation: Relation) -> None:
    body = next(row for row in list_bodies(driver.case) if row.relation is relation)
    picker = panel.form.fields["body"].editor
    assert isinstance(picker, Picker)
    driver.type_into(picker, body.name)
    driver.qtbot.waitUntil(picker.popup.isVisible)
    keys(picker, Qt.Key.Key_Return)


def test_our_own_units_are_given_the_usual_days_and_a_typed_day_takes_their_place(
    open_window: Open,
):
    driver = open_window(True)
    new = register_issue(driver.case, IssueDraft("Hẻm ngập nước."))
    panel = moving(driver, Move.ASSIGN, issue_detail(driver.case, new))
    ours = agency(driver.case)
    assert ours is not None
    assert panel.value("due_days") is None
    pick_body(panel, driver, Relation.OWN)
    assert panel.value("due_days") == ours.default_days
    driver.type("due", "31/12")
    assert panel.value("due_days") is None
    driver.type("due_days", "5")
    driver.press("save")
    assert panel.form.fields["due_days"].error == "Chỉ nhập ngày hoặc số ngày, không nhập cả hai."


def test_the_date_is_said_while_the_days_are_typed(open_window: Open):
    driver = open_window(True)
    new = register_issue(driver.case, IssueDraft("Hẻm ngập nước."))
    panel = moving(driver, Move.ASSIGN, issue_detail(driver.case, new))
    days = panel.form.fields["due_days"]
    assert days.hint == ""
    panel.put("given_on", date(2025, 12, 31))
    driver.type("due_days", "6")
    assert days.hint == "→ thứ Bảy, 10/01/2026"
    panel.put("given_on", date(2026, 1, 5))
    assert days.hint == "→ thứ Hai, 12/01/2026"
    for nothing in (0, 9999, None):
        panel.put("due_days", nothing)
        assert days.hint == ""


def test_a_date_is_explained_where_one_asks(open_window: Open):
    driver = open_window(True)
    new = register_issue(driver.case, IssueDraft("Hẻm ngập nước."))
    own = next(row for row in list_bodies(driver.case) if row.relation is Relation.OWN)
    form = AssignmentDraft(own.id, due=Due(working_days=5))
    assign(driver.case, issue_detail(driver.case, new).seen, form, driver.case.today())
    driver.window.go(Place("issues", new))
    driver.rest()
    driver.press("explain_dates")
    (said,) = driver.page.findChildren(QLabel, "explained_date")
    assert "Ngày giao, không tính vào thời hạn: thứ Sáu, 27/11/2026" in said.text()
    assert "– Chủ nhật, 29/11/2026" in said.text()
    assert "+ thứ Sáu, 04/12/2026" in said.text()


def test_what_is_wrong_stands_beside_its_day_and_goes_while_it_is_mended(open_window: Open):
    driver = open_window(True)
    detail = next(one for one in details(driver) if Move.WAIT in one.moves)
    panel = moving(driver, Move.WAIT, detail)
    panel.put("on", detail.form.received_on.replace(year=2020))  # type: ignore[union-attr]
    driver.press("save")
    fields = panel.form.fields
    assert fields["waiting_for"].error
    driver.type("waiting_for", "Hồ sơ.")
    assert not fields["waiting_for"].error
    driver.press("save")
    assert fields["on"].error
    assert "2020" in fields["on"].error
    driver.type("on", "1")
    assert not fields["on"].error


def test_an_end_before_the_start_stands_beside_the_end(open_window: Open):
    driver = open_window(True)
    driver.go("sessions").open(1)
    driver.rest()
    panel = driver.page.prepare
    driver.page.go_to_step(0)
    driver.rest()
    panel.put("starts", time(9))
    panel.put("ends", time(8))
    panel.save()
    driver.rest()
    assert panel.form.fields["ends"].error


def test_outside_a_session_nobody_knows_how_it_was_raised_until_it_is_chosen(open_window: Open):
    driver = open_window(True)
    page = driver.go("issues")
    page.do("add")
    driver.rest()
    driver.unfold()
    panel = page.beside()
    driver.choose("session", OUTSIDE)
    assert (panel.value("moment"), panel.value("medium")) == (Moment.UNKNOWN, Medium.UNKNOWN)
    (first, *_others) = list_sessions(driver.case)
    driver.choose("session", first.code)
    assert (panel.value("moment"), panel.value("medium")) == (Moment.AT_MEETING, Medium.SPOKEN)
    medium = panel.form.fields["medium"].editor
    medium.setFocus()
    keys(medium, Qt.Key.Key_Down)
    chosen = panel.value("medium")
    assert chosen is not Medium.SPOKEN
    panel.put("session", None)
    assert (panel.value("moment"), panel.value("medium")) == (Moment.UNKNOWN, chosen)


def test_what_is_known_of_an_issue_is_not_proposed_anew(open_window: Open):
    driver = open_window(True)
    (first, *_others) = list_sessions(driver.case)
    key = register_issue(driver.case, IssueDraft("Chưa rõ cách nêu.", session_id=first.id))
    page = driver.go("issues")
    page.do("edit", key)
    driver.rest()
    panel = page.beside()
    assert (panel.value("moment"), panel.value("medium")) == (Moment.UNKNOWN, Medium.UNKNOWN)


def test_another_body_gets_it_in_place_of_who_has_it_with_a_reason(open_window: Open):
    driver = open_window(True)
    case, today = driver.case, driver.case.today()
    new = register_issue(case, IssueDraft("Vỉa hè hư."))
    own = next(row for row in list_bodies(case) if row.relation is Relation.OWN)
    other = next(row for row in list_bodies(case) if row.relation is Relation.SUPERIOR)
    form = AssignmentDraft(own.id, due=Due(today))
    assign(case, issue_detail(case, new).seen, form, today)
    panel = moving(driver, Move.ASSIGN, issue_detail(case, new))
    assert panel.value("instead_of") == own.id  # it has it; both may lead where somebody says so
    panel.put("body", Option(other.id, other.name))
    driver.press("save")
    assert panel.form.fields["reason"].error
    driver.type("reason", "Đường do Thành phố quản lý")
    driver.press("save")
    before, now = issue_detail(case, new).assignments
    assert (before.ended_reason, now.body_id) == ("Đường do Thành phố quản lý", other.id)
    assert now.ended_on is None
    panel = moving(driver, Move.ASSIGN, issue_detail(case, new))
    driver.choose("instead_of", "Không thay ai: cùng chủ trì")
    assert not panel.form.fields["reason"].isVisible()
    panel.put("body", Option(own.id, own.name))
    panel.put("due_days", 5)
    driver.press("save")
    assert [part.ended_on for part in issue_detail(case, new).assignments] == [today, None, None]
