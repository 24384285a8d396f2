"""What the second of two writers sees: both texts, a choice, and nothing of either undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTabWidget,
    QWidget,
)

from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.issues import RaiserDraft
from dialogue_app.domain.fields.sessions import ParticipantDraft, SessionDraft
from dialogue_app.domain.life import Move
from dialogue_app.domain.people import Person
from dialogue_app.domain.vocabulary import IssueState, Outcome, ParticipantRole, Relation
from dialogue_app.i18n.formats import stored
from dialogue_app.services.agency.reference import (
    PickList,
    ReferenceList,
    list_reference,
    save_reference,
    seen_list,
)
from dialogue_app.services.agency.settings import agency_detail, set_agency
from dialogue_app.services.bodies.editing import body_detail, edit_body
from dialogue_app.services.bodies.lists import list_bodies
from dialogue_app.services.case import Case, SeenDraft
from dialogue_app.services.enterprises.editing import (
    edit_enterprise,
    enterprise_detail,
    register_enterprise,
)
from dialogue_app.services.enterprises.lists import EnterpriseList, EnterpriseQuery
from dialogue_app.services.issues.assigning import (
    AssignmentDraft,
    Due,
    assign,
    return_issue,
)
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.ending import close
from dialogue_app.services.issues.intake import edit_issue
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from dialogue_app.services.opening import open_case
from dialogue_app.services.sessions.editing import (
    add_session,
    edit_session,
    session_detail,
)
from dialogue_app.services.sessions.lists import list_sessions
from tests.template import seen
from tests.ui.conftest import Driver, Open
from ui.tasks import Lane
from ui.widgets.draft_panel import DraftPanel
from ui.widgets.form_panel import FormPanel

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

LATER = datetime(2026, 11, 27, 2, 35, tzinfo=UTC)  # 09:35 on the office's clock
SAID = "huong đã ghi (27/11/2026 09:35):"


@pytest.fixture
def other(open_window: Open, tmp_path: Path) -> Iterator[Callable[[], Case]]:
    """Somebody else at another machine, on the same folder."""
    opened: list[Case] = []

    def come() -> Case:
        opened.append(open_case(tmp_path / "data", lambda: LATER, "huong"))
        return opened[0]

    yield come
    for case in opened:
        case.store.close()


@dataclass(frozen=True)
class Noun:
    """A thing of the sample with a form: how it is read, edited and opened."""

    field: str  # an input with a text, and the draft's field
    aside: str  # another
    read: Callable[[Case], SeenDraft[Any]]
    edit: Callable[[Case, SeenDraft[Any], Any], None]
    open: Callable[[Driver, int], DraftPanel[Any]]

    def change(self, case: Case, **changes: Any) -> None:
        """Somebody changes fields of it."""
        known = self.read(case)
        self.edit(case, known, replace(known.draft, **changes))


def first_issue(case: Case) -> SeenDraft[Any]:
    detail = issue_detail(case, IssueList(case).ids(IssueQuery(descending=False))[0])
    return SeenDraft(detail.id, detail.version, detail.form)


def open_issue(driver: Driver, key: int) -> DraftPanel[Any]:
    driver.go("issues").do("edit", key)
    driver.rest()
    driver.unfold()
    return beside(driver)


def first_enterprise(case: Case) -> SeenDraft[Any]:
    detail = enterprise_detail(case, EnterpriseList(case).ids(EnterpriseQuery())[0])
    return SeenDraft(detail.id, detail.version, detail.form)


def open_beside(page: str) -> Callable[[Driver, int], DraftPanel[Any]]:
    def open_it(driver: Driver, key: int) -> DraftPanel[Any]:
        driver.go(page).do("edit", key)
        driver.rest()
        return beside(driver)

    return open_it


def first_session(case: Case) -> SeenDraft[Any]:
    detail = session_detail(case, list_sessions(case)[0].id)
    return SeenDraft(detail.id, detail.version, detail.form)


def open_session(driver: Driver, key: int) -> DraftPanel[Any]:
    driver.go("sessions").open(key)
    driver.rest()
    driver.press("step_1")
    panel: DraftPanel[Any] = driver.page.prepare
    return panel


def first_body(case: Case) -> SeenDraft[Any]:
    return body_detail(case, list_bodies(case)[0].id)


def open_tab(driver: Driver, place: int) -> DraftPanel[Any]:
    driver.go("settings").tabs.setCurrentIndex(place)
    driver.rest()
    panel = driver.find(QTabWidget, "", driver.page).currentWidget()
    assert isinstance(panel, DraftPanel)
    return panel


def beside(driver: Driver) -> DraftPanel[Any]:
    panel = driver.page.beside()
    assert isinstance(panel, DraftPanel)
    return panel


NOUNS = {
    "issue": Noun("text", "note", first_issue, edit_issue, open_issue),
    "enterprise": Noun(
        "address", "phone", first_enterprise, edit_enterprise, open_beside("enterprises")
    ),
    "session": Noun("place", "name", first_session, edit_session, open_session),
    "body": Noun("note", "abbreviation", first_body, edit_body, open_beside("bodies")),
    "agency": Noun(
        "place_name",
        "superior",
        agency_detail,
        set_agency,
        lambda driver, _id: open_tab(driver, 0),
    ),
}
each_noun = pytest.mark.parametrize("noun", NOUNS.values(), ids=NOUNS)


def retype(driver: Driver, key: str, text: str) -> QWidget:
    """Type another text in place of what stands there."""
    field = driver.find(QWidget, key)
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    field.selectAll()
    return driver.type(key, text)


def theirs(driver: Driver, key: str) -> str:
    """The text of somebody else below a field."""
    return driver.find(QPlainTextEdit, f"theirs_{key}").toPlainText()


def shown_theirs(driver: Driver) -> list[str]:
    """The fields with the text of somebody else, in their order."""
    found = [button for button in driver.page.findChildren(QPushButton) if button.isVisible()]
    return [
        one.objectName() for one in found if one.text() == "Dùng nội dung này" and one.isVisible()
    ]


def clash(driver: Driver, somebody: Case, noun: Noun) -> DraftPanel[Any]:
    """Two write the same field; the other one another field, too."""
    panel = noun.open(driver, noun.read(driver.case).id)
    retype(driver, noun.field, "Nội dung của tôi")
    noun.change(somebody, **{noun.field: "Nội dung của Hương", noun.aside: "Ghi bên cạnh"})
    driver.rest()
    driver.press("save")
    return panel


def settled(driver: Driver, noun: Noun) -> tuple[str, str]:
    """Save; what stands in both fields then."""
    driver.press("save")
    assert driver.said().startswith("Đã lưu ")
    assert shown_theirs(driver) == []
    draft = noun.read(driver.case).draft
    return getattr(draft, noun.field), getattr(draft, noun.aside)


@each_noun
def test_both_texts_are_shown_and_mine_may_be_kept(open_window: Open, other, noun: Noun):
    driver, somebody = open_window(True), other()
    panel = clash(driver, somebody, noun)
    editor = panel.form.fields[noun.field].editor
    assert shown_theirs(driver) == [f"use_{noun.field}"]
    assert theirs(driver, noun.field) == "Nội dung của Hương"
    assert any(label.text() == SAID for label in panel.findChildren(QLabel))
    assert panel.value(noun.field) == "Nội dung của tôi"
    assert panel.value(noun.aside) == "Ghi bên cạnh"
    assert QApplication.focusWidget() is editor
    assert f"“{panel.form.fields[noun.field].name}”" in driver.said()
    assert "huong" in driver.said()
    assert getattr(noun.read(driver.case).draft, noun.field) == "Nội dung của Hương"
    noun.change(somebody, **{noun.field: "Hương lại sửa"})
    driver.press("save")  # the third writer is met as the second was
    assert theirs(driver, noun.field) == "Hương lại sửa"
    assert settled(driver, noun) == ("Nội dung của tôi", "Ghi bên cạnh")


@each_noun
def test_choosing_theirs_puts_it_into_the_field(open_window: Open, other, noun: Noun):
    driver = open_window(True)
    panel = clash(driver, other(), noun)
    driver.press(f"use_{noun.field}")
    assert panel.value(noun.field) == "Nội dung của Hương"
    assert shown_theirs(driver) == []
    assert QApplication.focusWidget() is panel.form.fields[noun.field].editor
    assert settled(driver, noun) == ("Nội dung của Hương", "Ghi bên cạnh")


@each_noun
def test_what_only_the_other_changed_is_not_undone(open_window: Open, other, noun: Noun):
    driver = open_window(True)
    known = noun.read(driver.case)
    panel = noun.open(driver, known.id)
    assert panel.typed() == known.draft  # else what nobody touched would count as typed
    assert not panel.is_dirty
    retype(driver, noun.field, "Nội dung của tôi")
    noun.change(other(), **{noun.aside: "Ghi bên cạnh"})
    driver.rest()
    assert settled(driver, noun) == ("Nội dung của tôi", "Ghi bên cạnh")


def test_a_third_text_may_be_typed(open_window: Open, other):
    driver = open_window(True)
    clash(driver, other(), NOUNS["issue"])
    retype(driver, "text", "Cả hai cùng viết")
    assert settled(driver, NOUNS["issue"]) == ("Cả hai cùng viết", "Ghi bên cạnh")


def test_what_stood_there_before_can_be_typed_back_and_is_asked_about(open_window: Open, other):
    driver, noun = open_window(True), NOUNS["issue"]
    known = noun.read(driver.case)
    panel = noun.open(driver, known.id)
    retype(driver, "text", "Nội dung của tôi")
    noun.change(other(), text="Nội dung của Hương")
    driver.press("save")
    panel.put("text", known.draft.text)
    driver.press("cancel")
    assert driver.said() == "Nội dung vừa nhập chưa được lưu."
    driver.context.messages.answer("Lưu")
    driver.rest()
    assert noun.read(driver.case).draft.text == known.draft.text


def test_every_issue_of_the_sample_is_read_back_as_it_was(open_window: Open):
    driver = open_window(True)
    for key in IssueList(driver.case).ids(IssueQuery()):
        panel = open_issue(driver, key)
        assert panel.typed() == issue_detail(driver.case, key).form


def test_the_other_text_and_its_button_are_reached_by_tab(open_window: Open, other):
    driver = open_window(True)
    clash(driver, other(), NOUNS["issue"])
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is driver.find(QPlainTextEdit, "theirs_text")
    assert QApplication.focusWidget().accessibleName() == f"Nội dung kiến nghị, {SAID}"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is driver.find(QPushButton, "use_text")
    assert QApplication.focusWidget().accessibleName() == "Dùng nội dung này: Nội dung kiến nghị"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert beside(driver).value("text") == "Nội dung của Hương"


def test_a_long_text_of_theirs_scrolls_within_some_lines(open_window: Open, other):
    driver = open_window(True)
    noun = NOUNS["issue"]
    panel = noun.open(driver, noun.read(driver.case).id)
    retype(driver, "text", "Ngắn")
    noun.change(other(), text="Hẻm ngập nước mỗi khi mưa lớn. " * 60)
    driver.press("save")
    area = driver.find(QPlainTextEdit, "theirs_text")
    driver.qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    assert area.height() < 8 * area.fontMetrics().lineSpacing()
    assert not area.horizontalScrollBar().isVisible()
    assert area.width() <= panel.form.width()


def test_ids_are_shown_by_name_even_those_this_window_never_read(open_window: Open, other):
    driver = open_window(True)
    somebody = other()
    noun = NOUNS["issue"]
    panel = noun.open(driver, noun.read(driver.case).id)
    panel.put("raisers", [])
    panel.put("topic", None)
    new = register_enterprise(somebody, EnterpriseDraft("Công ty TNHH Rất Mới"))
    rows = list_reference(somebody, ReferenceList.TOPICS)
    names = PickList((*((row.name, row.active) for row in rows), ("Lĩnh vực rất mới", True)))
    save_reference(somebody, ReferenceList.TOPICS, seen_list(rows), names)
    topic = next(
        row.id
        for row in list_reference(somebody, ReferenceList.TOPICS)
        if row.name == "Lĩnh vực rất mới"
    )
    before = noun.read(somebody).draft.raisers
    raiser = RaiserDraft(before[0].kind, enterprise_id=new, speaker="Bà Mới")
    noun.change(somebody, raisers=(raiser,), topic_id=topic)
    driver.press("save")
    assert theirs(driver, "raisers") == "Công ty TNHH Rất Mới"
    assert theirs(driver, "speaker") == "Bà Mới"
    assert theirs(driver, "topic") == "Lĩnh vực rất mới"
    for key in ("raisers", "speaker", "topic"):
        driver.press(f"use_{key}")
    driver.press("save")
    assert driver.said().startswith("Đã lưu ")
    saved = noun.read(driver.case).draft
    assert (saved.raisers[0].enterprise_id, saved.raisers[0].speaker) == (new, "Bà Mới")
    assert saved.topic_id == topic


def test_flags_of_naming_clash_together(open_window: Open, other):
    driver = open_window(True)
    noun = NOUNS["issue"]
    noun.open(driver, noun.read(driver.case).id)
    driver.find(QCheckBox, "withhold_name").toggle()
    noun.change(other(), unsigned=True)
    driver.press("save")
    assert shown_theirs(driver) == ["use_withhold_name", "use_unsigned"]
    assert (theirs(driver, "withhold_name"), theirs(driver, "unsigned")) == (
        "Không đánh dấu",
        "Có đánh dấu",
    )
    driver.press("use_unsigned")
    driver.press("save")
    saved = noun.read(driver.case).draft
    assert (saved.withhold_name, saved.unsigned) == (True, True)


def test_day_and_times_of_a_session_clash_together(open_window: Open, other):
    driver = open_window(True)
    noun = NOUNS["session"]
    known = noun.read(driver.case)
    noun.open(driver, known.id)
    retype(driver, "ends", "16:45")
    day = date(2026, 9, 18)
    moments = {
        "started_at": stored(datetime(2026, 9, 18, 8, 0)),
        "ended_at": stored(datetime(2026, 9, 18, 11, 0)),
    }
    noun.change(other(), planned_on=day, **moments)
    driver.press("save")
    assert theirs(driver, "planned_on") == "18/09/2026"
    assert theirs(driver, "ends") == "11:00"
    driver.press("use_planned_on")
    driver.press("save")
    assert driver.said().startswith("Đã lưu ")
    saved = noun.read(driver.case).draft
    assert saved.planned_on == day
    assert saved.ended_at == stored(datetime(2026, 9, 18, 16, 45))


def test_rows_are_shown_line_by_line(open_window: Open, other):
    driver = open_window(True)
    noun = NOUNS["session"]
    noun.open(driver, noun.read(driver.case).id)
    driver.press("step_3")
    editor = driver.page.record.form.fields["conclusions"].editor
    mine = [*editor.value(), ("Ý của tôi",)]
    editor.set_value(mine)
    noun.change(other(), conclusions=("Một.", "Hai."))
    driver.press("save")
    assert theirs(driver, "conclusions") == "Một.\nHai."
    driver.press("use_conclusions")
    driver.press("save")
    assert driver.said().startswith("Đã lưu ")
    assert noun.read(driver.case).draft.conclusions == ("Một.", "Hai.")
    assert not driver.page.has_unsaved()


def test_a_list_written_by_two(open_window: Open, other):
    driver, which = open_window(True), ReferenceList.TOPICS
    panel = open_tab(driver, 1)
    rows = list_reference(driver.case, which)
    editor = panel.form.fields["names"].editor
    editor.set_value([*editor.value(), (True, "Của tôi", "")])
    their_list = PickList((("Của Hương", False), *((row.name, row.active) for row in rows)))
    save_reference(other(), which, seen_list(rows), their_list)
    driver.rest()
    driver.press("save")
    first_line = theirs(driver, "names").splitlines()[0]
    assert first_line.startswith("Không dùng nữa · Của Hương · ")
    driver.press("use_names")
    editor.set_value([*editor.value(), (True, "Của tôi", "")])
    driver.press("save")
    assert driver.said().startswith("Đã lưu ")
    saved = [row.name for row in list_reference(driver.case, which)]
    assert (saved[0], saved[-1]) == ("Của Hương", "Của tôi")


@pytest.mark.parametrize("key", ["session", "agency"])
def test_what_is_saved_twice_is_no_conflict_with_oneself(open_window: Open, key: str):
    driver, noun = open_window(True), NOUNS[key]
    panel = noun.open(driver, noun.read(driver.case).id)
    with driver.held(Lane.EYE):  # nobody has told the form yet what it saved
        for text in ("phường Một", "phường Hai"):
            retype(driver, noun.field, text)
            panel.save()
            driver.qtbot.waitUntil(lambda: not panel.is_saving)
            assert not panel.is_dirty
    assert getattr(noun.read(driver.case).draft, noun.field) == "phường Hai"


def test_a_row_that_is_only_proposed_counts_as_typed_by_nobody(open_window: Open, other):
    driver, noun = open_window(), NOUNS["session"]
    add_session(driver.case, SessionDraft("2026-K1", "Hội nghị đối thoại"))
    noun.open(driver, noun.read(driver.case).id)
    retype(driver, "place", "Hội trường")
    chair = ParticipantDraft(ParticipantRole.CHAIR, Person.typed("Ông Trần Văn Mẫu"))
    noun.change(other(), participants=(chair,))
    driver.press("save")
    assert driver.said().startswith("Đã lưu ")
    saved = noun.read(driver.case).draft
    assert (saved.place, saved.participants) == ("Hội trường", (chair,))


def test_settings_given_up_show_what_others_saved_meanwhile(open_window: Open, other):
    driver = open_window(True)
    panel = clash(driver, other(), NOUNS["agency"])
    panel.closed.emit()
    assert panel.value("place_name") == "Nội dung của Hương"
    assert shown_theirs(driver) == []
    assert not panel.is_dirty


@pytest.mark.parametrize("key", ["session", "agency"])
def test_a_form_nobody_types_in_shows_what_others_save(open_window: Open, other, key: str):
    driver, noun = open_window(True), NOUNS[key]
    panel = noun.open(driver, noun.read(driver.case).id)
    noun.change(other(), **{noun.field: "Nội dung của Hương"})
    driver.rest()
    assert panel.value(noun.field) == "Nội dung của Hương"
    assert not panel.is_dirty
    retype(driver, noun.aside, "Tôi ghi thêm")
    assert settled(driver, noun) == ("Nội dung của Hương", "Tôi ghi thêm")


# Moves ----------------------------------------------------------------------------------------


def open_move(driver: Driver, key: int, move: Move) -> FormPanel:
    page = driver.go("issues")
    page.go_to(key)
    driver.rest()
    page.do(move.value, key)
    driver.rest()
    panel = page.beside()
    assert isinstance(panel, FormPanel)
    return panel


def an_issue(case: Case, state: IssueState) -> int:
    found = IssueList(case)
    rows = found.rows(list(found.ids(IssueQuery())))
    return next(row.id for row in rows if row.state is state)


def test_a_move_on_a_changed_issue_says_so_and_goes_through_when_saved_again(
    open_window: Open, other
):
    driver = open_window(True)
    key = an_issue(driver.case, IssueState.ASSIGNED)
    panel = open_move(driver, key, Move.DIRECT)
    retype(driver, "direction", "Khẩn trương khảo sát.")
    read = issue_detail(driver.case, key)
    corrected = replace(read.form, text="Hương đã sửa câu này.")
    edit_issue(other(), SeenDraft(key, read.version, read.form), corrected)
    driver.rest()
    driver.press("save")
    detail = issue_detail(driver.case, key)
    assert "huong" in driver.said()
    assert detail.code in driver.said()
    said = driver.find(QLabel, "changed_issues").text()
    assert said.startswith(detail.code)
    assert detail.row.lead_body in said
    assert panel.value("direction") == "Khẩn trương khảo sát."
    before = len(detail.directions)
    driver.press("save")
    assert driver.said() == "Đã ghi ý kiến chỉ đạo về KN-2026-0002."
    assert len(issue_detail(driver.case, key).directions) == before + 1


def test_a_move_no_longer_allowed_is_refused_and_nothing_typed_is_lost(open_window: Open, other):
    driver = open_window(True)
    key = an_issue(driver.case, IssueState.ASSIGNED)
    panel = open_move(driver, key, Move.WAIT)
    retype(driver, "waiting_for", "Bản vẽ hiện trạng")
    somebody = other()
    close(somebody, seen(somebody, key), Outcome.WITHDRAWN, somebody.today())
    driver.rest()
    driver.press("save")
    assert "Doanh nghiệp rút" in driver.find(QLabel, "changed_issues").text()
    driver.press("save")
    assert not driver.said().startswith("Đã ghi")
    assert panel.value("waiting_for") == "Bản vẽ hiện trạng"
    assert issue_detail(driver.case, key).waiting_for == ""


def test_a_body_that_no_longer_has_it_must_be_chosen_anew(open_window: Open, other):
    driver = open_window(True)
    key = an_issue(driver.case, IssueState.ASSIGNED)
    panel = open_move(driver, key, Move.RETURN)
    first, somebody = panel.value("body"), other()
    ours = [row for row in list_bodies(somebody) if row.relation is Relation.OWN]
    new = next(row for row in ours if row.id != first)
    today = somebody.today()
    return_issue(somebody, seen(somebody, key), first, today, "Không thuộc thẩm quyền.")
    assign(somebody, seen(somebody, key), AssignmentDraft(new.id, due=Due(working_days=5)), today)
    driver.press("save")
    assert panel.value("body") is None
    driver.press("save")
    assert panel.form.fields["body"].error == "Hãy nhập “Cơ quan, đơn vị”."
    driver.choose("body", new.name)
    driver.press("save")
    assert driver.said() == "Đã ghi việc trả lại KN-2026-0002."


def test_the_other_text_is_scrolled_to(open_window: Open, other):
    driver, somebody = open_window(True), other()
    noun = replace(NOUNS["issue"], field="note", aside="number_elsewhere")
    panel = clash(driver, somebody, noun)
    text = driver.find(QPlainTextEdit, "theirs_note")
    driver.qtbot.waitUntil(lambda: text.visibleRegion().boundingRect() == text.rect())
    assert panel.form.fields["note"].isAncestorOf(QApplication.focusWidget())
