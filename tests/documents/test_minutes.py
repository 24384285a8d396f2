"""What the minutes say: the model's sentences, sums that add up, names as the flags allow."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue_app.documents.facts import FlagFacts
from dialogue_app.documents.minutes_facts import (
    AnswerFacts,
    AssignmentFacts,
    IssueFacts,
    StatementFacts,
)
from dialogue_app.domain.series import Fate
from dialogue_app.domain.vocabulary import AnswerKind, Medium, Moment, Relation
from tests.documents import example_facts as example
from tests.documents.printed import ISSUE, A, body_of, rows_of, text_of

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", ["meeting", "empty"])
def test_parts_are_those_of_the_golden(name):
    facts = {"meeting": example.meeting(), "empty": example.EMPTY}[name]
    assert text_of(facts) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def opening_of(**changes: object) -> list[str]:
    """The lines of section I."""
    text = text_of(replace(example.meeting(), **changes))
    return text.split("I. KHAI MẠC VÀ BÁO CÁO\n")[1].split("\nII. ")[0].splitlines()


COUNTED = (
    "(số liệu tính đến hết ngày 14 tháng 9 năm 2026): tiếp nhận 34 kiến nghị; "
    "đã giải quyết xong 25, đang giải quyết trong hạn 04, quá hạn 02, "
    "đã chuyển cơ quan có thẩm quyền và chưa có trả lời 03. "
    "Các kiến nghị chưa xong (09) được tiếp tục theo dõi tại kỳ này."
)


def test_the_report_on_the_last_session_names_who_gave_it_only_where_that_was_typed():
    by_her = f" báo cáo kết quả giải quyết kiến nghị kỳ trước {COUNTED}"
    assert opening_of()[1].endswith(by_her)
    assert opening_of(reports=())[1] == f"2. Kết quả giải quyết kiến nghị kỳ trước {COUNTED}"


def test_a_report_that_was_typed_is_printed_as_it_was_said():
    said = (StatementFacts("kỳ trước đã xong cả.", example.LOAN),)
    lines = opening_of(reports=said)
    assert lines[1].endswith("báo cáo: kỳ trước đã xong cả.")
    assert len(lines) == 2


def test_without_a_session_before_nothing_is_reported():
    assert len(opening_of(reports=(), last_session=None)) == 1


def test_what_came_over_from_before_and_again_adds_up():
    report = replace(
        example.LAST_SESSION,
        received=30,
        carried=3,
        reopened=1,
        fates=((Fate.SETTLED, 33), (Fate.WITHDRAWN, 1)),
    )
    assert opening_of(reports=(), last_session=report)[1].endswith(
        "theo dõi 34 kiến nghị, gồm 30 kiến nghị tiếp nhận tại kỳ trước, 03 kiến nghị chuyển từ "
        "các kỳ trước đó và 01 kiến nghị được xem xét lại; đã giải quyết xong 33, doanh nghiệp rút "
        "kiến nghị 01."
    )


def test_an_empty_meeting_has_gaps_and_no_none():
    text = text_of(example.EMPTY)
    assert "None" not in text
    assert "…… giờ …… phút" in text
    assert "Phụ lục" not in text


def test_a_complaint_leaves_neither_name_nor_content():
    text = text_of()
    assert "Kín" not in text
    assert "ba trăm" not in text
    assert "không trình bày 01 nội dung" in text


@settings(max_examples=60, deadline=None)
@given(st.lists(ISSUE, max_size=8))
def test_body_and_annex_show_each_issue_that_may_be_shown_once(issues):
    shown = sum(not issue.flags.complaint for issue in issues)
    assert [row[0] for row in rows_of(*issues)] == [str(n) for n in range(1, shown + 1)]


LATE = IssueFacts("Gửi muộn", moment=Moment.AFTER, raisers=(A,))


def test_what_came_after_the_meeting_is_one_line_below_the_annex():
    text = text_of(example.meeting((example.PARKING_ISSUE, LATE, LATE)))
    assert "Gửi muộn" not in text
    assert "ghi nhận 01 kiến nghị của 01 đơn vị" in text
    line = "Sau Hội nghị, tiếp nhận thêm 02 kiến nghị, được tổng hợp, trả lời theo quy định."
    assert text.splitlines()[-1] == line
    assert line in body_of(LATE, LATE)


def test_an_answer_to_several_issues_stands_once_in_the_body():
    body = text_of().split("--- landscape")[0]
    assert body.count("Phường đã khảo sát hai vị trí") == 1
    assert "Nội dung này được trả lời chung tại nội dung thứ 1 nêu trên." in body


@pytest.mark.parametrize("part", ["portrait", "landscape"])
def test_a_long_issue_is_whole_in_both_parts(part):
    text = text_of(
        example.meeting((IssueFacts("Đề nghị sửa đường. " * 220 + "Hết", raisers=(A,)),))
    )
    assert "Đề nghị sửa đường. Hết." in text.split(f"--- {part}")[1]


def test_an_answer_of_nobody_says_so():
    issue = IssueFacts("x", raisers=(A,), answers=(AnswerFacts(1, "đã xong"),))
    assert "Nội dung trả lời: đã xong." in body_of(issue)
    assert rows_of(issue)[0][4] == "đã xong."


@pytest.mark.parametrize(
    ("changes", "body", "annex"),
    [
        (
            {"flags": FlagFacts(unsigned=True)},
            "Một đại biểu không nêu tên phát biểu: x.",
            "Đại biểu không nêu tên | Phát biểu tại Hội nghị",
        ),
        (
            {"flags": FlagFacts(unsigned=True), "medium": Medium.SLIP},
            "Phiếu không ghi tên nêu: x.",
            "Phiếu không ghi tên | Phiếu tại Hội nghị",
        ),
        (
            {"moment": Moment.BEFORE, "medium": Medium.ZALO},
            "Công ty A gửi kiến nghị trước Hội nghị: x.",
            "Công ty A | Gửi trước (Zalo)",
        ),
        (
            {"medium": Medium.ASSOCIATION},
            "Công ty A nêu: x.",
            "Công ty A | Qua hội, ban quản lý chợ",
        ),
    ],
)
def test_how_it_was_raised(changes, body, annex):
    spoken = {"moment": Moment.AT_MEETING, "medium": Medium.SPOKEN}
    raised = IssueFacts("x", raisers=(A,), statements=(StatementFacts("y"),), **spoken)
    issue = replace(raised, **changes)
    text = text_of(example.meeting((issue,)))
    assert f"1. {body}" in text
    assert f"1 | {annex} | x." in text


@pytest.mark.parametrize(
    ("moment", "medium", "venue", "annex", "counted"),
    [
        (Moment.UNKNOWN, Medium.UNKNOWN, "", "", "chưa rõ cách nêu"),
        (Moment.UNKNOWN, Medium.SLIP, "", "Phiếu", "chưa rõ cách nêu"),
        (Moment.AT_MEETING, Medium.UNKNOWN, "", "Tại Hội nghị", "chưa rõ cách nêu"),
        (Moment.BEFORE, Medium.UNKNOWN, "", "Gửi trước", "gửi trước Hội nghị"),
        (Moment.UNKNOWN, Medium.UNKNOWN, "chợ Mẫu", "Điểm cầu chợ Mẫu", "gửi từ điểm cầu"),
    ],
)
def test_what_is_not_known_is_not_claimed(moment, medium, venue, annex, counted):
    issue = IssueFacts("x", moment, medium, venue, raisers=(A,))
    assert rows_of(issue)[0][2] == annex
    text = body_of(issue)
    assert f"01 kiến nghị {counted}" in text
    assert "phát biểu trực tiếp" not in text
    assert ("1. Công ty A" in text) is (moment is Moment.AT_MEETING)


UNSPOKEN, NOBODY_SAID = (
    "{n} kiến nghị gửi đến nhưng không trao đổi trực tiếp tại Hội nghị được tổng hợp tại Phụ lục.",
    "Có {n} kiến nghị khác được tổng hợp tại Phụ lục.",
)


@pytest.mark.parametrize(
    ("before", "unknown", "carried"), [(2, 0, 0), (0, 3, 0), (1, 2, 0), (0, 0, 1), (1, 1, 1)]
)
def test_what_may_have_been_raised_is_not_said_to_have_been_left_out(before, unknown, carried):
    """An issue carried over is known to have come in before."""
    issues = [IssueFacts("x", moment, raisers=(A,)) for moment in (Moment.BEFORE, Moment.UNKNOWN)]
    rest = [issues[0]] * before + [issues[1]] * unknown
    rest += [replace(issues[1], carried_from=date(2026, 6, 15))] * carried
    text = body_of(*rest)
    sent_in = before + carried
    assert (UNSPOKEN.format(n=f"{sent_in:02d}") in text) is bool(sent_in)
    assert (NOBODY_SAID.format(n=f"{unknown:02d}") in text) is bool(unknown)
    assert text.count("được tổng hợp tại Phụ lục") == bool(sent_in) + bool(unknown)


def test_an_unsigned_issue_of_unknown_medium_is_neither_slip_nor_speech():
    flags = FlagFacts(unsigned=True)
    issue = IssueFacts("x", Moment.AT_MEETING, raisers=(A,), flags=flags)
    assert "1. Ý kiến không ghi tên người nêu: x." in body_of(issue)
    assert rows_of(issue)[0][1] == "Ý kiến không ghi tên người nêu"


def test_the_annex_tells_who_answered_before_and_each_lead_on_its_line():
    before = AnswerFacts(1, "đã sửa", AnswerKind.BEFORE_MEETING, example.LOAN)
    parts = tuple(AssignmentFacts(name, Relation.OTHER) for name in ("Sở A", "Sở B"))
    row = rows_of(IssueFacts("x", raisers=(A,), answers=(before,), assignments=parts))[0]
    assert row[4].startswith("Đã trả lời trước Hội nghị: đã sửa.\n(Bà Võ Thị Kim Loan, Trưởng")
    assert row[5] == "Sở A;\nSở B"


def test_the_annex_names_the_paper_it_belongs_to():
    annex = text_of().split("--- landscape")[1].splitlines()
    of = "của Ủy ban nhân dân phường Mẫu)"
    assert annex[3] == f"(Kèm theo Biên bản số        /BB-UBND ngày 15 tháng 9 năm 2026 {of}"
    assert annex[4].startswith("Phụ lục không trình bày 01 nội dung")


def test_recipients_follow_from_what_was_given_out():
    leaders, bodies = "Chủ tịch, các Phó Chủ tịch UBND phường", "Các cơ quan, đơn vị được giao"
    assert leaders in body_of()
    assert bodies not in body_of(IssueFacts("x", raisers=(A,)))
    assert bodies in body_of(
        IssueFacts("x", raisers=(A,), assignments=example.ROOF_ISSUE.assignments)
    )


def test_a_meeting_that_was_only_planned_has_its_day_and_gaps():
    text = text_of(
        replace(
            example.meeting(), starts=None, ends=None, day=date(2026, 9, 30), opening=(), reports=()
        )
    )
    assert "Thời gian bắt đầu: …… giờ …… phút, ngày 30 tháng 9 năm 2026." in text
    assert "/BB-UBND ngày 30 tháng 9 năm 2026 của" in text
    assert "1. ……\n" in text
    assert "đọc lại" not in text


def test_an_opening_that_nobody_typed_is_a_gap():
    meeting = replace(example.meeting(), opening=(), reports=())
    text = text_of(meeting)
    assert "1. ……\n" in text
    assert "khai mạc" not in text
    others = tuple(person for person in meeting.participants if person.person is not example.CHAIR)
    text = text_of(replace(meeting, participants=others, conclusions=()))
    assert "Chủ tọa kết luận: ……" in text


def test_no_stop_follows_a_gap_but_the_end_of_the_paper():
    text = text_of(example.EMPTY)
    assert "……." not in text.replace("……./.", "")
    assert "năm ……./." in text


@pytest.mark.parametrize(
    ("venues", "place", "counts"),
    [
        (("A",), "với 01 điểm cầu tại A.", "21 đơn vị dự tại điểm cầu"),
        (("A", "B"), "với 02 điểm cầu: A và B.", "21 đơn vị dự tại các điểm cầu"),
    ],
)
def test_one_venue_and_several(venues, place, counts):
    text = text_of(replace(example.meeting(), venues=venues))
    assert place in text
    assert counts in text


def test_the_superior_stands_in_capitals():
    agency = replace(example.AGENCY, superior="Ủy ban nhân dân Thành phố Mẫu")
    text = text_of(replace(example.meeting(), agency=agency))
    assert "\nỦY BAN NHÂN DÂN THÀNH PHỐ MẪU\nỦY BAN NHÂN DÂN\n" in text


def test_minutes_are_composed_without_loading_reportlab():
    code = "import sys, dialogue_app.documents.minutes; sys.exit('reportlab' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
