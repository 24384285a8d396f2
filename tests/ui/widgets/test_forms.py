"""Forms beside the lists and in their tabs: what is typed is what is saved, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.fields.sessions import SessionDraft, VenueDraft
from dialogue_app.domain.life import Move
from dialogue_app.domain.vocabulary import AnswerKind
from dialogue_app.i18n.formats import screen_date
from dialogue_app.i18n.words import word
from dialogue_app.services.agency.reference import (
    PickList,
    ReferenceList,
    list_reference,
    save_reference,
    seen_list,
)
from dialogue_app.services.agency.settings import agency
from dialogue_app.services.bodies.lists import list_bodies
from dialogue_app.services.enterprises.editing import enterprise_detail
from dialogue_app.services.enterprises.lists import EnterpriseList, EnterpriseQuery
from dialogue_app.services.issues.detail import IssueDetail, issue_detail
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from dialogue_app.services.sessions.editing import add_session, session_detail
from dialogue_app.services.sessions.lists import list_sessions
from dialogue_app.storage.models.sessions import Venue
from tests.ui.conftest import Driver, Open, keys
from ui import theme
from ui.forms.input import Unread
from ui.tasks import Lane
from ui.widgets.days import DateField
from ui.widgets.form_panel import FormPanel
from ui.widgets.inputs import TickBox

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

PICK = "Hãy chọn trong danh sách hiện ra khi gõ."
TYPED_MEANWHILE = "Đã lưu. Phần gõ thêm trong lúc đó chưa được lưu."
NOT_SAVED = "Nội dung vừa nhập chưa được lưu."


def assign(driver: Driver) -> FormPanel:
    page = driver.go("issues")
    new = register_issue(driver.case, IssueDraft("Hẻm ngập nước."))
    driver.rest()
    page.go_to(new)
    driver.rest()
    driver.press("next_step")
    panel = page.beside()
    assert isinstance(panel, FormPanel)
    return panel


def open_move(driver: Driver, issue_id: int, move: Move) -> FormPanel:
    page = driver.go("issues")
    page.go_to(issue_id)
    driver.rest()
    actions = driver.find(QPushButton, "more").menu().actions()
    (action,) = [one for one in actions if one.objectName() == f"act_{move.value}"]
    action.trigger()
    driver.rest()
    panel = page.beside()
    assert isinstance(panel, FormPanel)
    return panel


def found_first(picker: QWidget) -> str:
    return picker.popup.item(0).text() if picker.popup.isVisible() else ""  # type: ignore[attr-defined]


def test_enter_picks_only_what_was_found_for_the_text_as_it_stands(open_window: Open):
    driver = open_window(True)
    assign(driver)
    body = driver.type("body", "phong")
    driver.qtbot.waitUntil(lambda: found_first(body) != "")
    first = found_first(body)
    with driver.held(Lane.EYE):
        driver.type_into(body, " van hoa")
        assert found_first(body) == first  # what is seen was found for other words
        keys(body, Qt.Key.Key_Return)
        assert isinstance(body.value(), Unread)  # type: ignore[attr-defined]
    driver.qtbot.waitUntil(lambda: found_first(body).startswith("Phòng Văn hóa"))
    keys(body, Qt.Key.Key_Return)
    assert body.value().text == "Phòng Văn hóa - Xã hội"  # type: ignore[attr-defined]


def test_escape_closes_the_list_of_a_picker_before_it_leaves_the_form(open_window: Open):
    driver = open_window(True)
    panel = assign(driver)
    body = driver.type("body", "phong")
    driver.qtbot.waitUntil(lambda: found_first(body) != "")
    QTest.keyClick(body, Qt.Key.Key_Escape)
    assert found_first(body) == ""
    assert driver.said() != NOT_SAVED
    QTest.keyClick(body, Qt.Key.Key_Escape)
    assert driver.said() == NOT_SAVED
    assert driver.page.beside() is panel


@pytest.mark.parametrize(
    ("move", "field"), [(Move.ASSIGN, "supporting"), (Move.DIRECT, "bodies")], ids=str
)
def test_a_body_typed_and_not_picked_is_said_so(open_window: Open, move: Move, field: str):
    driver = open_window(True)
    assign(driver)
    panel = driver.page.beside()
    if move is Move.DIRECT:
        panel = open_move(driver, driver.page.beside().seen[0].id, move)
        driver.type("direction", "Giao rà soát.")
    driver.type_into(panel.form.fields[field].editor.field, "phong van hoa")
    driver.press("save")
    assert panel.form.fields[field].error == PICK
    assert driver.page.beside() is panel


def test_a_successor_typed_and_not_picked_is_said_so(open_window: Open):
    driver = open_window(True)
    driver.go("bodies")
    driver.press("primary")
    panel = driver.page.beside()
    driver.type("name", "Đội Mẫu mới")
    driver.type_into(panel.form.fields["successors"].editor.field, "phong van hoa")
    driver.press("save")
    assert panel.form.fields["successors"].error == PICK
    assert "Đội Mẫu mới" not in [row.name for row in list_bodies(driver.case)]


def names(driver: Driver, search: str) -> list[str]:
    found = EnterpriseList(driver.case)
    return [row.name for row in found.rows(found.ids(EnterpriseQuery(search=search)))]


def test_a_form_is_saved_once_however_often_it_is_asked(open_window: Open):
    driver = open_window(True)
    page = driver.go("issues")
    driver.press("primary")
    field = driver.type("text", "Trụ bơm Alpha hỏng.")
    with driver.held(Lane.WRITE):
        for _again in range(2):
            QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)  # nor is it left
    assert len(IssueList(driver.case).ids(IssueQuery(search="tru bom alpha"))) == 1
    assert not page.is_filling_in()


@pytest.mark.parametrize("key", ["name", "note"])
def test_what_is_typed_while_a_form_is_being_saved_stays_and_is_saved_next(
    open_window: Open, key: str
):
    driver = open_window(True)
    driver.go("enterprises")
    driver.press("primary")
    panel = driver.page.beside()
    driver.type("name", "Công ty Mẫu Đang Lưu")
    with driver.held(Lane.WRITE):
        panel.save()
        typed_in = driver.type(key, " thêm")
    assert driver.page.beside() is panel
    assert driver.said() == TYPED_MEANWHILE
    assert QApplication.focusWidget() is typed_in
    assert panel.is_dirty
    assert names(driver, "dang luu") == ["Công ty Mẫu Đang Lưu"]
    assert panel.value(key).endswith(" thêm")
    driver.press("save")
    (saved,) = EnterpriseList(driver.case).ids(EnterpriseQuery(search="dang luu"))
    assert getattr(enterprise_detail(driver.case, saved).form, key).endswith("thêm")
    assert not driver.page.is_filling_in()


def test_after_saving_the_keyboard_is_where_it_was(open_window: Open):
    driver = open_window()
    driver.go("settings")
    driver.type("name", "Ủy ban nhân dân phường Mẫu")
    field = driver.type("area", "phường Mẫu")
    QTest.keyClick(field, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    driver.rest()
    assert driver.said() == "Đã lưu mục “Thông tin cơ quan”."
    assert QApplication.focusWidget() is field


def tab(driver: Driver, title: str) -> FormPanel:
    tabs = driver.page.findChild(QTabWidget)
    (place,) = [at for at in range(tabs.count()) if tabs.tabText(at) == title]
    tabs.setCurrentIndex(place)
    return tabs.widget(place)


def test_giving_up_one_tab_of_settings_keeps_what_is_typed_in_another(open_window: Open):
    driver = open_window(True)
    driver.go("settings")
    tab(driver, "Thông tin cơ quan")
    driver.type("place_name", " và vùng Mẫu")
    names = tab(driver, "Lĩnh vực").form.fields["names"].editor
    before = names.value()
    names.add_button.click()
    driver.type("one_name", "Lĩnh vực gõ dở")
    assert len(names.value()) == len(before) + 1
    driver.press("cancel")
    driver.context.messages.answer("Không lưu")
    assert names.value() == before
    tab(driver, "Thông tin cơ quan")
    driver.press("save")
    ours = agency(driver.case)
    assert ours is not None
    assert ours.place_name.endswith("và vùng Mẫu")


def test_settings_saved_and_given_up_again_and_again_leave_no_form_behind(open_window: Open):
    driver = open_window(True)
    page = driver.go("settings")
    before = len(page.findChildren(FormPanel))
    for letter in "abc":
        driver.type("abbreviation", letter)
        driver.press("save")
        driver.press("cancel")
    QApplication.sendPostedEvents()
    assert len(page.findChildren(FormPanel)) == before > 0


def first_with_topic(driver: Driver) -> IssueDetail:
    details = (issue_detail(driver.case, key) for key in range(1, 21))
    return next(one for one in details if one.form.topic_id is not None)


def test_a_topic_no_longer_offered_stays_with_its_issue(open_window: Open):
    driver = open_window(True)
    issue = first_with_topic(driver)
    rows = list_reference(driver.case, ReferenceList.TOPICS)
    left = PickList(tuple((row.name, row.active and row.id != issue.form.topic_id) for row in rows))
    save_reference(driver.case, ReferenceList.TOPICS, seen_list(rows), left)
    driver.rest()
    driver.go("issues").do("edit", issue.id)
    driver.rest()
    driver.unfold()
    assert driver.find(QComboBox, "topic").currentText() == issue.row.topic
    driver.type("note", "Đã xem lại.")
    driver.press("save")
    after = issue_detail(driver.case, issue.id)
    assert after.form.note.endswith("Đã xem lại.")
    assert after.form.topic_id == issue.form.topic_id


def test_an_issue_moved_to_another_session_leaves_the_venue_of_the_old_one(open_window: Open):
    driver = open_window(True)
    case = driver.case
    form = SessionDraft("2026-K8", "Hội nghị kỳ 8", venues=(VenueDraft("Điểm cầu chợ Mẫu"),))
    held = add_session(case, form)
    with case.reading() as session:
        venue = session.query(Venue.id).filter_by(session_id=held).scalar()
    issue = register_issue(case, IssueDraft("Mái che dột.", held, venue_id=venue))
    driver.go("issues").do("edit", issue)
    driver.rest()
    driver.unfold()
    driver.choose("session", "2026-K3")
    driver.press("save")
    saved = issue_detail(case, issue).form
    assert saved.venue_id is None
    assert saved.session_id != held


def test_the_rarer_fields_of_an_issue_are_typed_and_read(open_window: Open):
    driver = open_window(True)
    driver.go("issues")
    driver.press("primary")
    driver.type("text", "Nội dung có các mục ít dùng.")
    driver.unfold()
    named = driver.find(QCheckBox, "name_when_transferring")
    assert not named.isEnabled()  # of use only for a name that is withheld
    driver.find(QCheckBox, "withhold_name").click()
    named.click()
    driver.type("promised_on", "30/9/2026")
    driver.type("number_elsewhere", "1022-5566")
    driver.press("save")
    (new,) = IssueList(driver.case).ids(IssueQuery(search="muc it dung"))
    form = issue_detail(driver.case, new).form
    assert (form.promised_on, form.number_elsewhere) == (date(2026, 9, 30), "1022-5566")
    assert form.name_when_transferring
    read = [label.text() for label in driver.page.beside().findChildren(QLabel)]
    for shown in ("30/09/2026", "1022-5566", "Nêu tên khi chuyển"):
        assert any(shown in text for text in read), shown


def test_an_answer_at_the_meeting_is_dated_on_the_day_of_the_session(open_window: Open):
    driver = open_window(True)
    (session,) = list_sessions(driver.case)
    held = session_detail(driver.case, session.id).row.planned_on
    today = driver.case.today()
    assert held != today
    new = register_issue(driver.case, IssueDraft("Đèn hỏng.", session.id))
    driver.rest()
    open_move(driver, new, Move.ANSWER)
    day = driver.find(QLineEdit, "on")
    assert day.text() == screen_date(held)
    driver.choose("kind", word(AnswerKind.IN_WRITING))
    assert day.text() == screen_date(today)
    typed = screen_date(today - timedelta(days=3))
    day.setText(typed)
    driver.choose("kind", word(AnswerKind.AT_MEETING))
    assert day.text() == typed


def contrast(one: QColor, other: QColor) -> float:
    """As WCAG measures it."""

    def light(colour: QColor) -> float:
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    darker, lighter = sorted((light(one), light(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.fixture(params=[False, True], ids=["light", "dark"])
def _colours(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[None]:
    theme.apply(qapp, dark=request.param)
    yield
    theme.apply(qapp)


@pytest.mark.usefixtures("_colours")
def test_an_unticked_box_can_be_seen(qtbot: QtBot):
    page = QWidget()
    page.setProperty("role", "page")
    qtbot.addWidget(page)
    box = TickBox("Đề nghị không nêu tên", page)
    page.resize(box.sizeHint())
    page.show()
    image = page.grab().toImage()
    edge = image.pixelColor(0, image.height() // 2)
    assert contrast(edge, theme.color("surface")) >= 3
    box.setChecked(True)
    ticked = page.grab().toImage()
    row = {ticked.pixelColor(x, image.height() // 2 + 4).name() for x in range(3, 10)}
    assert theme.color("accent").name() in row


@pytest.mark.usefixtures("_colours")
def test_the_calendar_has_a_frame(qtbot: QtBot):
    field = DateField(lambda: date(2026, 11, 27))
    qtbot.addWidget(field)
    field.show()
    field.actions()[0].trigger()
    calendar = field.findChild(QCalendarWidget)
    assert calendar is not None
    image = calendar.grab().toImage()
    for x, y in ((0, image.height() // 2), (image.width() - 1, 40), (60, image.height() - 1)):
        assert contrast(image.pixelColor(x, y), theme.color("surface")) >= 3
    calendar.hide()
