from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue_app.domain.errors.workbooks import NoHeader
from dialogue_app.domain.rows import RepairReason, RowProblem, SkippedRow
from dialogue_app.domain.vocabulary import AuthorityLevel, IssueKind, Medium, Moment, RaiserKind
from dialogue_app.exchange.columns import ColumnMapping, find_tables
from dialogue_app.exchange.header_words import TableKind
from dialogue_app.exchange.issue_rows import ISSUE_ROWS, SheetIssue
from dialogue_app.exchange.raisers import SheetRaiser, parse_raisers
from dialogue_app.exchange.reading import Sheet, read
from tests.exchange.workbooks import RIGHT_CODE, Parsed, parse_rows, save

MEETING = date(2026, 9, 15)
ENTERPRISE, UNIDENTIFIED = RaiserKind.ENTERPRISE, RaiserKind.UNIDENTIFIED


def parse(tmp_path: Path, *rows: dict[str, Any]) -> Parsed[SheetIssue]:
    header = list(dict.fromkeys(["STT", "Nội dung", *(word for row in rows for word in row)]))
    cells = [[row.get(word) for word in header] for row in rows]
    table = find_tables(read(save(tmp_path / "a.xlsx", [header, *cells])), TableKind.ISSUES)[0]
    return parse_rows(ISSUE_ROWS, table.sheet, table.mapping, MEETING)


def one(tmp_path: Path, **cells: Any) -> SheetIssue:
    words = {word.replace("_", " "): cell for word, cell in cells.items()}
    (draft,) = parse(tmp_path, {"STT": 1, "Nội dung": "Hẻm 47 ngập.", **words}).drafts
    return draft


@pytest.mark.parametrize(
    ("written", "raisers"),
    [
        (
            "Công ty A; Hộ kinh doanh B",
            [(ENTERPRISE, "Công ty A"), (ENTERPRISE, "Hộ kinh doanh B")],
        ),
        ("1. Cty A\n2. Ông B", [(ENTERPRISE, "Cty A"), (UNIDENTIFIED, "Ông B")]),
        ("Công ty TNHH\nMột Hai Ba", [(ENTERPRISE, "Công ty TNHH Một Hai Ba")]),
        ("chị Sáu quán cơm đầu hẻm 47", [(UNIDENTIFIED, "chị Sáu quán cơm đầu hẻm 47")]),
        ("Một hộ tại chợ", [(UNIDENTIFIED, "Một hộ tại chợ")]),
        ("Phiếu không ghi tên", []),
        ("Công ty A (đề nghị không nêu tên)", [(ENTERPRISE, "Công ty A")]),
        (
            "Công ty A (mẫu) [xin giấu tên]; Ông B",
            [(ENTERPRISE, "Công ty A (mẫu)"), (UNIDENTIFIED, "Ông B")],
        ),
        ("Hộ kinh doanh C; đề nghị không nêu tên", [(ENTERPRISE, "Hộ kinh doanh C")]),
        ("(đề nghị không nêu tên)", []),
        ("", []),
        (" ; \n ;", []),
    ],
)
def test_raisers(written: str, raisers: list[tuple[RaiserKind, str]]) -> None:
    assert [(raiser.kind, raiser.name) for raiser in parse_raisers(written)] == raisers


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Công ty A\nCông ty B", ["Công ty A", "Công ty B"]),
        ("chị Sáu\nchị Tư", ["chị Sáu", "chị Tư"]),
        ("Tiệm A\n\nTiệm B", ["Tiệm A", "Tiệm B"]),
        ("Tiệm A\nđầu hẻm", ["Tiệm A đầu hẻm"]),
        ("Tiệm A\n- Tiệm B\n2) Tiệm C", ["Tiệm A", "Tiệm B", "Tiệm C"]),
        ("Công ty Điện và 2 Miền", ["Công ty Điện và 2 Miền"]),
    ],
)
def test_where_one_raiser_ends_and_the_next_begins(written: str, names: list[str]) -> None:
    assert [raiser.name for raiser in parse_raisers(written)] == names


def test_an_association_that_counts_nobody() -> None:
    assert parse_raisers("Hội Doanh nghiệp phường Mẫu") == (
        SheetRaiser(RaiserKind.ASSOCIATION, "Hội Doanh nghiệp phường Mẫu"),
    )


def test_others_and_members_are_counted() -> None:
    assert parse_raisers("Hộ kinh doanh Mẫu và 03 hộ cùng tuyến đường") == (
        SheetRaiser(ENTERPRISE, "Hộ kinh doanh Mẫu", 3, "03 hộ cùng tuyến đường"),
    )
    assert parse_raisers("Hội Doanh nghiệp phường (nêu thay 07 hội viên)") == (
        SheetRaiser(RaiserKind.ASSOCIATION, "Hội Doanh nghiệp phường", members_count=7),
    )
    assert parse_raisers("Công ty TNHH Anh và Em")[0].others_count is None


@given(st.text(alphabet="Công ty;và 03 hộ\n()A1."))
def test_no_raiser_is_empty(written: str) -> None:
    assert all(raiser.name for raiser in parse_raisers(written) if not raiser.others_count)


@pytest.mark.parametrize(
    ("written", "moment", "medium", "venue"),
    [
        ("Phát biểu tại hội nghị", Moment.AT_MEETING, Medium.SPOKEN, ""),
        ("phieu gui truoc", Moment.BEFORE, Medium.SLIP, ""),
        ("Phiếu tại hội nghị", Moment.AT_MEETING, Medium.SLIP, ""),
        ("Zalo", None, Medium.ZALO, ""),
        ("Biểu mẫu trực tuyến", None, Medium.ONLINE_FORM, ""),
        ("Gửi trước qua thư điện tử", Moment.BEFORE, Medium.EMAIL, ""),
        ("Điện thoại sau hội nghị", Moment.AFTER, Medium.PHONE, ""),
        ("Điểm cầu chợ Mẫu", Moment.AT_MEETING, Medium.SPOKEN, "Điểm cầu chợ Mẫu"),
    ],
)
def test_channels(
    tmp_path: Path, written: str, moment: Moment | None, medium: Medium, venue: str
) -> None:
    draft = one(tmp_path, Cách_nêu=written)
    assert (draft.moment, draft.medium, draft.venue) == (moment, medium, venue)
    assert draft.warnings == ()


def test_an_unknown_channel_is_a_warning(tmp_path: Path) -> None:
    draft = one(tmp_path, Cách_nêu="bồ câu")
    assert (draft.moment, draft.medium) == (None, None)
    assert [p.problem for p in draft.warnings] == [RowProblem.CHANNEL_UNKNOWN]


@pytest.mark.parametrize(
    ("cell", "due", "text"),
    [
        ("30/9/2026", date(2026, 9, 30), ""),
        (date(2026, 9, 25), date(2026, 9, 25), ""),
        (datetime(2026, 10, 5), date(2026, 10, 5), ""),
        ("trong tháng 10", date(2026, 10, 31), "trong tháng 10"),
        (46295, date(2026, 9, 30), ""),
        (None, None, ""),
    ],
)
def test_due_dates(tmp_path: Path, cell: Any, due: date | None, text: str) -> None:
    draft = one(tmp_path, Thời_hạn=cell)
    assert (draft.due, draft.due_text, draft.errors) == (due, text, ())


def test_a_span_is_shown_as_a_repair(tmp_path: Path) -> None:
    (repair,) = one(tmp_path, Thời_hạn="trong tháng 10").repairs
    assert (repair.after, repair.reason) == ("31/10/2026", RepairReason.SPAN_END)


def test_an_impossible_and_an_unclear_date(tmp_path: Path) -> None:
    draft = one(tmp_path, Thời_hạn="31/9/2026")
    assert [p.values["value"] for p in draft.errors] == ["31/9/2026"]
    draft = one(tmp_path, Thời_hạn="sớm")
    assert [p.problem for p in draft.warnings] == [RowProblem.DUE_UNCLEAR]
    assert draft.due_text == "sớm"


@pytest.mark.parametrize("cell", [30.1, date(1899, 1, 1), datetime(2926, 10, 15), "30/9/2926"])
def test_a_day_that_nobody_means(tmp_path: Path, cell: Any) -> None:
    rows = [["Nội dung", "Hạn", "Ngày nhận"], ["Hẻm ngập.", cell, cell]]
    sheet = Sheet("S", hidden=False, rows=rows)
    mapping = ColumnMapping(1, 1, {"text": 0, "due": 1, "received_on": 2})
    (draft,) = parse_rows(ISSUE_ROWS, sheet, mapping, MEETING).drafts
    assert (draft.due, draft.received_on) == (None, None)
    errors = [(p.problem, p.field) for p in draft.errors]
    if isinstance(cell, float):
        assert draft.due_text == "30.1"
        unclear = [RowProblem.DUE_UNCLEAR, RowProblem.DAY_UNCLEAR]
        assert [p.problem for p in draft.warnings] == unclear
        assert errors == []
    else:
        assert errors == [(RowProblem.DATE_IMPOSSIBLE, name) for name in ("due", "received_on")]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-09-15T08:30:00Z", 15),
        ("2026-09-15T20:30:00.000Z", 16),
        ("2026-09-15T20:30:00+07:00", 15),
        ("2026/09/15 8:30:00 CH GMT+7", 15),
        ("2026-09-15 23:30 -05:00", 16),
        ("15/9/2026 8h30", 15),
        ("15/09/2026 8:30 SA", 15),
        ("15/9/2026 lúc 8 giờ 30 phút", 15),
        ("ngày 15 tháng 9 năm 2026, 8h", 15),
        (46280.5, 15),
        ("9/15/2026", 15),  # a month of 15 proves that the column has the month first
        ("9/15/2026 8:30:00", 15),
        ("15/9/2026 lúc 25h00", None),
        ("15/9/2026 8", None),
        ("31/9/2026 (dự kiến)", None),
    ],
)
def test_the_day_of_receipt_may_carry_a_time(tmp_path: Path, written: Any, day: int | None) -> None:
    draft = one(tmp_path, Ngày_nhận=written)
    assert draft.received_on == (date(2026, 9, day) if day else None)
    assert [p.problem for p in draft.errors] == [RowProblem.DATE_IMPOSSIBLE] * (day is None)


def test_bodies(tmp_path: Path) -> None:
    both = "Phòng Kinh tế, Hạ tầng và Đô thị; Sở Mẫu"
    draft = one(tmp_path, Cơ_quan_chủ_trì=both, Phối_hợp="Công an phường\nSở Mẫu")
    assert draft.lead_body == "Phòng Kinh tế, Hạ tầng và Đô thị"
    assert draft.supporting_bodies == ("Sở Mẫu", "Công an phường")
    draft = one(tmp_path, Cơ_quan_chủ_trì="Sở Mẫu (chủ trì), phối hợp với Công an phường")
    assert (draft.lead_body, draft.supporting_bodies) == ("Sở Mẫu", ("Công an phường",))


@pytest.mark.parametrize(
    ("note", "flags"),
    [
        ("đề nghị không nêu tên", {"withhold_name"}),
        ("Không rõ người nêu", {"unsigned"}),
        ("Không xưng tên", {"unsigned"}),
        ("đề nghị không nêu tên; có dấu hiệu tố cáo", {"withhold_name", "complaint"}),
        ("trả lời tại chỗ và còn trả lời bằng văn bản", {"also_in_writing"}),
        ("nhiều đơn vị cùng nêu", set()),
        ("không có dấu hiệu tố cáo", set()),
        ("Không đề nghị giấu tên; không có văn bản trả lời sau", set()),
        ("không yêu cầu không nêu tên, chưa có dấu hiệu khiếu nại", set()),
        ("không có dấu hiệu tố cáo nhưng đề nghị không nêu tên", {"withhold_name"}),
        ("không gấp, đề nghị không nêu tên", {"withhold_name"}),
    ],
)
def test_notes_set_marks(tmp_path: Path, note: str, flags: set[str]) -> None:
    draft = one(tmp_path, Ghi_chú=note)
    names = ("withhold_name", "unsigned", "complaint", "also_in_writing")
    assert {name for name in names if getattr(draft, name)} == flags


def test_a_remark_behind_the_raiser_sets_its_mark(tmp_path: Path) -> None:
    draft = one(tmp_path, Đơn_vị_nêu="Công ty An (đề nghị không nêu tên)")
    assert draft.withhold_name
    assert [raiser.name for raiser in draft.raisers] == ["Công ty An"]


def test_kind_and_authority(tmp_path: Path) -> None:
    assert one(tmp_path, Lĩnh_vực="Góp ý").kind is IssueKind.SUGGESTION
    assert one(tmp_path, Loại="vuong mac").kind is IssueKind.OBSTACLE
    assert one(tmp_path, Thẩm_quyền="Trung ương").authority is AuthorityLevel.CENTRAL
    draft = one(tmp_path, Thẩm_quyền="làng")
    assert [p.problem for p in draft.warnings] == [RowProblem.CHOICE_UNKNOWN]


def test_nobody_named_is_a_warning_unless_the_slip_says_so(tmp_path: Path) -> None:
    rows = parse(
        tmp_path,
        {"Nội dung": "một", "Đơn vị nêu": None},
        {"Nội dung": "hai", "Đơn vị nêu": "Phiếu không ghi tên"},
    )
    assert [p.problem for p in rows.drafts[0].warnings] == [RowProblem.RAISER_MISSING]
    assert (rows.drafts[1].unsigned, rows.drafts[1].warnings) == (True, ())


def test_own_codes_and_tax_codes(tmp_path: Path) -> None:
    draft = one(tmp_path, Mã_kiến_nghị="kn-2026-0015", MST=RIGHT_CODE, Đơn_vị_nêu="Hộ A; Hộ B")
    assert draft.code == (2026, 15)
    assert draft.tax_code
    assert draft.tax_code.value == RIGHT_CODE
    for wrong in ("15", "KN-2026-0000"):
        other = one(tmp_path, Mã_kiến_nghị=wrong)
        assert (other.code, other.others["number_elsewhere"], other.errors) == (None, wrong, ())
        assert [p.problem for p in other.warnings] == [RowProblem.CODE_ELSEWHERE]
    nothing = one(tmp_path, Mã_kiến_nghị="-", MST="không có", Đơn_vị_nêu="Hộ A")
    assert (nothing.code, nothing.tax_code, nothing.warnings, nothing.errors) == (
        None,
        None,
        (),
        (),
    )


def test_a_row_without_text_is_an_error_and_a_total_is_none(tmp_path: Path) -> None:
    rows = parse(
        tmp_path,
        {"STT": 1, "Đơn vị nêu": "Hộ A"},
        {"STT": None, "Đơn vị nêu": "Tổng cộng: 1 kiến nghị"},
    )
    assert [p.problem for p in rows.drafts[0].errors] == [RowProblem.TEXT_MISSING]
    assert rows.skipped == {SkippedRow.TOTAL: 1}


def test_a_table_without_its_texts_is_refused() -> None:
    sheet = Sheet("S", hidden=False, rows=[["STT", "Đơn vị nêu"], [1, "Hộ A"]], path=Path("s.xlsx"))
    mapping = ColumnMapping(1, 1, {"ordinal": 0, "raisers": 1})
    with pytest.raises(NoHeader):
        parse_rows(ISSUE_ROWS, sheet, mapping, MEETING)


def test_only_the_name_of_an_enterprise_is_tidied_and_shown_as_repaired(tmp_path: Path) -> None:
    draft = one(tmp_path, Đơn_vị_nêu="CTY TNHH MẪU HÒA; CHỊ SÁU QUÁN CƠM")
    assert [raiser.name for raiser in draft.raisers] == ["Công ty TNHH Mẫu Hòa", "CHỊ SÁU QUÁN CƠM"]
    (repair,) = draft.repairs
    assert (repair.field, repair.before, repair.after, repair.reason) == (
        "raisers",
        "CTY TNHH MẪU HÒA",
        "Công ty TNHH Mẫu Hòa",
        RepairReason.SPELLING,
    )


@pytest.mark.parametrize(
    ("raiser", "code"),
    [
        ("Hộ kinh doanh A", "001001234567"),
        ("HKD A", "001001234567"),
        ("Công ty A", None),
        ("Tiệm A", None),
        ("Công ty A; Hộ kinh doanh B", None),
        (None, None),
    ],
)
def test_a_number_of_a_household_may_be_a_persons(
    tmp_path: Path, raiser: str | None, code: str | None
) -> None:
    """1001234567 is no enterprise's by its check digit, but may have lost two zeros."""
    draft = one(tmp_path, MST=1001234567, Đơn_vị_nêu=raiser)
    assert (draft.tax_code.value if draft.tax_code else None) == code
    asked = [problem.problem for problem in draft.warnings if problem.asks]
    assert asked == ([] if code else [RowProblem.TAX_CODE_AMBIGUOUS])


def test_the_kind_stands_in_its_column_or_else_in_topic_or_note(tmp_path: Path) -> None:
    assert one(tmp_path, Ghi_chú="Góp ý").kind is IssueKind.SUGGESTION
    assert one(tmp_path, Lĩnh_vực="Vướng mắc", Ghi_chú="Góp ý").kind is IssueKind.OBSTACLE
    assert one(tmp_path, Loại="Góp ý", Lĩnh_vực="Vướng mắc").kind is IssueKind.SUGGESTION
    unknown = one(tmp_path, Loại="lạ", Lĩnh_vực="Góp ý")
    assert unknown.kind is None
    assert [(p.problem, p.field, p.values) for p in unknown.warnings] == [
        (RowProblem.CHOICE_UNKNOWN, "kind", {"value": "lạ"})
    ]
    plain = one(tmp_path, Thẩm_quyền=None, Loại=None)
    assert (plain.kind, plain.authority, plain.warnings) == (None, None, ())


@pytest.mark.parametrize("number", ["9" * 6000, f"{'9' * 6000}.1", "²"])
def test_a_number_of_a_row_that_counts_nothing_is_no_trouble(tmp_path: Path, number: str):
    """Python itself reads no number of more than 4,300 digits."""
    rows = [
        {"STT": "1", "Nội dung": "Hẻm 47 ngập.", "Đơn vị nêu": "Công ty A"},
        {"STT": number, "Nội dung": "Đèn đường hỏng.", "Đơn vị nêu": "Công ty B"},
    ]
    assert [draft.text for draft in parse(tmp_path, *rows).drafts] == [
        "Hẻm 47 ngập.",
        "Đèn đường hỏng.",
    ]
