"""Headings, points and cells as further offices write them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cases.conftest import Desk, Row


@pytest.mark.parametrize(
    "heading",
    [
        "Cá nhân, tổ chức phản ánh", "Hộ kinh doanh/doanh nghiệp nêu ý kiến", "Người dân phản ánh",
        "Tên cá nhân, đơn vị kiến nghị", "Doanh nghiệp, hợp tác xã", "Cử tri kiến nghị",
    ],
)  # fmt: skip
def test_who_raises_in_whatever_words(desk: Desk, heading: str):
    said = desk.issues(["STT", "Người tiếp nhận", heading, "Nội dung"], [1, "Bà A", "Hộ Mẫu", "x"])
    assert said.columns == {
        "STT": "ordinal", "Người tiếp nhận": None, heading: "raisers", "Nội dung": "text",
    }  # fmt: skip


@pytest.mark.parametrize("heading", ["Cơ quan, đơn vị", "Người tiếp nhận"])
def test_who_raises_is_nobody_else(desk: Desk, heading: str):
    said = desk.issues(["STT", heading, "Nội dung"], [1, "Bà A", "x"])
    assert said.columns[heading] != "raisers"


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Kiến nghị của doanh nghiệp", "text"), ("Khó khăn, vướng mắc của các đơn vị", "text"),
        ("Câu hỏi của quý vị", "text"),
    ],
)  # fmt: skip
def test_whose_stands_behind_the_heading(desk: Desk, heading: str, field: str):
    said = desk.issues([heading], ["Sửa đường hẻm"], ["Lắp đèn"])
    assert said.columns == {heading: field}
    assert said.values("text") == ["Sửa đường hẻm", "Lắp đèn"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ý kiến tham mưu của Sở Xây dựng", "Ý kiến của Sở Tài chính"),
        ("Ý kiến Sở Xây dựng", "Trả lời (Sở Tài chính)"),
        ("Phúc đáp Sở Xây dựng", "Kết quả xử lý của Sở Tài chính"),
    ],
)
def test_answers_headed_by_their_bodies(desk: Desk, first: str, second: str):
    header = ["STT", "Khó khăn", "Đề xuất, kiến nghị", first, second]
    said = desk.issues(header, [1, "Thiếu vốn", "Giảm lãi", "Đang làm.", "Đã cấp."])
    assert (said.columns[first], said.columns[second]) == ("answer", "answer")
    assert said.values("bodies") == [["Sở Xây dựng", "Sở Tài chính"]]
    assert "Đang làm" not in said.values("text")[0]


def test_bodies_below_one_heading_of_answers(desk: Desk):
    said = desk.issues(
        ["STT", "Nội dung", "Ý kiến trả lời của các cơ quan", None],
        [None, None, "Sở Xây dựng", "Sở Tài chính"],
        [1, "Sửa đường", "Đang làm.", "Đã cấp."],
        [2, "Lắp đèn", None, "Chưa có nguồn."],
        merged=("C1:D1", "A1:A2", "B1:B2"),
    )
    by = [[one["answered_by"] for one in some] for some in said.values("answers")]
    assert by == [["Sở Xây dựng", "Sở Tài chính"], []]
    assert said.values("answered_by") == [None, "Sở Tài chính"]


def test_the_points_of_an_issue_in_rows_of_their_own(desk: Desk):
    header: Row = ["STT", "Phường", "Tên doanh nghiệp", "Lĩnh vực", "Nội dung", "Trả lời"]
    said = desk.issues(
        header,
        [1, "Phường Mẫu", "Công ty A", "Thuế", "a) Giảm thuế", None],
        [None, None, None, None, "b) Hoàn thuế", None],
        [None, None, None, None, "c) Miễn phí", None],
        header,
        [2, "Phường Mẫu", "Công ty B", "Đất đai", "Cấp sổ", None],
        [None, None, None, None, "d) Về khu phố 3", None],
    )
    assert [(row, said.rows[row]["fields"]["text"]) for row in said.rows] == [
        (2, "a) Giảm thuế"), (3, "b) Hoàn thuế"), (4, "c) Miễn phí"), (6, "Cấp sổ"),
    ]  # fmt: skip
    assert said.values("raisers") == [["Công ty A"]] * 3 + [["Công ty B"]]
    skipped = [(one["row"], one["kind"]) for one in said.told["skipped"]]
    assert skipped == [(5, "header"), (7, "section")]


def test_who_raises_stands_in_the_column_of_the_text_above_the_parts(desk: Desk):
    said = desk.issues(
        ["STT", "Nội dung", "Kết quả"],
        ["I", "LĨNH VỰC THUẾ", None],
        ["1", "Công ty TNHH Mẫu", None],
        ["1.1", "Giảm thuế", "Đã xem xét."],
        ["1.2", "Hoàn thuế", None],
        ["2", "Hộ Mẫu", None],
        ["2.1", "Miễn thuế", None],
        ["3", "Công ty Mẫu Ba cần vay vốn", None],
    )
    assert said.statuses == [(4, "new"), (5, "new"), (7, "new"), (8, "new")]
    raisers = [["Công ty TNHH Mẫu"], ["Công ty TNHH Mẫu"], ["Hộ Mẫu"], []]
    assert said.values("raisers") == raisers
    assert said.values("answer") == ["Đã xem xét.", None, None, None]


@pytest.mark.parametrize(
    ("cell", "bodies"),
    [
        ("SỞ XÂY DỰNG - SỞ TÀI CHÍNH", ["Sở Xây dựng", "Sở Tài chính"]),
        ("Sở Xây dựng/Sở Tài chính", ["Sở Xây dựng", "Sở Tài chính"]),
        ("Sở Xây dựng và Phòng Lạ", ["Sở Xây dựng", "Phòng Lạ"]),
        ("Sở Nông nghiệp và Môi trường", ["Sở Nông nghiệp và Môi trường"]),
        ("Phòng Lạ, Hạ tầng và Đô thị", ["Phòng Lạ, Hạ tầng và Đô thị"]),
    ],
)
def test_bodies_beside_each_other_in_one_cell(desk: Desk, cell: str, bodies: list[str]):
    said = desk.issues(["STT", "Nội dung", "Cơ quan giải quyết"], [1, "x", cell])
    assert said.values("bodies") == [bodies]


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("05/09/2026 (thứ Bảy)", "2026-09-05"), ("Sáng 6/9/2026", "2026-09-06"),
        ("Thứ Hai, ngày 7/9/2026", "2026-09-07"), ("Chiều ngày 8/9", "2026-09-08"),
    ],
)  # fmt: skip
def test_the_weekday_beside_a_day(desk: Desk, cell: str, day: str):
    said = desk.issues(["Ngày", "Nội dung"], [cell, "x"])
    assert (said.code, said.values("received_on")) == (0, [day])


def test_a_row_of_asterisks_is_a_note(desk: Desk):
    said = desk.issues(
        ["STT", "Nội dung", "Ghi chú"], [1, "x", None], ["(*)", "Đến ngày 10/9", None]
    )
    assert said.statuses == [(2, "new")]
    assert [one["kind"] for one in said.told["skipped"]] == ["note"]


def test_a_form_of_zalo(desk: Desk):
    said = desk.issues(
        ["Thời gian", "Tên Zalo", "Số điện thoại", "Nội dung góp ý"],
        ["10:20 05/09/2026", "Mẫu Shop", "0900000001", "Đường hư"],
    )
    (row,) = said.told["rows"]
    fields = {name: row["fields"][name] for name in ("received_on", "medium", "raisers")}
    assert fields == {
        "received_on": "2026-09-05", "medium": "online_form", "raisers": ["Mẫu Shop"],
    }  # fmt: skip


def test_telephone_and_address_of_mail_in_one_cell(desk: Desk):
    header = ["Tên doanh nghiệp", "SĐT/Email"]
    cells: list[Any] = ["0900 000 001 / a@mau.example", "b@mau.example", "0900 000 002"]
    said = desk.enterprises(header, *([f"Hộ {n}", cell] for n, cell in enumerate(cells)))
    assert said.values("phone") == ["0900 000 001", None, "0900 000 002"]
    assert said.values("email") == ["a@mau.example", "b@mau.example", None]


def test_the_lowest_of_two_headings_names_a_part_of_an_address(desk: Desk):
    said = desk.enterprises(
        ["TT", "Tên cơ sở", "Địa chỉ kinh doanh", None, None],
        [None, None, "Số nhà", "Đường", "Khu phố"],
        [1, "Tạp hóa Mẫu", "12", "Lê Mẫu", 3],
        merged=("C1:E1", "A1:A2", "B1:B2"),
    )
    assert said.values("address") == ["12 Lê Mẫu, Khu phố 3"]


def test_letters_without_a_vowel_stay_capitals(desk: Desk):
    said = desk.enterprises(["Tên doanh nghiệp"], ["CÔNG TY CP ĐT XD ĐỨC MẪU"])
    assert said.values("name") == ["Công ty CP ĐT XD Đức Mẫu"]


def test_answers_in_whatever_words(desk: Desk):
    header = ["STT", "Ý kiến cử tri", "Cơ quan giải trình", "Nội dung giải trình", "Kết quả, xử lý"]
    said = desk.issues(
        header, [1, "Sửa cống", "Công an phường", "Sẽ sửa.", "Đã sửa xong ngày 3/9."]
    )
    fields = ["ordinal", "text", "lead_body", "answer", "answer"]
    assert list(said.columns.values()) == fields
    assert said.values("answer") == ["Sẽ sửa.\nĐã sửa xong ngày 3/9."]


@pytest.mark.parametrize(
    ("cell", "answer", "note"),
    [
        ("-", None, None),
        ("Xem phụ lục 2", None, "Kết quả ghi trong tệp: Xem phụ lục 2"),
        ("(Chi tiết tại văn bản đính kèm)", None, "(Chi tiết tại văn bản đính kèm)"),
        ("Theo văn bản của Sở thì được miễn.", "Theo văn bản của Sở thì được miễn.", None),
    ],
)
def test_where_an_answer_stands_is_none(
    desk: Desk, cell: str, answer: str | None, note: str | None
):
    said = desk.issues(["STT", "Nội dung", "Trả lời"], [1, "x", cell])
    assert said.values("answer") == [answer]
    (kept,) = said.values("note")
    assert note in kept if note else kept is None


def test_citizens_with_address_and_telephone_are_no_register(desk: Desk):
    said = desk.issues(
        ["Số thứ tự", "Ngày tháng năm", "Họ tên người phản ánh", "Địa chỉ", "Điện thoại",
         "Tóm tắt nội dung", "Chuyển xử lý", "Kết quả xử lý"],
        [1, "1/9/2026", "Bà Mẫu", "12 Lê Mẫu", "0900000001", "Rác", "Công an phường", "Đã dọn."],
    )  # fmt: skip
    (row,) = said.told["rows"]
    names = ("received_on", "raisers", "text", "bodies", "answer")
    assert [row["fields"][name] for name in names] == [
        "2026-09-01", ["Bà Mẫu"], "Rác", ["Công an phường"], "Đã dọn.",
    ]  # fmt: skip


def test_questions_of_a_form_that_address_whom_they_ask(desk: Desk):
    said = desk.issues(
        ["Dấu thời gian", "Quý doanh nghiệp có khó khăn gì?", "Quý vị có kiến nghị gì?", "Tên DN"],
        ["1/9/2026 7:00", "Thiếu vốn", "Giảm lãi", "Hộ Mẫu"],
        ["1/9/2026 8:00", "Không", "Không có", "Hộ Mẫu Hai"],
    )
    assert said.values("text")[0] == "Khó khăn: Thiếu vốn\nKiến nghị: Giảm lãi"
    assert said.statuses == [(2, "new"), (3, "asked")]
    assert said.values("raisers") == [["Hộ Mẫu"], ["Hộ Mẫu Hai"]]


def test_cells_that_say_as_above(desk: Desk):
    said = desk.issues(
        ["STT", "Đơn vị", "Nội dung", "Lĩnh vực", "Cơ quan chủ trì", "Ngày nhận"],
        [1, "Hộ Mẫu", "Giảm thuế", "Thuế", "Sở Tài chính", "1/9/2026"],
        [2, "nt", "Hoàn thuế", "nt", '"', "nt"],
        [3, "Như trên", "Gia hạn", "n.t", "như trên", "-nt-"],
    )
    assert said.values("raisers") == [["Hộ Mẫu"]] * 3
    assert said.values("topic") == ["Thuế"] * 3
    assert said.values("bodies") == [["Sở Tài chính"]] * 3
    assert said.values("received_on") == ["2026-09-01"] * 3


def test_codes_that_only_resemble_ours_are_another_offices(desk: Desk):
    said = desk.enterprises(["Mã", "Tên"], ["DN001", "Hộ Mẫu"], ["DN002", "Hộ Mẫu Hai"])
    assert said.columns == {"Mã": None, "Tên": "name"}
    ours = desk.enterprises(["Mã", "Tên"], ["DN-00001", "Hộ Mẫu"], ["dn 2", "Hộ Mẫu Hai"])
    assert ours.values("code") == ["DN-00001", "DN-00002"]


def test_a_number_column_of_tax_codes(desk: Desk):
    said = desk.enterprises(["Tên", "Mã số"], ["Công ty Mẫu", "0072281864"])
    assert said.values("tax_code") == ["0072281864"]


def test_what_excel_puts_before_a_number_is_no_part_of_it(desk: Desk):
    said = desk.enterprises(["Tên", "Điện thoại"], ["Hộ Mẫu", "'0900000001"])
    assert said.values("phone") == ["0900000001"]


def test_topics_headed_each_as_one_and_ticked(desk: Desk):
    header = ["STT", "Đơn vị", "Nội dung", "Lĩnh vực thuế", "Lĩnh vực đất đai"]
    said = desk.issues(header, [1, "Hộ Mẫu", "a", "x", None], [2, "Hộ Mẫu", "b", None, "x"])
    assert said.values("topic") == ["Thuế", "Đất đai"]


def test_part_of_the_name_of_one_body_is_no_other_one_with_a_place(desk: Desk):
    said = desk.issues(["Nội dung", "Cơ quan"], ["x", "Phòng Kinh tế - Hạ tầng"])
    assert said.values("bodies") == [["Phòng Kinh tế, Hạ tầng và Đô thị"]]


@pytest.mark.parametrize(("name", "text"), [("Doanh nghiệp", "Kiến nghị"), ("DN", "ND KN")])
def test_issues_of_few_columns_are_no_register(desk: Desk, name: str, text: str):
    code, out, err = desk.run_whole(
        "import", "enterprises", desk.book(["STT", name, text], [1, "Hộ", "x y"])
    )
    assert (code, out) == (2, "")
    assert "danh sách kiến nghị" in err
    held = desk.enterprises(["STT", "Doanh nghiệp", "Nội dung hỗ trợ"], [1, "Hộ Mẫu", "vay"])
    assert held.values("name") == ["Hộ Mẫu"]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Nội dung giải trình, tiếp thu của các sở, ngành", "answer"),
        ("Kết quả xử lý, trả lời của phòng chuyên môn", "answer"),
        ("Ý kiến phản hồi, góp ý của doanh nghiệp", None),
        ("Ý kiến giải trình, phản hồi của doanh nghiệp", None),
    ],
)
def test_whose_answers_they_are(desk: Desk, heading: str, field: str | None):
    said = desk.issues(
        ["STT", "Tên doanh nghiệp", "Nội dung kiến nghị", heading],
        [1, "Công ty Mẫu", "Vá đường", "Sẽ vá"],
    )
    assert said.columns[heading] == field


def test_what_is_proposed_follows_what_is_asked_for(desk: Desk):
    said = desk.issues(
        ["STT", "Tên doanh nghiệp", "Nội dung kiến nghị", "Đề xuất giải pháp"],
        [1, "Công ty Mẫu", "Đường hỏng", "Vá"],
    )
    assert said.values("text") == ["Kiến nghị: Đường hỏng\nĐề xuất: Vá"]


@pytest.mark.parametrize(
    "heading",
    ["Chi tiết nội dung kiến nghị", "Một số khó khăn, vướng mắc", "Các kiến nghị, đề xuất cụ thể",
     "Những vấn đề doanh nghiệp quan tâm", "Nguyện vọng", "Thông tin phản ánh", "Bất cập",
     "Hạn chế, khó khăn"],
)  # fmt: skip
def test_what_is_raised_below_a_longer_heading(desk: Desk, heading: str) -> None:
    header = ["STT", "Doanh nghiệp", heading, "Ghi chú"]
    said = desk.issues(header, [1, "Công ty TNHH Mẫu", "Vá đường", "gấp"])
    assert said.values("text") == ["Vá đường"]


@pytest.mark.parametrize("title", ["Danh sách kiến nghị", "Các kiến nghị của doanh nghiệp"])
def test_a_title_is_no_header(desk: Desk, title: str) -> None:
    header = ["STT", "Doanh nghiệp", "Nội dung kiến nghị"]
    said = desk.issues([None, None, title], header, [1, "Công ty TNHH Mẫu", "Vá đường"])
    assert (said.told["header_row"], said.statuses) == (2, [(3, "new")])


@pytest.mark.parametrize(
    "heading",
    [
        "Các kiến nghị của doanh nghiệp", "Những khó khăn, vướng mắc", "Các câu hỏi",
        "Ý kiến doanh nghiệp", "Câu hỏi DN", "Một số kiến nghị",
    ],
)  # fmt: skip
def test_one_column_of_several_texts(desk: Desk, heading: str):
    said = desk.issues([heading], ["Sửa đường số 5"], ["Lắp đèn"])
    assert said.columns == {heading: "text"}
    assert said.values("text") == ["Sửa đường số 5", "Lắp đèn"]


def test_what_was_answered_to_those_who_raise(desk: Desk):
    said = desk.issues(
        ["Kiến nghị", "Trả lời doanh nghiệp", "Responding agency"], ["Vá đường", "Sẽ vá", "Sở Mẫu"]
    )
    assert list(said.columns.values()) == ["text", "answer", "lead_body"]


def test_who_asks_and_who_settles(desk: Desk):
    said = desk.issues(
        ["Kiến nghị", "Cơ quan đề xuất kiến nghị", "Cơ quan có thẩm quyền xử lý", "Văn bản xử lý"],
        ["Bỏ thủ tục", "Hội Doanh nhân trẻ Mẫu", "Sở Tài chính", "Công văn 12/STC ngày 10/09/2026"],
    )
    assert list(said.columns.values()) == ["text", "raisers", "lead_body", "answer_number"]
    assert said.values("answer_number") == ["12/STC"]


def test_an_officer_speaks_for_nobody(desk: Desk):
    said = desk.issues(
        ["STT", "Họ tên cán bộ", "Cơ quan", "Nội dung giao"],
        [1, "Trần Thị Mẫu", "Sở Xây dựng", "Khảo sát đường 5"],
    )
    assert said.columns["Họ tên cán bộ"] is None
    assert said.values("speaker") == [None]


@pytest.mark.parametrize(
    ("kind", "last", "field"),
    [("issues", "Nội dung kiến nghị", "raisers"), ("enterprises", "Địa chỉ", "name")],
)
def test_the_name_of_an_enterprise_before_that_of_somebody(
    desk: Desk, kind: str, last: str, field: str
):
    header, row = ["STT", "Tên", "Tên doanh nghiệp", last], [1, "Trần Mẫu", "Công ty Mẫu", "x y"]
    said = desk.told(kind, desk.book(header, row))
    assert (said.columns["Tên"], said.columns["Tên doanh nghiệp"]) == (None, field)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Tên (ghi rõ)", "raisers"), ("Yêu cầu (nếu có)", "text"),
        ("Ngày (dd/mm/yyyy)", "received_on"),
        ("Question (please specify)", "text"), ("Kết quả (ghi tóm tắt):", "answer"),
        ("Company\n(viết in hoa)", "raisers"), ("Mã số thuế (nếu có) (*)", "tax_code"),
    ],
)  # fmt: skip
def test_how_a_heading_is_filled_in_does_not_change_it(desk: Desk, heading: str, field: str):
    others = ["Nội dung kiến nghị"] if field != "text" else ["Tên đơn vị"]
    said = desk.issues([*others, heading], ["Sửa đường mẫu", "12/3/2026"])
    assert said.columns[" ".join(heading.split())] == field


def test_whom_it_went_to_and_how_it_came(desk: Desk):
    header = ["STT", "Nội dung", "Tiếp nhận qua", "Đơn vị được chuyển"]
    said = desk.issues(header, [1, "Vá đường", "Zalo", "Sở Xây dựng"])
    assert (said.values("medium"), said.values("bodies")) == (["zalo"], [["Sở Xây dựng"]])
