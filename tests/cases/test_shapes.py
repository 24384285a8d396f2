"""Sheets in every shape: look-up lists, tall headers, sections that speak, numbered parts."""

from __future__ import annotations

import pytest

from tests.cases.conftest import SESSION, Desk

WHO = "Công ty TNHH Mẫu Một"


def test_a_list_to_choose_from_may_be_longer_than_the_table(desk: Desk) -> None:
    said = desk.enterprises(
        ["STT", "Mã số thuế", "Tên doanh nghiệp"],
        [1, "9900000619", "Công ty A"],
        DanhMuc=[["STT", "Mã", "Tên"], *([n, str(90000 + n), f"Phường {n}"] for n in range(9))],
    )
    assert (said.told["sheet"], said.statuses) == ("Sheet", [(2, "new")])


def test_cells_merged_downwards_belong_to_the_header(desk: Desk) -> None:
    said = desk.enterprises(
        ["STT", "Tên doanh nghiệp", "Mã số thuế", "Doanh thu", None, None],
        [None, None, None, "2023", "2024", None],
        ["A", "B", "C", 1, 2, 3],
        [1, "Công ty A", "9900010818", 10, 20, None],
        merged=["A1:A2", "B1:B2", "C1:C2", "D1:F1"],
    )
    assert (said.told["header_row"], said.statuses) == (2, [(4, "new")])
    assert [(one["row"], one["kind"]) for one in said.told["skipped"]] == [(3, "header")]
    three = desk.enterprises(
        ["STT", "Tên doanh nghiệp", "Doanh thu", None],
        [None, None, "Trong nước", "Ngoài nước"],
        [None, None, "2024", "2024"],
        [1, "Công ty A", 10, 20],
        merged=["A1:A3", "B1:B3", "C1:D1"],
    )
    assert (three.told["header_row"], three.statuses) == (3, [(4, "new")])


def test_one_known_column_is_enough(desk: Desk) -> None:
    said = desk.issues(["Nội dung kiến nghị"], ["Vá đường"], ["Lắp đèn"])
    assert said.values("text") == ["Vá đường", "Lắp đèn"]
    assert desk.enterprises(["Tên doanh nghiệp"], ["Công ty A"]).values("name") == ["Công ty A"]


def test_sections_that_name_the_raiser(desk: Desk) -> None:
    said = desk.issues(
        ["STT", "Nội dung kiến nghị", "Cơ quan giải quyết"],
        ["I", WHO, None],
        [1, "Vá đường", "Phòng Kinh tế"],
        [2, "Lắp đèn", "Phòng Kinh tế"],
        ["II", "KIẾN NGHỊ KHÁC", None],
        [1, "Giảm thuế", "Phòng Kinh tế"],
    )
    assert said.values("raisers") == [[WHO], [WHO], []]
    assert [one["text"] for one in said.told["skipped"]] == [f"I | {WHO}", "II | KIẾN NGHỊ KHÁC"]
    assert "dòng 2" in said.reasons(3)


def test_sections_that_name_topic_body_and_level(desk: Desk) -> None:
    said = desk.issues(
        ["STT", "Đơn vị kiến nghị", "Nội dung kiến nghị"],
        ["I", "LĨNH VỰC THUẾ", None],
        [1, WHO, "Hướng dẫn hóa đơn"],
        ["II", "Sở Xây dựng", None],
        [2, WHO, "Vá đường"],
        ["III", "CẤP THÀNH PHỐ", None],
        [3, WHO, "Giảm thuế"],
    )
    assert said.values("topic") == ["Thuế", None, None]
    assert said.values("bodies") == [[], ["Sở Xây dựng"], []]
    assert said.values("authority") == [None, None, "city"]


def test_an_empty_raiser_below_a_filled_one_is_asked(desk: Desk) -> None:
    header = ["STT", "Đơn vị kiến nghị", "Nội dung kiến nghị"]
    rows = [
        [1, WHO, "Vá đường"],
        [2, None, "Lắp đèn"],
        [3, None, "Giảm thuế"],
        [7, None, "Cấp phép"],
    ]
    said = desk.issues(header, *rows)
    assert said.statuses == [(2, "new"), (3, "asked"), (4, "asked"), (5, "new")]
    assert said.values("raisers") == [[WHO], [WHO], [WHO], []]


def test_issues_numbered_as_parts(desk: Desk) -> None:
    said = desk.issues(
        ["STT", "Đơn vị kiến nghị", "Nội dung kiến nghị"],
        ["1", WHO, None],
        ["1.1", None, "Vá đường"],
        ["1.2", None, "Lắp đèn"],
        ["2", "Công ty TNHH Mẫu Hai", "Giảm thuế"],
        ["2.1", None, "Cấp phép"],
    )
    assert said.statuses == [(3, "new"), (4, "new"), (5, "new"), (6, "new")]
    assert said.values("raisers")[:2] == [[WHO], [WHO]]
    assert said.values("raisers")[3] == ["Công ty TNHH Mẫu Hai"]
    assert [one["row"] for one in said.told["skipped"]] == [2]


@pytest.mark.parametrize(
    ("whole", "parts"),
    [("2", ["2a", "2b"]), ("2", ["2.a", "2.b"]), ("2", ["2-1", "2-2"]), ("II", ["II.1", "II.2"])],
)
def test_parts_are_numbered_in_many_ways(desk: Desk, whole: str, parts: list[str]) -> None:
    said = desk.issues(
        ["STT", "Đơn vị kiến nghị", "Nội dung kiến nghị"],
        [whole, WHO, "Thuế, phí"],
        [parts[0], None, "Giảm thuế khoán"],
        [parts[1], None, "Hoàn thuế"],
        ["3", "Công ty TNHH Mẫu Hai", "Cấp phép"],
        ["12", None, "Vá đường"],
    )
    assert said.values("raisers") == [[WHO], [WHO], ["Công ty TNHH Mẫu Hai"], []]
    assert [one["row"] for one in said.told["skipped"]] == [2]


def test_a_column_headed_otherwise_further_down_is_not_the_same(desk: Desk) -> None:
    said = desk.issues(
        ["I. KIẾN NGHỊ ĐÃ GIẢI QUYẾT"],
        ["STT", "Đơn vị", "Kiến nghị", "Kết quả", "Ghi chú"],
        [1, WHO, "Vá đường", "Đã vá", "a"],
        ["II. KIẾN NGHỊ CHƯA GIẢI QUYẾT"],
        ["TT", "Đơn vị kiến nghị", "Nội dung kiến nghị", "Lý do", None],
        [1, "Công ty TNHH Mẫu Hai", "Giảm thuế", "Chờ Bộ", "b"],
        ["STT", "Đơn vị", "Kiến nghị", "Kết quả xử lý", "Ghi chú"],
        [1, "Công ty TNHH Mẫu Ba", "Cấp nước", "Đã cấp", "c"],
    )
    assert said.values("answer") == ["Đã vá", None, "Đã cấp"]
    assert said.values("note") == ["a", "b", "c"]
    assert "“Chờ Bộ”" in said.reasons(6)
    assert "“Lý do”" in said.reasons(6)


@pytest.mark.parametrize(
    "numbers", [["(1)", "(2)", "(3)", "(4)"], ["1", "2", "3", "4"], ["a", "b", "c", "d"]]
)
def test_a_row_of_numbers_below_a_repeated_header_says_nothing_of_it(
    desk: Desk, numbers: list[str]
) -> None:
    header = ["STT", "Đơn vị", "Kiến nghị", "Kết quả"]
    said = desk.issues(
        header, numbers,
        [1, WHO, "Vá đường", "Đã vá"],
        header, numbers,
        [2, WHO, "Lắp đèn", "Đã lắp"],
        [*header[:3], "Lý do"], numbers,
        [3, WHO, "Giảm thuế", "Chờ Bộ"],
    )  # fmt: skip
    assert said.values("text") == ["Vá đường", "Lắp đèn", "Giảm thuế"]
    assert said.values("answer") == ["Đã vá", "Đã lắp", None]


def test_every_row_is_told_by_its_number(desk: Desk) -> None:
    said = desk.issues(
        ["BIỂU TỔNG HỢP KIẾN NGHỊ"],
        ["STT", "Đơn vị kiến nghị", "Nội dung kiến nghị"],
        [1, WHO, "Vá đường"],
        [2, WHO, None],
        ["Tổng cộng", "2 kiến nghị", None],
    )
    assert said.code == 2  # the object alone stands on the output all the same
    assert said.statuses == [(3, "new"), (4, "refused")]
    assert [(one["row"], one["kind"]) for one in said.told["skipped"]] == [
        (1, "title"),
        (5, "total"),
    ]
    assert said.told["header_row"] == 2


def test_headings_of_kinds_of_enterprises_are_nobodys_names(desk: Desk) -> None:
    said = desk.issues(
        ["STT", "Nội dung kiến nghị"],
        ["A", "Doanh nghiệp trong khu công nghiệp"],
        [1, "Vá đường"],
        ["B", "Hộ kinh doanh"],
        [2, "Lắp đèn"],
    )
    assert said.values("raisers") == [[], []]
    assert [one["row"] for one in said.told["skipped"]] == [2, 4]


def test_the_first_refusal_shows_the_headings_and_what_to_type(desk: Desk) -> None:
    path = desk.book(["Người nộp", "Địa chỉ", "MST"], ["Lê Thị Mẫu", "ấp Nam", "9900000312"])
    code, out, err = desk.run_whole("import", "enterprises", path, "--dry-run")
    assert (code, out) == (2, "")
    assert "“Người nộp”" in err
    assert '--map "Tên=' in err


def test_points_of_an_issue_take_its_raiser(desk: Desk) -> None:
    header = ["STT", "Đơn vị kiến nghị", "Nội dung kiến nghị"]
    for points in (["a)", "b)"], ["-", "-"], ["1.1", "1.2"], ["1.1.", "1.2."]):
        said = desk.issues(
            header,
            ["1", WHO, "Về đất đai:"],
            [points[0], None, "Cấp giấy chậm"],
            [points[1], None, "Giá đất cao"],
            ["2", "Công ty CP Mẫu Hai", "Vá đường"],
        )
        assert said.values("raisers") == [[WHO], [WHO], ["Công ty CP Mẫu Hai"]]
        assert [one["text"] for one in said.told["skipped"]] == [f"1 | {WHO} | Về đất đai:"]


def test_a_row_without_number_goes_on_with_the_one_above(desk: Desk) -> None:
    said = desk.issues(
        ["STT", "Đơn vị kiến nghị", "Nội dung kiến nghị"],
        [1, WHO, "Vá đường"],
        [None, None, "Lắp đèn"],
        [2, "Công ty CP Mẫu Hai", "Giảm thuế"],
    )
    assert said.statuses == [(2, "new"), (3, "asked"), (4, "new")]
    assert said.values("raisers")[1] == [WHO]


def test_headings_that_say_for_whom_or_about_what(desk: Desk) -> None:
    said = desk.issues(
        ["STT", "Đơn vị kiến nghị", "Nội dung kiến nghị"],
        ["I", "CÁC KIẾN NGHỊ THUỘC THẨM QUYỀN PHƯỜNG"],
        [1, WHO, "Vá đường"],
        ["II", "Kiến nghị gửi Sở Xây dựng"],
        [2, WHO, "Lắp đèn"],
        ["III", "THUẾ, PHÍ"],
        [3, WHO, "Giảm thuế"],
        ["IV", "Các doanh nghiệp trong khu công nghiệp"],
        [4, WHO, "Cấp điện"],
    )
    assert said.values("authority") == ["local", None, None, None]
    assert said.values("bodies") == [[], ["Sở Xây dựng"], [], []]
    assert said.values("topic") == [None, None, "Thuế", None]


def test_notes_below_the_rows_are_quoted_and_no_entries(desk: Desk) -> None:
    said = desk.enterprises(
        ["Tên doanh nghiệp", "Địa chỉ", "Mã số thuế"],
        [WHO, "12 đường Mẫu", "9900000312"],
        ["Ghi chú: cập nhật đến 30/6/2026"],
        ["(*) Đã ngừng hoạt động"],
        ["Nguồn: Thuế cơ sở"],
    )
    assert said.statuses == [(2, "new")]
    assert [(one["row"], one["kind"]) for one in said.told["skipped"]] == [
        (3, "note"),
        (4, "note"),
        (5, "note"),
    ]


def test_another_table_below_is_quoted_and_no_entry(desk: Desk) -> None:
    header = ["STT", "Đơn vị", "Nội dung kiến nghị"]
    said = desk.issues(
        header, [1, "Hộ Mẫu", "Vá đường"], [], ["DANH SÁCH ĐẠI BIỂU"],
        ["STT", "Họ tên", "Chức vụ"], [1, "Ông Mẫu", "Chủ tịch"], [],
        header, [2, "Hộ Mẫu", "Lắp đèn"],
    )  # fmt: skip
    assert said.statuses == [(2, "new"), (9, "new")]
    skipped = [(one["row"], one["kind"]) for one in said.told["skipped"]]
    assert skipped == [(4, "note"), (5, "note"), (6, "note"), (8, "header")]


def test_a_header_in_other_words_goes_on_with_the_table(desk: Desk) -> None:
    said = desk.issues(
        ["STT", "Nội dung kiến nghị"], [1, "Vá đường"], [], ["STT", "Ý kiến"], [1, "Lắp đèn"],
    )  # fmt: skip
    assert said.statuses == [(2, "new"), (5, "new")]
    assert [(one["row"], one["kind"]) for one in said.told["skipped"]] == [(4, "header")]


@pytest.mark.parametrize("title", ["CÁC KIẾN NGHỊ CỦA DOANH NGHIỆP", "Nội dung kiến nghị 2026"])
def test_the_heading_of_one_column_below_a_title_like_it(desk: Desk, title: str) -> None:
    said = desk.issues([title], ["Kiến nghị"], ["Vá đường"], ["Lắp đèn"])
    assert (said.told["header_row"], said.values("text")) == (2, ["Vá đường", "Lắp đèn"])


@pytest.mark.parametrize("total", ["Cộng trang 2", "Cộng mang sang", "Tổng cộng: 2 đơn vị"])
def test_totals_of_pages(desk: Desk, total: str) -> None:
    said = desk.enterprises(["STT", "Tên", "Địa chỉ"], [1, "Hộ Mẫu", "Tổ 1"], [None, total, None])
    assert said.statuses == [(2, "new")]
    assert said.told["skipped"] == [{"row": 3, "kind": "total", "text": total}]


def test_names_below_a_signature_are_no_entry_where_no_row_has_a_number(desk: Desk) -> None:
    said = desk.issues(
        ["Đơn vị", "Nội dung"], ["Hộ Mẫu", "Vá đường"], ["Người lập", "Trưởng phòng"],
        ["Trần Văn Mẫu", "Lê Thị Mẫu"], ["Hộ Mẫu Hai", "Đề nghị lắp đèn"],
    )  # fmt: skip
    assert said.statuses == [(2, "new"), (5, "new")]


def test_rows_that_only_name_a_topic_head_those_below(desk: Desk) -> None:
    header = ["STT", "Đơn vị kiến nghị", "Nội dung", "Trả lời"]
    for first, second in ((None, None), (1, 2), ("1", "2"), ("I", "II")):
        said = desk.issues(
            header,
            [first, None, "LĨNH VỰC THUẾ"],
            [None, WHO, "Giảm thuế", "Sẽ xem xét"],
            [second, None, "Lĩnh vực đất đai"],
            [None, "Hộ kinh doanh Mẫu", "Lĩnh vực này còn chậm; đề nghị cấp giấy sớm."],
        )
        assert said.statuses == [(3, "new"), (5, "new")]
        assert said.values("topic") == ["Thuế", "Đất đai"]
        assert [one["row"] for one in said.told["skipped"]] == [2, 4]


def test_a_topic_heads_no_rows_where_all_say_as_little(desk: Desk) -> None:
    texts = ["Lĩnh vực đất đai", "Vá đường", "Lĩnh vực thuế"]
    said = desk.issues(["STT", "Đơn vị", "Nội dung"], *([n, None, t] for n, t in enumerate(texts)))
    assert said.values("text") == texts


def test_headings_of_numbered_parts_hold_for_these_alone(desk: Desk) -> None:
    said = desk.issues(
        ["STT", "Nội dung kiến nghị", "Trả lời"],
        ["I", "THUỘC THẨM QUYỀN CỦA PHƯỜNG"],
        ["1", "Thuế, phí"],
        ["1.1", "Giảm thuế khoán", "Sẽ xem xét"],
        ["1.2", "Hoàn thuế", None],
        ["2", "Giảm tiếng ồn"],
        ["2.1", "Ở chợ"],
        ["3", "Sở Xây dựng"],
        ["3.1", "Lắp đèn", None],
        ["4", "Vá đường", None],
    )
    assert [row for row, _status in said.statuses] == [4, 5, 6, 7, 9, 10]
    assert said.values("topic") == ["Thuế", "Thuế", None, None, None, None]
    assert said.values("bodies") == [[], [], [], [], ["Sở Xây dựng"], []]
    assert said.values("authority") == ["local"] * 6


def test_a_text_alone_that_says_more_is_an_issue(desk: Desk) -> None:
    for text in ("Lĩnh vực thuế: đề nghị giảm thuế khoán", "Lĩnh vực thuế còn nhiều vướng mắc."):
        said = desk.issues(
            ["STT", "Đơn vị kiến nghị", "Nội dung"],
            [1, WHO, "Vá đường"],
            [2, None, text],
        )
        assert said.values("text") == ["Vá đường", text]


def test_a_text_that_somebody_raises_is_an_issue(desk: Desk) -> None:
    header = ["STT", "Đơn vị kiến nghị", "Nội dung"]
    said = desk.issues(header, [1, WHO, "Vá đường"], [2, "Hộ Mẫu", "Lĩnh vực thuế"])
    assert said.values("text") == ["Vá đường", "Lĩnh vực thuế"]


@pytest.mark.parametrize(
    "whole",
    [
        ["Thuế, phí còn cao.", None],
        ["Thuế khoán năm nay tăng gấp đôi", None],
        ["Thuế, phí", "Sẽ xem xét"],
    ],
)
def test_what_says_more_above_numbered_parts_is_an_issue(desk: Desk, whole: list[str]) -> None:
    said = desk.issues(
        ["STT", "Nội dung kiến nghị", "Trả lời"],
        ["1", *whole],
        ["1.1", "Hộ kinh doanh", None],
        ["1.2", "Hợp tác xã", "Đã trả lời tại chợ"],
    )
    assert [row for row, _status in said.statuses] == [2, 3, 4]
    assert said.values("topic") == [None] * 3


def test_headings_of_legal_types_hold_for_the_enterprises_below(desk: Desk) -> None:
    said = desk.enterprises(
        ["STT", "Tên đơn vị", "Mã số"],
        ["A", "KHU PHỐ 1", None],
        ["I", "Hợp tác xã (01)", None],
        [1, "HTX Mẫu", None],
        [2, "Công ty TNHH Mẫu", None],
        ["II", "CÁC HỘ KINH DOANH CÁ THỂ", None],
        [1, "Quán ăn Mẫu", "79088000111"],
        ["III", "Doanh nghiệp", None],
        [1, "Xưởng mộc Mẫu", None],
    )
    assert said.values("legal_type") == ["Hợp tác xã", None, "Hộ kinh doanh", None]
    assert [one["row"] for one in said.told["skipped"]] == [2, 3, 6, 8]


def test_the_column_says_its_legal_type_before_a_heading(desk: Desk) -> None:
    said = desk.enterprises(
        ["STT", "Tên đơn vị", "Loại hình", "Địa chỉ"],
        ["I", "Hộ kinh doanh"],
        [1, "Quán ăn Mẫu", "CTCP", "1 đường Mẫu"],
        [2, "Tạp hóa Mẫu", None, "2 đường Mẫu"],
    )
    assert said.values("legal_type") == ["CTCP", "Hộ kinh doanh"]


CARD_HEADINGS = ["raisers", "tax_code", "text", "lead_body"]


@pytest.mark.parametrize("colon", ["", ":"])
def test_cards_with_two_pairs_a_row(desk: Desk, colon: str) -> None:
    labels = [f"{one}{colon}" for one in ("Tên doanh nghiệp", "Mã số thuế", "Nội dung", "Chủ trì")]
    name, code, text, body = labels
    said = desk.issues(
        ["UBND PHƯỜNG MẪU", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["PHIẾU GHI KIẾN NGHỊ"],
        [name, WHO, code, "0072281864"],
        [text, "Vá đường", body, "Sở Xây dựng"],
        [],
        [name, "Hộ Mẫu", code, None],
        [text, "Lắp đèn", body, "Sở Tài chính"],
    )
    assert list(said.columns.values()) == CARD_HEADINGS
    assert said.statuses == [(3, "new"), (6, "new")]
    assert said.values("raisers") == [[WHO], ["Hộ Mẫu"]]
    assert said.values("text") == ["Vá đường", "Lắp đèn"]
    assert said.values("tax_code") == ["0072281864", None]
    assert said.values("bodies") == [["Sở Xây dựng"], ["Sở Tài chính"]]
    assert [one["row"] for one in said.told["skipped"]] == [1, 2]


def test_cards_whose_cells_hold_label_and_value(desk: Desk) -> None:
    said = desk.issues(
        [f"Tên doanh nghiệp: {WHO}", "Mã số thuế: 0072281864"],
        ["Nội dung kiến nghị: Vá đường", "Màu giấy: vàng", "đã nhận"],
    )
    assert said.columns == {
        "Tên doanh nghiệp": "raisers", "Mã số thuế": "tax_code", "Nội dung kiến nghị": "text",
        "Màu giấy": None,
    }  # fmt: skip
    assert (said.values("text"), said.values("tax_code")) == (["Vá đường"], ["0072281864"])
    assert [one["text"] for one in said.told["skipped"]] == ["đã nhận"]


def test_cards_of_one_cell_with_lines(desk: Desk) -> None:
    said = desk.enterprises(
        [f"Tên doanh nghiệp: {WHO}\nMã số thuế: 0072281864\nĐịa chỉ: Số 1,\nđường Mẫu"],
        ["Tên doanh nghiệp: Hộ Mẫu\nĐịa chỉ: Số 2"],
    )
    assert said.values("name") == [WHO, "Hộ Mẫu"]
    assert said.values("tax_code") == ["0072281864", None]
    assert said.values("address") == ["Số 1, đường Mẫu", "Số 2"]


def test_a_card_keeps_what_is_known_of_its_cells(desk: Desk) -> None:
    said = desk.enterprises(
        ["Tên doanh nghiệp:", WHO, "Mã số thuế:", "=D9"], ["Địa chỉ:", "Số 1", "Ghi chú:", "#N/A"]
    )
    assert said.statuses == [(1, "refused")]
    assert "Ô D1 là công thức" in said.reasons(1)
    assert "Ô D2" in said.reasons(1)


def test_a_transposed_row_of_choices_is_no_header(desk: Desk) -> None:
    said = desk.issues(
        ["Tên doanh nghiệp", WHO, "Hộ Mẫu"],
        ["Nội dung", "Vá đường", "Lắp đèn"],
        ["Loại", "Kiến nghị", "Phản ánh"],
    )
    assert said.values("text") == ["Vá đường", "Lắp đèn"]
    assert said.values("kind") == ["request", "report"]


def test_a_header_repeated_on_each_page_is_no_card(desk: Desk) -> None:
    known = ["STT", "Đơn vị kiến nghị", "Kết quả thực hiện"]  # with others between them
    header = [known[0], "Nội dung kiến nghị kỳ trước", known[1], "Màu giấy", known[2]]
    first, second = [1, "Vá", WHO, "vàng", "Đã vá"], [2, "Lắp", WHO, "xanh", "Sẽ lắp"]
    for rows in ([header, first], [header, first, header, second]):
        said = desk.issues(*rows)
        assert said.values("text") == ["Vá", "Lắp"][: len(rows) // 2]
        assert said.values("answer") == ["Đã vá", "Sẽ lắp"][: len(rows) // 2]


def test_a_column_of_enterprises_and_below_each_of_its_issues(desk: Desk) -> None:
    said = desk.issues(
        ["STT", "Doanh nghiệp/Nội dung kiến nghị", "Cơ quan xử lý"],
        ["I", WHO],
        [1, "Vá đường", "Sở Xây dựng"],
        ["II", "Hộ kinh doanh Mẫu"],
        [1, "Lắp đèn", "1. Sở Xây dựng\n2. Sở Tài chính"],
    )
    assert said.columns["Doanh nghiệp/Nội dung kiến nghị"] == "text"
    assert said.values("raisers") == [[WHO], ["Hộ kinh doanh Mẫu"]]
    assert said.values("bodies") == [["Sở Xây dựng"], ["Sở Xây dựng", "Sở Tài chính"]]


@pytest.mark.parametrize(
    "heading",
    ["I. LĨNH VỰC THUẾ (02 kiến nghị)", "1. Lĩnh vực thuế: 2 ý kiến", "A. Thuế (2)", "II - Thuế:"],
)
def test_how_many_stand_below_is_no_part_of_a_topic(desk: Desk, heading: str) -> None:
    said = desk.issues(["STT", "Đơn vị", "Nội dung"], [heading], [1, WHO, "Hoàn thuế chậm"])
    assert (said.values("topic"), said.values("note")) == (["Thuế"], [None])


@pytest.mark.parametrize("gap", [True, False])
def test_tables_side_by_side_are_one(desk: Desk, gap: bool) -> None:
    def row(*tables: list[object]) -> list[object]:
        """A row of two tables."""
        left, right = (*tables, [None] * 3)[:2]
        return [*left, *[None] * gap, *right]

    header: list[object] = ["STT", "Đơn vị", "Nội dung"]
    said = desk.issues(
        ["DANH SÁCH"],
        row(header, header),
        row([1, WHO, "Vá đường"], [4, "Hộ Mẫu", "Giảm phí"]),
        row([2, "Hộ Mẫu Hai", "Lắp đèn"], [5, "Hộ Mẫu Ba", "=A1"]),
        row([3, "Hộ Mẫu Tư", "Dựng chợ"]),
        ["Tổng cộng: 5 kiến nghị"],
        row([None, "NGƯỜI LẬP", None], [None, "CHỦ TỊCH", None]),
        row([None, "Lê Mẫu", None], [None, "Trần Mẫu", None]),
    )
    assert [(row["row"], row["status"]) for row in said.told["rows"]] == [
        (3, "new"), (4, "new"), (5, "new"), (3, "new"), (4, "refused"),
    ]  # fmt: skip
    assert said.values("text") == ["Vá đường", "Lắp đèn", "Dựng chợ", "Giảm phí", ""]
    assert said.values("raisers")[3:] == [["Hộ Mẫu"], ["Hộ Mẫu Ba"]]
    assert f"Ô {'G' if gap else 'F'}4" in said.told["rows"][-1]["reasons"][0]
    assert [row["table"] for row in said.told["rows"]] == [1, 1, 1, 2, 2]
    _code, out = desk.run(
        "import", "issues", desk.folder / "a.xlsx", "--session", SESSION, "--dry-run"
    )
    assert "3/1  Mới" in out
    assert "3/2  Mới" in out
    assert [one["row"] for one in said.told["skipped"]] == [1, 6, 7, 8]
    assert list(said.columns.values())[:3] == ["ordinal", "raisers", "text"]


def test_columns_of_another_heading_above_are_no_second_table(desk: Desk) -> None:
    said = desk.enterprises(
        ["Doanh nghiệp", None, "Chủ doanh nghiệp", None],
        ["Tên", "Địa chỉ", "Tên", "Địa chỉ"],
        [WHO, "Số 1", "Ông Mẫu", "Số 9"],
        merged=["A1:B1", "C1:D1"],
    )
    assert said.values("name") == [WHO]


@pytest.mark.parametrize("label", ["I", "A", "II"])
def test_a_full_row_above_a_heading_is_an_entry(desk: Desk, label: str) -> None:
    said = desk.issues(
        ["STT", "Nội dung kiến nghị", "Cơ quan giải quyết", "Đề xuất của doanh nghiệp"],
        [1, "Doanh nghiệp gặp khó khăn về vốn", "Phòng Kinh tế", "Hỗ trợ vay vốn"],
        [label, "Sở Xây dựng"],
        [2, "Doanh nghiệp tư nhân khó vay", "Phòng Kinh tế", "Giảm lãi"],
        ["a)", "Giảm phí", "Phòng Kinh tế", ""],
    )
    assert said.statuses == [(2, "new"), (4, "new"), (5, "new")]
    assert said.told["skipped"] == [{"row": 3, "kind": "section", "text": f"{label} | Sở Xây dựng"}]
    assert said.values("raisers") == [[], [], []]


def test_what_a_kind_of_enterprises_does_is_nobodys_name(desk: Desk) -> None:
    said = desk.issues(
        ["STT", "Nội dung kiến nghị"],
        ["I", "Doanh nghiệp gặp khó khăn về vốn"],
        [1, "Hỗ trợ vay vốn"],
        ["II", "Công ty TNHH Mẫu"],
        [2, "Vá đường"],
    )
    assert said.values("raisers") == [[], ["Công ty TNHH Mẫu"]]


def test_the_header_may_stand_below_many_empty_rows(desk: Desk) -> None:
    said = desk.issues(*([[]] * 60), ["STT", "Đơn vị", "Nội dung"], [1, WHO, "Vá đường"])
    assert (said.told["header_row"], said.statuses) == (61, [(62, "new")])


def test_a_heading_merged_over_an_empty_column_heads_one(desk: Desk) -> None:
    rows = [["STT", "Đơn vị", "Nội dung", None, "Ghi chú"], [1, WHO, "Vá đường", None, "gấp"]]
    merged = ["C1:D1", "C2:D2"]
    assert list(desk.issues(*rows, merged=merged).columns) == [
        "STT",
        "Đơn vị",
        "Nội dung",
        "Ghi chú",
    ]
    rows[1][3] = "còn nữa"
    assert desk.issues(*rows, merged=merged[:1]).columns["Nội dung (2)"] is None


@pytest.mark.parametrize("words", ["(tiếp theo)", "Tiếp theo trang sau", "(còn nữa)"])
def test_what_says_that_the_table_goes_on_is_no_entry(desk: Desk, words: str) -> None:
    rows = [["STT", "Đơn vị", "Nội dung"], [1, WHO, "Vá"], [None, None, words], [2, WHO, "Lắp"]]
    said = desk.issues(*rows)
    assert said.statuses == [(2, "new"), (4, "new")]
    assert [(one["row"], one["text"]) for one in said.told["skipped"]] == [(3, words)]


def test_a_lead_in_heads_its_numbered_parts(desk: Desk) -> None:
    said = desk.issues(
        ["STT", "Nội dung kiến nghị", "Trả lời"],
        ["1.", "Về thuế:", None],
        ["1.1.", "Chậm hoàn thuế", "Sẽ xem xét"],
        ["2.", "Về giá thuê đất ở chợ:", None],
        ["2.1.", "Giá cao", None],
        ["3.", "Đề nghị như sau:", "Ghi nhận"],
        ["3.1.", "Lắp đèn", None],
    )
    assert [row for row, _status in said.statuses] == [3, 5, 6, 7]
    assert said.values("topic") == ["Thuế", "giá thuê đất ở chợ", None, None]
    assert [one["text"] for one in said.told["skipped"]] == [
        "1. | Về thuế:", "2. | Về giá thuê đất ở chợ:"
    ]  # fmt: skip


def test_associations_as_headings(desk: Desk) -> None:
    said = desk.issues(
        ["STT", "Nội dung kiến nghị", "Trả lời"],
        ["I", "Hiệp hội Doanh nghiệp phường Mẫu", None],
        [1, "Giảm phí", None],
        ["II", "HỘI NGHỊ CHUYÊN ĐỀ", None],
        [2, "Hoàn thuế", None],
    )
    assert said.values("raisers") == [["Hiệp hội Doanh nghiệp phường Mẫu"], []]


def test_a_header_repeated_below_the_first_entry_is_no_header_of_two_rows(desk: Desk):
    header = ["Doanh nghiệp", "Venue", "Nội dung", "Ghi chú"]
    first = ["Hộ Mẫu", "Điểm cầu 1", "Sửa đường.", "gấp"]
    said = desk.issues(header, first, header, ["Hộ Thử", "Điểm cầu 2", "Lắp đèn.", None])
    assert said.statuses == [(2, "new"), (4, "new")]
    assert said.values("text") == ["Sửa đường.", "Lắp đèn."]


def test_a_first_column_without_a_heading_counts_the_rows(desk: Desk):
    said = desk.issues(
        [None, "Đơn vị", "Nội dung", "Ghi chú"],
        ["I", "LĨNH VỰC THUẾ"],
        [1, "Công ty Mẫu", "Giảm thuế", None],
        [2, "Hộ Mẫu", "Hoàn thuế", None],
    )
    assert said.statuses == [(3, "new"), (4, "new")]
    assert said.values("topic") == ["Thuế", "Thuế"]
    assert said.told["columns"][0] == {"heading": "A", "field": "ordinal"}


def test_parts_with_a_dash_below_whose_they_are(desk: Desk) -> None:
    said = desk.issues(
        ["STT", "Nội dung kiến nghị"],
        [1, f"{WHO}:"], [None, "- Giảm phí"], [None, "- Lắp đèn"],
        [2, "Hộ kinh doanh Mẫu Hai:"], [None, "- Vá hè"],
        [3, "Nạo cống"], [None, "- Sửa đường"],
    )  # fmt: skip
    assert said.values("text")[:3] == ["- Giảm phí", "- Lắp đèn", "- Vá hè"]
    assert said.values("raisers")[:3] == [[WHO], [WHO], ["Hộ kinh doanh Mẫu Hai"]]
    assert said.values("raisers")[3:] == [[], []]
    assert [one["row"] for one in said.told["skipped"]] == [2, 5]


def test_a_heading_says_when_and_how_it_was_raised(desk: Desk) -> None:
    said = desk.issues(
        ["STT", "Đơn vị", "Nội dung"],
        ["I. Kiến nghị gửi trước hội nghị"], [1, WHO, "Sửa đường"],
        ["II. Kiến nghị phát biểu tại hội nghị"], [2, WHO, "Lắp đèn"],
        ["III. Kiến nghị gửi qua Zalo"], [3, WHO, "Vá hè"],
        ["IV. Kiến nghị đã trả lời tại hội nghị"], [4, WHO, "Nạo cống"],
    )  # fmt: skip
    assert said.values("moment") == ["before", "at_meeting", None, None]
    assert said.values("medium") == [None, "spoken", "zalo", None]
    assert "tiêu đề ở dòng 4" in said.reasons(5)


def test_a_heading_says_of_which_kind_they_are(desk: Desk) -> None:
    said = desk.issues(
        ["STT", "Đơn vị", "Nội dung", "Loại"],
        ["A. CÂU HỎI"], [1, WHO, "Sửa đường"], [2, WHO, "Lắp đèn", "Phản ánh"],
        ["B. TỐ CÁO"], [3, WHO, "Ông A nhận tiền"],
    )  # fmt: skip
    assert said.values("kind") == ["question", "report", "denunciation"]
