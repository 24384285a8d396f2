"""What is said of an issue in one line, on screen and by the command line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dialogue_app import i18n
from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.people import Person
from dialogue_app.domain.vocabulary import (
    AnswerKind,
    AssignmentRole,
    AssignmentState,
    DueBasis,
    IssueState,
    Outcome,
    RaiserKind,
    Relation,
    SendingKind,
    StoryKind,
    VerdictLevel,
    WithdrawalCause,
)
from dialogue_app.services.case import Case
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.due_words import due_chip, due_text, due_words
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.issues.lists import IssueRow
from dialogue_app.services.issues.views import (
    AnswerView,
    AssignmentView,
    DirectionView,
    RaiserView,
    StoryLine,
)
from dialogue_app.services.issues.words import (
    answer_heading,
    assignment_words,
    direction_heading,
    issue_words,
    raiser_words,
    role_words,
    story_words,
)

DAY = date(2026, 9, 18)
OURS = IssueRow(
    1, 1, "KN-2026-0001", "Thuế đất tăng", "", "", "Phòng Mẫu", Relation.OWN, IssueState.ASSIGNED,
    None, DAY, True, DAY, None, False, False, False, False, "", DAY,
)  # fmt: skip
THEIRS = replace(
    OURS,
    lead_relation=Relation.SUPERIOR,
    state=IssueState.TRANSFERRED,
    next_due_on=None,
    next_ends_on=None,
    next_due_own=False,
    sent_on=DAY,
)
PART = AssignmentView(
    1, 1, "Phòng Mẫu", "", AssignmentRole.LEAD, AssignmentState.GIVEN, Relation.OWN,
    DAY, None, None, None, None, "", None, None, "", None, None, "", 1,
)  # fmt: skip
ANSWER = AnswerView(
    1,
    AnswerKind.IN_WRITING,
    "Sở Mẫu",
    Person("Bà Mẫu", "Phó Giám đốc"),
    "đã rõ",
    DAY,
    "",
    True,
    False,
    (),
    0,
)
RAISER = RaiserView(1, "Công ty Mẫu", RaiserKind.ENTERPRISE, "DN-0001", "", "", None, None)


@pytest.fixture(autouse=True)
def vietnamese() -> None:
    i18n.install("vi")


def test_the_words_of_a_limit_stand_in_brackets_and_a_note_is_a_sentence():
    given = StoryLine(DAY, StoryKind.ASSIGNED, "Phòng Mẫu", "trong tháng 10", date(2026, 10, 31))
    assert story_words(given) == (
        "18/09/2026",
        "Giao Phòng Mẫu, hạn 31/10/2026 (trong tháng 10)",
    )
    back = StoryLine(DAY, StoryKind.RETURNED, "Phòng Mẫu", "Không thuộc thẩm quyền.")
    assert story_words(back)[1] == "Phòng Mẫu trả lại. Không thuộc thẩm quyền."


def test_a_limit_that_was_extended_names_the_first_one():
    part = AssignmentView(
        1, 1, "Phòng Mẫu", "Bà Mẫu", AssignmentRole.LEAD, AssignmentState.GIVEN, Relation.OWN,
        DAY, date(2026, 9, 25), date(2026, 9, 30), None, None, "", None, None, "",
        None, None, "", 1,
    )  # fmt: skip
    assert assignment_words(part) == (
        "Phòng Mẫu · Bà Mẫu · giao ngày 18/09/2026 · hạn 30/09/2026 (ban đầu 25/09/2026)"
    )


@pytest.mark.parametrize(
    ("later", "said"),
    [(-2, "còn 2 ngày"), (0, "đến hạn hôm nay"), (1, "quá hạn 1 ngày"), (3, "quá hạn 3 ngày")],
)
def test_what_a_limit_of_ours_means_today(later: int, said: str):
    assert due_words(OURS, DAY + timedelta(later)) == said


def test_a_limit_runs_to_the_day_a_day_off_gives_way_to():
    sunday = replace(OURS, next_due_on=DAY + timedelta(2), next_ends_on=DAY + timedelta(3))
    assert due_text(sunday, DAY + timedelta(2)) == "20/09/2026 → 21/09/2026 · còn 1 ngày"
    assert due_words(sunday, DAY + timedelta(3)) == "đến hạn hôm nay"
    assert due_words(sunday, DAY + timedelta(4)) == "quá hạn 1 ngày"


def test_while_its_clock_stands_nothing_is_late_or_soon():
    stands = replace(OURS, next_ends_on=None)
    assert due_text(stands, DAY + timedelta(99)) == "18/09/2026 · đang tạm dừng tính hạn"
    assert due_chip(stands, DAY + timedelta(99)) is None


@pytest.mark.parametrize(("today", "tone"), [(13, None), (14, "soon"), (18, "soon"), (19, "late")])
def test_it_is_due_soon_from_the_day_the_rules_say(today: int, tone: str | None):
    row = replace(OURS, due_soon_on=date(2026, 9, 14))
    chip = due_chip(row, date(2026, 9, today))
    assert (chip.tone if chip is not None else None) == tone


@pytest.mark.parametrize(("later", "said"), [(0, "mới giao, chuyển"), (1, "chờ 1 ngày")])
def test_who_we_do_not_command_is_waited_for(later: int, said: str):
    assert due_words(THEIRS, DAY + timedelta(later)) == said
    dated = replace(THEIRS, next_due_on=DAY, next_ends_on=DAY)
    assert due_words(dated, DAY + timedelta(later)) == said  # never "late"


@pytest.mark.parametrize(
    "row",
    [
        replace(THEIRS, state=IssueState.ANSWERED),
        replace(THEIRS, state=IssueState.CLOSED),
        replace(THEIRS, sent_on=None),  # given, but nothing was sent yet
        replace(THEIRS, lead_relation=Relation.OWN),
        replace(THEIRS, lead_relation=None),
    ],
)
def test_nobody_is_waited_for(row: IssueRow):
    assert due_words(row, DAY + timedelta(5)) == ""


def test_a_raiser_in_one_line():
    assert raiser_words(RAISER) == "Công ty Mẫu · DN-0001"
    spoken = replace(RAISER, enterprise_code="", speaker="ông Mẫu", members_count=12)
    assert raiser_words(replace(spoken, verdict=VerdictLevel.SATISFIED)) == (
        "Công ty Mẫu (ông Mẫu) · nêu thay 12 hội viên · chưa có trong sổ · Hài lòng"
    )


def test_a_part_says_how_its_limit_was_counted_and_what_became_of_it():
    counted = replace(
        PART,
        relation=Relation.SUPERIOR,
        sent_on=DAY,
        sent_kind=SendingKind.LETTER,
        sent_number="12/UBND",
        state=AssignmentState.RETURNED,
        original_due_on=DAY,
        due_on=DAY,
        due_basis=DueBasis.WORKING_DAYS,
        due_days=5,
    )
    said = assignment_words(counted)
    assert said.startswith(
        "Phòng Mẫu · chuyển ngày 18/09/2026 bằng công văn 12/UBND · hạn 18/09/2026 ("
    )
    assert "ban đầu" not in said
    assert said.endswith(" · Đã trả lại")
    unsent = replace(counted, state=AssignmentState.GIVEN, sent_on=None, due_on=None)
    assert assignment_words(unsent) == "Phòng Mẫu · chưa phát hành công văn"
    given_up = replace(unsent, state=AssignmentState.RETURNED)
    assert assignment_words(given_up) == "Phòng Mẫu · không phát hành công văn · thôi chuyển"
    typed = replace(counted, due_basis=DueBasis.TYPED, due_days=None)
    assert " · hạn 18/09/2026 · " in assignment_words(typed)
    proposed = replace(PART, state=AssignmentState.PROPOSED, given_on=None, due_text="trong quý IV")
    assert assignment_words(proposed) == "Phòng Mẫu · trong quý IV · Dự kiến, chưa giao"


def test_the_heading_of_an_answer_says_what_is_still_open():
    assert answer_heading(ANSWER, 0) == (
        "18/09/2026 · Trả lời bằng văn bản · Bà Mẫu, Phó Giám đốc, Sở Mẫu"
    )
    more = replace(
        ANSWER,
        letter_number="12/SXD",
        settles=False,
        also_in_writing=True,
        other_codes=("KN-2026-0002", "KN-2026-0003"),
    )
    assert answer_heading(more, 0).removeprefix(answer_heading(ANSWER, 0)) == (
        " · văn bản 12/SXD · chưa giải quyết xong · còn trả lời bằng văn bản"
        " · trả lời chung với KN-2026-0002, KN-2026-0003"
    )


def test_what_was_before_the_issue_was_reconsidered_is_said_to_be_of_before():
    assert role_words(replace(PART, round=1), 1) == "Chủ trì"
    assert role_words(replace(PART, round=0), 1) == "Chủ trì (trước khi xem xét lại)"
    assert not answer_heading(replace(ANSWER, round=1), 1).endswith("trước khi xem xét lại")
    assert answer_heading(replace(ANSWER, round=0), 1).endswith(" · trước khi xem xét lại")
    taken = replace(PART, state=AssignmentState.RETURNED, ended_because=WithdrawalCause.REROUTED)
    assert assignment_words(taken).endswith(" · đã chuyển cơ quan khác")


def test_the_heading_of_a_direction():
    one = DirectionView(DAY, Person("Ông Mẫu"), "giao Phòng Mẫu", DAY, ("Phòng Mẫu", "Sở Mẫu"))
    assert direction_heading(one) == "18/09/2026 · Ông Mẫu · Phòng Mẫu; Sở Mẫu · hạn 18/09/2026"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            StoryLine(DAY, StoryKind.CLOSED, outcome=Outcome.SETTLED, text="theo thư"),
            "Đã kết thúc theo dõi: Đã giải quyết xong. theo thư",
        ),
        (StoryLine(DAY, StoryKind.ANSWERED, "Sở Mẫu", "đã rõ"), "Sở Mẫu trả lời"),
        (StoryLine(DAY, StoryKind.DIRECTED, "Ông Mẫu", "giao"), "Ông Mẫu chỉ đạo"),
        (
            StoryLine(DAY, StoryKind.TRANSFERRED, "Sở Mẫu", "bằng công văn 12/UBND"),
            "Chuyển Sở Mẫu (bằng công văn 12/UBND)",
        ),
        (
            StoryLine(DAY, StoryKind.TO_SEND, "Sở Mẫu", "trong tháng 10"),
            "Sẽ chuyển Sở Mẫu (trong tháng 10)",
        ),
        (
            StoryLine(DAY, StoryKind.NOT_TRANSFERRED, "Sở Mẫu", "nhầm cơ quan"),
            "Chưa gửi, thôi chuyển Sở Mẫu. nhầm cơ quan",
        ),
        (
            StoryLine(DAY, StoryKind.PROPOSED, "Sở Mẫu", "trong tháng 10"),
            "Dự kiến cho Sở Mẫu (trong tháng 10)",
        ),
    ],
)
def test_what_happened_in_one_sentence(line: StoryLine, said: str):
    assert story_words(line)[1] == said


@pytest.mark.parametrize(
    ("flags", "papers"),
    [
        ({"withhold_name": True}, ["Đề nghị không nêu tên"]),
        (
            {"withhold_name": True, "name_when_transferring": True},
            ["Đề nghị không nêu tên", "Nêu tên khi chuyển"],
        ),
        ({"name_when_transferring": True}, []),
        (
            {"unsigned": True, "complaint": True},
            ["Phiếu không ghi tên", "Có dấu hiệu khiếu nại, tố cáo"],
        ),
    ],
)
def test_how_papers_name_the_raisers(case: Case, flags: dict[str, bool], papers: list[str]):
    issue_id = register_issue(case, IssueDraft("Thuế đất tăng", received_on=DAY, **flags))
    told = dict(issue_words(issue_detail(case, issue_id), "", DAY))
    assert told["Trên văn bản"].splitlines() == papers
