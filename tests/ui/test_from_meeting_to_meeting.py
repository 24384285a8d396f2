"""From the end of one meeting to the opening of the next, day by day, by keys alone."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QWidget

from dialogue_app.domain.fields.agency import AgencyDraft
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.issues import IssueDraft, RaiserDraft
from dialogue_app.domain.fields.series import SeriesDraft
from dialogue_app.domain.fields.sessions import SessionDraft
from dialogue_app.domain.vocabulary import (
    ContactPurpose,
    IssueState,
    Outcome,
    PromiseState,
    RaiserKind,
    VerdictLevel,
)
from dialogue_app.i18n.words import word
from dialogue_app.services.bodies.editing import find_body
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.editing import register_enterprise
from dialogue_app.services.issues.assigning import AssignmentDraft, propose
from dialogue_app.services.issues.detail import IssueDetail, issue_detail
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.issues.words import story_words
from dialogue_app.services.series.editing import add_series
from dialogue_app.services.sessions.editing import add_session
from dialogue_app.services.sessions.lists import list_sessions
from tests.services.changing import name_agency
from tests.template import fresh_case, seen
from tests.ui.conftest import Driver, Open, keys

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT, NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
HELD_ON = date(2026, 12, 1)
ENTERPRISE = "Công ty TNHH Cơ khí Mẫu Tân"


class Days:
    """The office's clock: half past nine of the day it is set to."""

    def __init__(self, day: date) -> None:
        self.day = day

    def __call__(self) -> datetime:
        return datetime.combine(self.day, time(9, 30), ZoneInfo("Asia/Ho_Chi_Minh"))


class Clerk:
    """Whoever works with the keyboard alone: presses, types where the keyboard is, and reads."""

    def __init__(self, driver: Driver, clock: Days) -> None:
        self.driver, self._clock = driver, clock

    def comes_in_on(self, day: date) -> None:
        """The window stayed open over the days between."""
        self._clock.day = day
        self.driver.rest()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        self.driver.window.activateWindow()
        self.driver.qtbot.waitUntil(self.driver.window.isActiveWindow)
        QTest.keyClick(self._typing_in(), key, modifiers)
        self.driver.rest()

    def write(self, text: str) -> None:
        """Type letter by letter, whatever the letters."""
        for letter in text:
            keys(self._typing_in(), 0, letter)
        self.driver.rest()

    def tab_to(self, name: str) -> None:
        """Go on with Tab until the keyboard is in the part of that name."""
        passed: list[str] = []
        while self._typing_in().objectName() != name:
            passed.append(self._typing_in().objectName())
            assert len(passed) < 60, f"{name} is not reached, only {passed}"
            self.press(Qt.Key.Key_Tab)

    def opens(self, name: str, says: str) -> None:
        """Go to a button that says so, and press it."""
        self.tab_to(name)
        assert self._typing_in().accessibleName() == says
        self.press(Qt.Key.Key_Return)

    def fill_in(self, name: str, text: str) -> None:
        """Go to a field, and type over what stands in it."""
        self.tab_to(name)
        self.press(Qt.Key.Key_A, CONTROL)
        self.write(text)

    def choose(self, name: str, text: str) -> None:
        """Go down the options until the one of these words."""
        self.tab_to(name)
        box = self._typing_in()
        assert isinstance(box, QComboBox)
        for _option in range(box.count()):
            if box.currentText() == text:
                return
            self.press(Qt.Key.Key_Down)
        raise AssertionError(f"{text} is not offered")

    def save(self) -> None:
        self.press(Qt.Key.Key_Return, CONTROL)

    def finds(self, words: str) -> None:
        """Go to what is found by its words."""
        self.press(Qt.Key.Key_K, CONTROL)
        self.write(words)
        self.driver.window.palette_field.ask_now()
        self.driver.rest()
        self.press(Qt.Key.Key_Return)

    def reads(self) -> str:
        """What stands on the page in front."""
        labels = self.driver.page.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())

    def _typing_in(self) -> QWidget:
        focused = QApplication.focusWidget()
        assert focused is not None
        return focused


def after_the_meeting(case: Case) -> int:
    """The quarter's meeting is over: one issue, for which somebody proposed a unit of ours."""
    name_agency(case, AgencyDraft("Ủy ban nhân dân phường Mẫu", "phường Mẫu"))
    series = add_series(case, SeriesDraft("Đối thoại hằng quý"))
    form = SessionDraft("2026-K4", "Hội nghị đối thoại quý IV năm 2026", HELD_ON, series_id=series)
    meeting = add_session(case, form)
    enterprise = register_enterprise(case, EnterpriseDraft(ENTERPRISE, phone="028 0000 0000"))
    raiser = RaiserDraft(RaiserKind.ENTERPRISE, enterprise)
    draft = IssueDraft("Hẻm ngập nước.", meeting, received_on=HELD_ON, raisers=(raiser,))
    issue_id = register_issue(case, draft)
    own = find_body(case, "Phòng Kinh tế, Hạ tầng và Đô thị", HELD_ON)
    propose(case, seen(case, issue_id), [AssignmentDraft(own)])
    return issue_id


@pytest.fixture
def clock() -> Days:
    return Days(date(2026, 12, 2))


@pytest.fixture
def clerk(open_window: Open, clock: Days, tmp_path: Path) -> Clerk:
    case = fresh_case(tmp_path / "data", clock)
    after_the_meeting(case)
    return Clerk(open_window(case=case), clock)


def now(clerk: Clerk, issue_id: int = 1) -> IssueDetail:
    return issue_detail(clerk.driver.case, issue_id)


def test_nobody_is_forgotten_from_one_meeting_to_the_next(clerk: Clerk):
    give_out(clerk)
    extend(clerk)
    remind(clerk)
    answer_with_a_promise(clerk)
    tell(clerk)
    ask_what_it_thinks(clerk)
    answer_anew(clerk)
    close(clerk)
    open_the_next_meeting(clerk)


def give_out(clerk: Clerk) -> None:
    """The first page says that something is not given out: Enter on its number, then on the row."""
    clerk.opens("tile_not_given", "Chưa giao: 1")
    assert clerk.driver.page is clerk.driver.window.pages["issues"]
    clerk.press(Qt.Key.Key_Down)
    clerk.press(Qt.Key.Key_G, CONTROL | SHIFT)
    clerk.save()
    (part,) = now(clerk).assignments
    assert (now(clerk).row.state, part.due_on) == (IssueState.ASSIGNED, date(2026, 12, 11))


def extend(clerk: Clerk) -> None:
    clerk.comes_in_on(date(2026, 12, 7))
    clerk.press(Qt.Key.Key_1, CONTROL)
    clerk.opens("tile_this_week", "Đến hạn tuần này: 1")
    clerk.press(Qt.Key.Key_Down)
    clerk.press(Qt.Key.Key_H, CONTROL | SHIFT)
    clerk.fill_in("due_days", "5")
    clerk.fill_in("reason", "chờ kết quả đo đạc")
    clerk.save()
    (part,) = now(clerk).assignments
    assert (part.original_due_on, part.due_on) == (date(2026, 12, 11), date(2026, 12, 18))


def remind(clerk: Clerk) -> None:
    """Three working days before, the unit is among those to call."""
    clerk.comes_in_on(date(2026, 12, 16))
    clerk.press(Qt.Key.Key_R, CONTROL | SHIFT)
    assert clerk.driver.page is clerk.driver.window.pages["calls"]
    clerk.press(Qt.Key.Key_Down)
    assert "Phòng Kinh tế, Hạ tầng và Đô thị" in clerk.reads()
    clerk.press(Qt.Key.Key_Return)
    clerk.fill_in("came_back", "thứ Sáu gửi")
    clerk.save()
    (contact,) = now(clerk).contacts
    assert (contact.purpose, contact.came_back) == (ContactPurpose.REMIND, "thứ Sáu gửi")


def answer_with_a_promise(clerk: Clerk) -> None:
    clerk.comes_in_on(date(2026, 12, 18))
    clerk.press(Qt.Key.Key_Left, ALT)
    assert clerk.driver.page is clerk.driver.window.pages["issues"]
    clerk.press(Qt.Key.Key_T, CONTROL)
    clerk.write("Phòng đã khảo sát; trong tháng 01/2027 sẽ nạo vét cống.")
    clerk.press(Qt.Key.Key_F3)
    clerk.driver.qtbot.waitUntil(lambda: bool(clerk.driver.page.beside().value("promise")))
    clerk.save()
    detail = now(clerk)
    assert (detail.row.state, detail.promises[0].due_on) == (
        IssueState.PROMISED, date(2027, 1, 29),
    )  # fmt: skip


def tell(clerk: Clerk) -> None:
    clerk.press(Qt.Key.Key_R, CONTROL | SHIFT)
    clerk.tab_to("view_bodies")
    for _beside in range(2):  # past what was promised
        clerk.press(Qt.Key.Key_Right)
    clerk.press(Qt.Key.Key_Tab)
    clerk.press(Qt.Key.Key_Home)
    assert ENTERPRISE in clerk.reads()
    assert "028 0000 0000" in clerk.reads()
    clerk.press(Qt.Key.Key_Return)
    clerk.save()
    assert now(clerk).raisers[0].told_answer_on == date(2026, 12, 18)


def ask_what_it_thinks(clerk: Clerk) -> None:
    """It is not satisfied: the issue is considered again, with what it said as the reason."""
    clerk.comes_in_on(date(2026, 12, 25))
    clerk.press(Qt.Key.Key_Home)
    assert "cần hỏi ý kiến" in clerk.reads()
    clerk.press(Qt.Key.Key_Y, CONTROL | SHIFT)
    clerk.choose("level", word(VerdictLevel.DISSATISFIED))
    clerk.fill_in("note", "chưa nói đoạn nào")
    clerk.tab_to("reopen")
    clerk.press(Qt.Key.Key_Space)
    clerk.save()
    detail = now(clerk)
    assert (detail.row.state, detail.reopen_reason) == (IssueState.REOPENED, "chưa nói đoạn nào")
    assert detail.raisers[0].verdict is None  # of the round that begins
    assert "Không hài lòng" in str(list(map(story_words, detail.story)))


def answer_anew(clerk: Clerk) -> None:
    """The first page says that nobody has it; it goes to the same unit, which answers anew."""
    clerk.press(Qt.Key.Key_1, CONTROL)
    clerk.opens("tile_not_given", "Chưa giao: 1")
    clerk.press(Qt.Key.Key_Down)
    clerk.press(Qt.Key.Key_G, CONTROL)
    clerk.save()  # who had it before is proposed
    before, again = now(clerk).assignments
    assert (again.body_id, again.round) == (before.body_id, 1)
    assert now(clerk).row.state is IssueState.ASSIGNED
    clerk.comes_in_on(date(2026, 12, 30))
    clerk.finds("KN-2026-0001")
    clerk.press(Qt.Key.Key_T, CONTROL)
    clerk.write("Nạo vét đoạn từ đầu hẻm đến nhà số 9.")
    clerk.save()
    assert now(clerk).row.state is IssueState.ANSWERED


def close(clerk: Clerk) -> None:
    """The promise of before was kept; then the follow-up ends."""
    clerk.comes_in_on(date(2027, 1, 20))
    clerk.press(Qt.Key.Key_K, CONTROL | SHIFT)
    clerk.fill_in("proof", "Biên bản nghiệm thu")
    clerk.save()
    clerk.press(Qt.Key.Key_E, CONTROL)
    clerk.choose("outcome", word(Outcome.SETTLED))
    clerk.save()
    detail = now(clerk)
    assert (detail.row.state, detail.promises[0].state) == (IssueState.CLOSED, PromiseState.KEPT)


def open_the_next_meeting(clerk: Clerk) -> None:
    """It opens with the report on the one before, whose numbers lead to their issues."""
    clerk.press(Qt.Key.Key_2, CONTROL)
    clerk.press(Qt.Key.Key_N, CONTROL)
    clerk.save()
    (made, _before) = list_sessions(clerk.driver.case)
    assert made.code == "2027-K1"
    assert "2026-K4" in clerk.reads()
    clerk.tab_to("reported_settled")
    clerk.press(Qt.Key.Key_Return)
    assert clerk.driver.page is clerk.driver.window.pages["issues"]
    clerk.press(Qt.Key.Key_Down)
    assert "KN-2026-0001" in clerk.reads()
    clerk.press(Qt.Key.Key_Left, ALT)
    clerk.tab_to("reported_kept")
