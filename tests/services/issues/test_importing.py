"""A workbook of issues read again: its changes are shown, nothing is lost or doubled."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue_app.documents.minutes import minutes_parts
from dialogue_app.documents.reading import as_text
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.sessions import SessionDraft, VenueDraft
from dialogue_app.domain.rows import RowProblem
from dialogue_app.domain.vocabulary import RowStatus
from dialogue_app.services.bodies.editing import find_body
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.editing import register_enterprise
from dialogue_app.services.enterprises.merging import merge_enterprises
from dialogue_app.services.imports.workbooks import Preview, TableKind, open_workbook
from dialogue_app.services.issues.assigning import AssignmentDraft, Due, give_out, propose
from dialogue_app.services.issues.detail import IssueDetail, issue_detail
from dialogue_app.services.issues.importing import import_issues, preview_issues
from dialogue_app.services.issues.lists import IssueList, IssueQuery, seen_issues
from dialogue_app.services.papers.minutes import minutes_facts
from dialogue_app.services.sessions.editing import add_session
from tests.services.changing import change_issue, change_session, read_enterprise
from tests.services.conftest import DAY
from tests.template import fresh_case, seen

HEADER = [
    "STT",
    "Đơn vị nêu",
    "Nội dung",
    "Trả lời tại hội nghị",
    "Cơ quan chủ trì",
    "Thời hạn",
    "Ghi chú",
]
UNIT, OTHER = "Phòng Kinh tế, Hạ tầng và Đô thị", "Sở Xây dựng"
FIRST = [1, "Công ty TNHH Mẫu Một", "Đường ngập khi mưa.", "", UNIT, "30/9/2026", ""]


def workbook(path: Path, *rows: list[object], header: list[str] = HEADER) -> Path:
    book = openpyxl.Workbook()
    for row in (header, *rows):
        book.active.append(row)
    book.save(path)
    return path


def compared(case: Case, meeting: int, path: Path) -> Preview:
    book = open_workbook(path, TableKind.ISSUES)
    mapping = book.mappings[book.chosen]
    assert mapping is not None
    return preview_issues(case, book, book.chosen, mapping, meeting)


class Office:
    """Takes in one workbook after the other."""

    def __init__(self, case: Case, meeting: int, folder: Path) -> None:
        self.case, self.meeting, self.folder = case, meeting, folder
        self.header = HEADER

    def compare(self, *rows: list[object]) -> Preview:
        path = workbook(self.folder / "again.xlsx", *rows, header=self.header)
        return compared(self.case, self.meeting, path)

    def import_rows(self, *rows: list[object], accepted: frozenset[int] = frozenset()) -> Preview:
        preview = self.compare(*rows)
        import_issues(self.case, preview, accepted=accepted)
        return preview

    def issues(self) -> list[IssueDetail]:
        ids = IssueList(self.case).ids(IssueQuery(session_id=self.meeting, descending=False))
        return [issue_detail(self.case, key) for key in ids]


@pytest.fixture
def office(case: Case, meeting: int, tmp_path: Path) -> Office:
    return Office(case, meeting, tmp_path)


def but(row: list[object], **cells: object) -> list[object]:
    places = {"ordinal": 0, "raiser": 1, "text": 2, "answer": 3, "body": 4, "due": 5, "note": 6}
    changed = {places[name]: value for name, value in cells.items()}
    return [changed.get(place, value) for place, value in enumerate(row)]


def only_change(preview: Preview) -> tuple[RowStatus, list[tuple[str, str, str]]]:
    (row,) = preview.rows
    return row.status, [(one.field, one.old, one.new) for one in row.changes]


def test_another_body_or_limit_changes_what_is_only_proposed(office: Office):
    office.import_rows(FIRST)
    status, changes = only_change(office.import_rows(but(FIRST, due="15/10/2026")))
    assert (status, changes) == (RowStatus.CHANGED, [("due", "30/09/2026", "15/10/2026")])
    status, changes = only_change(office.import_rows(but(FIRST, body=OTHER, due="15/10/2026")))
    assert (status, changes) == (RowStatus.CHANGED, [("lead_body", UNIT, OTHER)])
    (issue,) = office.issues()
    assert [(p.body, p.due_on) for p in issue.assignments] == [(OTHER, date(2026, 10, 15))]


def test_what_was_given_out_stays_and_the_row_says_so(office: Office):
    office.import_rows(FIRST)
    before = office.issues()
    give_out(office.case, seen_issues(office.case, [before[0].id]), DAY)
    preview = office.import_rows(but(FIRST, due="15/10/2026"))
    (row,) = preview.rows
    assert (row.status, [p.problem for p in row.problems][-1]) == (
        RowStatus.SAME,
        RowProblem.GIVEN_OUT,
    )
    (issue,) = office.issues()
    assert issue.assignments[0].due_on == date(2026, 9, 30)


def test_a_body_proposed_by_hand_is_a_conflict(office: Office):
    office.import_rows(FIRST)
    (issue,) = office.issues()
    body = find_body(office.case, OTHER, DAY)
    propose(office.case, seen(office.case, issue.id), [AssignmentDraft(body, due=Due())])
    assert only_change(office.import_rows(FIRST))[0] is RowStatus.ASKED
    assert office.issues()[0].row.lead_body == OTHER
    office.import_rows(FIRST, accepted=frozenset({2}))
    assert office.issues()[0].row.lead_body == UNIT


def test_a_changed_answer_is_taken_over(office: Office):
    office.import_rows(but(FIRST, answer="Sẽ nạo vét trong tháng 10."))
    status, changes = only_change(office.import_rows(but(FIRST, answer="Đã nạo vét xong.")))
    assert (status, [field for field, _old, _new in changes]) == (RowStatus.CHANGED, ["answer"])
    (issue,) = office.issues()
    assert [one.text for one in issue.answers] == ["Đã nạo vét xong."]


@pytest.mark.parametrize(
    ("answerer", "printed", "given"),
    [
        ("", f"{OTHER} trả lời: Sẽ nạo vét.", 0),
        (
            "Ông Lê Văn Thử, Phó Chủ tịch UBND phường",
            "Ông Lê Văn Thử, Phó Chủ tịch UBND phường, trả lời: Sẽ nạo vét.",
            1,
        ),
        (UNIT, f"{UNIT} trả lời: Sẽ nạo vét.", 1),
        (OTHER, f"{OTHER} trả lời: Sẽ nạo vét.", 0),
    ],
)
def test_who_is_to_deal_with_an_issue_answered_it_only_where_nobody_else_is_named(
    office: Office, answerer: str, printed: str, given: int
):
    office.header = [*HEADER, "Người trả lời"]
    office.import_rows([*but(FIRST, answer="Sẽ nạo vét.", body=OTHER), answerer])
    text = as_text(minutes_parts(minutes_facts(office.case, office.meeting)))
    assert f"\n{printed}\n" in text
    seen_now = seen_issues(office.case, [office.issues()[0].id])
    assert give_out(office.case, seen_now, DAY).done == given


def test_who_is_registered_later_becomes_the_raiser(office: Office):
    office.import_rows(FIRST)
    register_enterprise(office.case, EnterpriseDraft("Công ty TNHH Mẫu Một"))
    status, changes = only_change(office.import_rows(FIRST))
    assert (status, [field for field, _old, _new in changes]) == (RowStatus.CHANGED, ["raisers"])
    (issue,) = office.issues()
    assert issue.raisers[0].enterprise_code == "DN-00001"
    assert only_change(office.import_rows(FIRST)) == (RowStatus.SAME, [])


def test_a_raiser_corrected_here_is_a_conflict(office: Office):
    office.import_rows(FIRST)
    (issue,) = office.issues()
    change_issue(office.case, issue.id, raisers=())
    assert only_change(office.import_rows(FIRST))[0] is RowStatus.ASKED


def test_a_wish_not_to_be_named_that_comes_later_is_heard(office: Office):
    office.import_rows(FIRST)
    office.import_rows(but(FIRST, note="Đề nghị không nêu tên"))
    assert office.issues()[0].form.withhold_name
    office.import_rows(FIRST)  # an empty cell erases nothing
    assert office.issues()[0].form.withhold_name


def test_numbers_that_begin_anew_in_each_section_lose_no_issue(office: Office):
    second = but(FIRST, text="Thuế khoán tăng.")
    office.import_rows(FIRST, second)
    assert [issue.form.text for issue in office.issues()] == [FIRST[2], second[2]]
    preview = office.import_rows(FIRST, second)
    assert [row.status for row in preview.rows] == [RowStatus.SAME, RowStatus.SAME]


def test_a_row_put_in_between_moves_the_numbers_and_nothing_else(office: Office):
    second = but(FIRST, ordinal=2, text="Thuế khoán tăng.")
    office.import_rows(FIRST, second)
    between = but(FIRST, ordinal=2, text="Đèn đường hỏng.")
    preview = office.import_rows(FIRST, between, but(second, ordinal=3))
    assert [row.status for row in preview.rows] == [
        RowStatus.SAME,
        RowStatus.WARNING,  # its raiser is in no register
        RowStatus.SAME,
    ]
    assert len(office.issues()) == 3


def test_a_code_of_another_session_is_said(office: Office, tmp_path: Path):
    book = openpyxl.Workbook()
    book.active.append(["Mã kiến nghị", "Nội dung"])
    book.active.append(["KN-2026-0099", "Đường ngập khi mưa."])
    book.save(tmp_path / "codes.xlsx")
    (row,) = compared(office.case, office.meeting, tmp_path / "codes.xlsx").rows
    assert [one.problem for one in row.problems] == [RowProblem.CODE_UNKNOWN]


ROWS = st.lists(
    st.tuples(
        st.sampled_from([1, 3, 5]),  # no row goes on from the one above
        st.sampled_from(["Công ty TNHH Mẫu Một", "chị Sáu", ""]),
        st.sampled_from(["Đường ngập.", "Thuế tăng.", "Đèn hỏng.", "Điện yếu."]),
        st.sampled_from(["", "Sẽ xem xét."]),
        st.sampled_from(["", UNIT, OTHER]),
        st.sampled_from(["", "30/9/2026", "trong tháng 10"]),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=15, deadline=None)
@given(ROWS)
def test_any_workbook_twice_adds_each_issue_once(tmp_path_factory: pytest.TempPathFactory, rows):
    folder = tmp_path_factory.mktemp("office")
    case = fresh_case(folder)
    meeting = add_session(case, SessionDraft("2026-K3", "Hội nghị", planned_on=DAY))
    office = Office(case, meeting, folder)
    lines = [[*row, ""] for row in rows]
    office.import_rows(*lines)
    texts = Counter(issue.form.text for issue in office.issues())
    # A text alone makes no two rows one; with its raiser it does, or asks.
    signed = {(row[1], row[2]) for row in rows if row[1]}
    unsigned = [row[2] for row in rows if not row[1]]
    assert texts == Counter([text for _raiser, text in signed] + unsigned)
    preview = office.import_rows(*lines)
    same = {RowStatus.SAME, RowStatus.REPEATED, RowStatus.ASKED}
    assert {row.status for row in preview.rows} <= same
    assert Counter(issue.form.text for issue in office.issues()) == texts
    case.store.close()


def test_the_one_answer_of_a_session_is_the_same_again(office: Office):
    answered = but(FIRST, answer="Sẽ nạo vét trong tháng 10.")
    office.import_rows(answered)
    assert only_change(office.import_rows(answered)) == (RowStatus.SAME, [])


def test_a_tax_code_without_a_name_names_its_enterprise(office: Office):
    known = register_enterprise(office.case, EnterpriseDraft("Công ty Mẫu", "0012345678"))
    office.header = ["STT", "Mã số thuế", "Nội dung"]
    office.import_rows([1, "0012345678", "Đường ngập khi mưa."])
    (issue,) = office.issues()
    assert [raiser.enterprise_id for raiser in issue.form.raisers] == [known]


def test_a_name_beside_the_tax_code_stays_as_it_is_written(office: Office):
    register_enterprise(office.case, EnterpriseDraft("Công ty Mẫu", "0012345678"))
    office.header = ["STT", "Đơn vị nêu", "Mã số thuế", "Nội dung"]
    office.import_rows([1, "Công ty Khác", "0012345679", "Đường ngập khi mưa."])
    (issue,) = office.issues()
    assert [raiser.written_name for raiser in issue.form.raisers] == ["Công ty Khác"]


@pytest.mark.parametrize(
    ("written", "is_known", "name"),
    [
        ("DN-00001", True, "Công ty Mẫu"),
        ("DN-00001 CÔNG TY MẪU", True, "Công ty Mẫu"),
        ("DN-00001 Công ty Khác", False, "DN-00001 Công ty Khác"),
        ("DN1", False, "DN1"),
        ("DN 1", False, "DN 1"),
        ("DN1 Công ty Khác", False, "DN1 Công ty Khác"),
    ],
)
def test_a_raiser_is_named_by_our_code_and_nobody_else_by_one_like_it(
    office: Office, written: str, is_known: bool, name: str
):
    known = register_enterprise(office.case, EnterpriseDraft("Công ty Mẫu"))
    office.import_rows(but(FIRST, raiser=written))
    (raiser,) = office.issues()[0].form.raisers
    assert (raiser.enterprise_id, raiser.written_name) == (known if is_known else None, name)


def test_the_code_and_name_of_one_that_was_merged_lead_to_the_one_that_remains(office: Office):
    keys = [
        register_enterprise(office.case, EnterpriseDraft(name)) for name in ("Hộ Mẫu", "Quán Mẫu")
    ]
    kept, merged = (read_enterprise(office.case, key) for key in keys)
    merge_enterprises(office.case, kept, merged, kept.draft)
    office.import_rows(but(FIRST, raiser="DN-00002 Quán Mẫu"))
    (raiser,) = office.issues()[0].form.raisers
    assert raiser.enterprise_id == keys[0]


@pytest.mark.parametrize("written", ["Phát biểu, điểm cầu chợ Mẫu, phường Mẫu", "Điểm cầu chợ"])
def test_a_venue_is_known_by_a_part_of_its_name(office: Office, written: str):
    change_session(office.case, office.meeting, venues=(VenueDraft("Chợ Mẫu"),))
    office.header = ["STT", "Nội dung", "Cách nêu"]
    office.import_rows([1, "Đường ngập khi mưa.", written])
    (issue,) = office.issues()
    assert issue.venue == "Chợ Mẫu"


def test_what_needs_no_reading_of_its_own_is_taken_and_compared(office: Office):
    office.header = ["STT", "Nội dung", "Mã phản ánh 1022", "Hẹn trả lời"]
    row = [1, "Đường ngập khi mưa.", "1022-77", "30/9/2026"]
    office.import_rows(row)
    (issue,) = office.issues()
    assert (issue.form.number_elsewhere, issue.form.promised_on) == ("1022-77", date(2026, 9, 30))
    assert only_change(office.import_rows(row)) == (RowStatus.SAME, [])
    status, changes = only_change(office.import_rows([*row[:2], "1022-78", "30/9/2026"]))
    assert (status, changes) == (RowStatus.CHANGED, [("number_elsewhere", "1022-77", "1022-78")])


VENUES = ("Chợ Mẫu mở rộng", "Chợ Mẫu", "Trường Mẫu")


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("Chợ Mẫu", "Chợ Mẫu"),
        ("Điểm cầu chợ Mẫu mở rộng", "Chợ Mẫu mở rộng"),
        ("Trường", "Trường Mẫu"),
        ("Chợ", ""),  # a part of two names
        ("Nhà khác", ""),
    ],
)
@pytest.mark.parametrize("names", [VENUES, VENUES[::-1]])
def test_a_venue_is_the_one_whose_name_is_written(
    office: Office, names: tuple[str, ...], written: str, known: str
):
    venues = tuple(map(VenueDraft, names))
    change_session(office.case, office.meeting, venues=venues)
    office.header = ["STT", "Nội dung", "Điểm cầu"]
    preview = office.import_rows([1, "Đường ngập khi mưa.", written])
    (issue,) = office.issues()
    assert issue.venue == known
    told = [found.problem for found in preview.rows[0].problems]
    assert (RowProblem.VENUE_UNKNOWN in told) == (not known)


YES = [
    "có",
    "Có.",
    "X.",
    "x",
    "✔",
    "☑",
    "y",
    "rồi",
    "Có (theo phiếu)",
    "Đề nghị không nêu tên",
    True,
]
NO = ["không", "Không", "No", "0", False]


@pytest.mark.parametrize(
    ("written", "ticked"), [*((one, True) for one in YES), *((one, False) for one in [*NO, None])]
)
def test_a_mark_is_read_as_people_write_it(office: Office, written: object, ticked: bool):
    office.header = ["STT", "Nội dung", "Đề nghị không nêu tên"]
    preview = office.import_rows([1, "Đường ngập khi mưa.", written])
    (issue,) = office.issues()
    told = [found.problem for found in preview.rows[0].problems]
    assert (issue.form.withhold_name, RowProblem.CHOICE_UNKNOWN in told) == (ticked, False)


def test_a_word_that_is_no_mark_is_told(office: Office):
    office.header = ["STT", "Nội dung", "Đề nghị không nêu tên"]
    preview = office.import_rows([1, "Đường ngập khi mưa.", "theo danh sách"])
    told = [found.problem for found in preview.rows[0].problems]
    assert told == [RowProblem.WORDS_KEPT]


def test_a_mark_that_is_denied_is_a_change(office: Office):
    office.header = ["STT", "Nội dung", "Đề nghị không nêu tên"]
    office.import_rows([1, "Đường ngập khi mưa.", "có"])
    status, changes = only_change(office.import_rows([1, "Đường ngập khi mưa.", "không"]))
    assert (status, changes) == (RowStatus.CHANGED, [("withhold_name", "yes", "")])
    assert not office.issues()[0].form.withhold_name
    assert only_change(office.import_rows([1, "Đường ngập khi mưa.", ""]))[0] is RowStatus.SAME
