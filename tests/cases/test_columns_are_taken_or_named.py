"""A column is taken or named as not taken; words that no list has are kept as written."""

from __future__ import annotations

import pytest

from tests.cases.conftest import Desk

HEADER = ["STT", "Đơn vị kiến nghị", "Nội dung kiến nghị"]
WHO = "Công ty TNHH Mẫu Một"


def test_answers_under_the_name_of_a_body(desk: Desk) -> None:
    said = desk.issues(
        [*HEADER, "Ý kiến của Sở Xây dựng", "Tình trạng"], [1, WHO, "Vá đường", "Đã ghi.", "Xong"]
    )
    assert said.columns["Ý kiến của Sở Xây dựng"] == "answer"
    assert said.columns["Tình trạng"] is None
    assert (said.values("answer"), said.values("bodies")) == (["Đã ghi."], [["Sở Xây dựng"]])
    assert said.values("answered_by") == ["Sở Xây dựng"]


def test_what_enterprises_say_is_no_answer(desk: Desk) -> None:
    said = desk.issues(["STT", "Ý kiến của doanh nghiệp", "Đơn vị kiến nghị"], [1, "Vá đường", WHO])
    assert said.columns["Ý kiến của doanh nghiệp"] == "text"


def test_two_columns_of_answers_make_one(desk: Desk) -> None:
    header = [*HEADER, "Ý kiến tiếp thu, giải trình", "Kết quả giải quyết"]
    said = desk.issues(header, [1, WHO, "Vá đường", "Tiếp thu", "Đã vá xong"])
    assert said.values("answer") == ["Tiếp thu\nĐã vá xong"]
    assert [said.columns[title] for title in header[3:]] == ["answer", "answer"]


@pytest.mark.parametrize(
    "opening",
    [
        "Sở Xây dựng xin phúc đáp như sau: ",
        "Sở Xây dựng trả lời: ",
        "Sở Xây dựng có ý kiến như sau:\n",
        "Trả lời (Sở Xây dựng): ",
    ],
)
def test_a_body_that_opens_the_answer_answers(desk: Desk, opening: str) -> None:
    said = desk.issues([*HEADER, "Trả lời"], [1, WHO, "Vá đường", f"{opening}sẽ vá."])
    assert said.values("answered_by") == ["Sở Xây dựng"]
    assert said.values("bodies") == [["Sở Xây dựng"]]
    assert "Sở Xây dựng" in said.reasons(2)
    assert said.values("answer") == [f"{opening}sẽ vá."]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Phòng Văn hoá – Xã hội", "Phòng Văn hóa - Xã hội"),
        ("Phòng Văn hóa, Xã hội", "Phòng Văn hóa - Xã hội"),
        ("Phòng Văn hóa và Xã hội", "Phòng Văn hóa - Xã hội"),
        ("Phòng Kinh tế - Hạ tầng - Đô thị", "Phòng Kinh tế, Hạ tầng và Đô thị"),
    ],
)
def test_the_name_of_a_body_in_other_spellings(desk: Desk, written: str, name: str) -> None:
    said = desk.issues([*HEADER, "Cơ quan xử lý"], [1, WHO, "Vá đường", written])
    assert said.values("bodies") == [[name]]


def test_a_body_under_the_level_of_authority(desk: Desk) -> None:
    said = desk.issues(
        [*HEADER, "Thẩm quyền"],
        [1, WHO, "Vá đường", "Sở Xây dựng"],
        [2, WHO, "Lắp đèn", "Thành phố"],
    )
    assert said.values("bodies") == [["Sở Xây dựng"], []]
    assert said.values("authority") == [None, "city"]


@pytest.mark.parametrize("heading", ["Đơn vị tiếp nhận", "Người tiếp nhận", "Cơ quan tiếp nhận"])
def test_who_receives_is_no_raiser(desk: Desk, heading: str) -> None:
    said = desk.issues(["STT", heading, "Nội dung kiến nghị"], [1, "Văn phòng", "Vá đường"])
    assert (said.columns[heading], said.values("raisers")) == (None, [[]])


def test_the_object_of_a_request_is_the_raiser(desk: Desk) -> None:
    said = desk.issues(["Đối tượng kiến nghị", "Nội dung"], [WHO, "Vá đường"])
    assert said.values("raisers") == [[WHO]]


def test_difficulty_and_request_make_the_text(desk: Desk) -> None:
    said = desk.issues(
        ["Tên doanh nghiệp", "4. Khó khăn, vướng mắc hiện nay", "5. Kiến nghị, đề xuất với UBND"],
        [WHO, "Đường ngập", "Nâng cấp cống"],
        ["Hộ kinh doanh Mẫu", None, "Lắp đèn"],
        ["Công ty TNHH Mẫu Ba", "Thiếu chỗ đậu xe", None],
    )
    assert said.values("text") == [
        "Khó khăn: Đường ngập\nKiến nghị: Nâng cấp cống",
        "Lắp đèn",
        "Thiếu chỗ đậu xe",
    ]
    assert list(said.columns.values()) == ["raisers", "text", "text"]


def test_a_difficulty_alone_is_the_text(desk: Desk) -> None:
    said = desk.issues(["STT", "Đơn vị", "Khó khăn, vướng mắc"], [1, WHO, "Đường ngập"])
    assert said.values("text") == ["Đường ngập"]


def test_ticked_columns_below_one_heading(desk: Desk) -> None:
    said = desk.issues(
        [*HEADER, "Thẩm quyền", None, None],
        [None, None, None, "Phường", "Thành phố", "Trung ương"],
        [1, WHO, "Vá đường", "x", None, None],
        [2, WHO, "Giảm thuế", None, None, "x"],
        merged=["A1:A2", "B1:B2", "C1:C2", "D1:F1"],
    )
    assert said.values("authority") == ["local", "central"]
    assert said.columns["Thẩm quyền - Phường"] == "authority"


def test_words_that_no_list_has_are_kept_and_asked_once(desk: Desk) -> None:
    rows = [
        [1, WHO, "Việc 1", "dat"],
        [2, WHO, "Việc 2", "dat"],
        [3, WHO, "Việc 3", "Thuế, Đất đai"],
    ]
    said = desk.issues([*HEADER, "Lĩnh vực"], *rows)
    assert said.values("topic") == ["dat", "dat", "Thuế"]
    assert ["dat" in note for note in said.values("note")[:2]] == [True, True]
    assert "Đất đai" in said.values("note")[2] or said.values("topic")[2] == "Thuế"
    assert ("topic", "dat", [2, 3]) in said.asked
    told = desk.issues([*HEADER, "Lĩnh vực"], *rows, options=["--say", "topic:dat=Thuế"])
    assert told.values("topic") == ["Thuế"] * 3


def test_a_ward_that_no_list_has_is_kept(desk: Desk) -> None:
    said = desk.enterprises(["Tên doanh nghiệp", "Phường"], ["Công ty A", "Phường Lạ"])
    assert said.values("unit") == ["Phường Lạ"]
    desk.write("enterprises", ["Tên doanh nghiệp", "Phường"], ["Công ty A", "Phường Lạ"])
    assert "Phường Lạ" in desk.listed("enterprise")[0]["note"]


def test_a_column_named_by_hand_is_added_to_the_others(desk: Desk) -> None:
    rows = [
        ["STT", "Mã số thuế", "Người nộp", "Địa chỉ"],
        [1, "9900000312", "Lê Thị Mẫu", "ấp Nam"],
    ]
    said = desk.enterprises(*rows, options=["--map", "Tên=Người nộp"])
    assert (said.values("name"), said.values("tax_code")) == (["Lê Thị Mẫu"], ["9900000312"])
    assert said.values("address") == ["ấp Nam"]


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (["MaDTNT", "TenDTNT", "ToThon", "SoDienThoai"], ["tax_code", "name", "address", "phone"]),
        (["Mã số thuế", "Họ và tên", "Ngành nghề"], ["tax_code", "name", None]),
        (["Tên doanh nghiệp", "Họ và tên", "SĐT"], ["name", "representative", "phone"]),
        (["name", "tax", "representative"], ["name", "tax_code", "representative"]),
        (["Tên tắt", "Tên đầy đủ", "Địa chỉ liên lạc"], [None, "name", "address"]),
        (["Tên cơ sở", "Số nhà", "Đường", "Tổ", "Khu phố"], ["name", *["address"] * 4]),
    ],
)
def test_headings_of_registers(desk: Desk, headings: list[str], fields: list[str | None]) -> None:
    said = desk.enterprises(headings, ["1" for _ in headings])
    assert list(said.columns.values()) == fields


def test_the_parts_of_an_address(desk: Desk) -> None:
    said = desk.enterprises(
        ["Tên cơ sở", "Số nhà", "Đường", "Tổ", "Khu phố"], ["Quán Mẫu", "12", "Mẫu", 3, "KP2"]
    )
    assert said.values("address") == ["12 Mẫu, Tổ 3, KP2"]


def test_all_columns_that_make_the_text(desk: Desk) -> None:
    said = desk.issues(
        ["STT", "Doanh nghiệp", "Thực trạng", "Khó khăn", "Đề xuất", "Kiến nghị"],
        [1, "Công ty TNHH Mẫu", "đường hư", "xe không qua", "vá", "sớm vá"],
        [2, "Công ty TNHH Mẫu", None, None, None, "đèn"],
    )
    whole = "Thực trạng: đường hư\nKhó khăn: xe không qua\nĐề xuất: vá\nKiến nghị: sớm vá"
    assert said.values("text") == [whole, "đèn"]


def test_each_body_answers_in_its_column(desk: Desk) -> None:
    said = desk.issues(
        ["STT", "Nội dung", "Ý kiến của Sở Tài chính", "Ý kiến của UBND phường"],
        [1, "Vá đường", "đồng ý", "không"],
        [2, "Lắp đèn", None, "Sẽ lắp"],
        [3, "Giảm thuế", None, None],
    )
    both = "Sở Tài chính: đồng ý\nUBND phường: không"
    assert said.values("answer") == [both, "Sẽ lắp", None]
    assert said.values("answered_by") == [None, "UBND phường", None]


def test_how_far_it_has_come_is_no_answer(desk: Desk) -> None:
    said = desk.issues(["STT", "Nội dung", "Kết quả trả lời"], [1, "Vá đường", "Đang xử lý"])
    assert said.values("answer") == [None]
    assert "Đang xử lý" in said.values("note")[0]


def test_a_number_behind_the_answer_is_its_letters(desk: Desk) -> None:
    header = ["Nội dung", "Kết quả trả lời", "Số, ký hiệu văn bản", "Ngày ký"]
    said = desk.issues(header, ["Vá đường", "Sẽ vá", "45/UBND-KT", "02/09/2026"])
    assert said.values("answer_number") == ["45/UBND-KT"]
    assert said.values("answer_kind") == ["in_writing"]
    before = desk.issues(["Số, ký hiệu văn bản", *header[:2]], ["45/DN", "Vá đường", "Sẽ vá"])
    assert before.values("answer_number") == [None]


def test_a_column_of_kinds_is_known_by_its_cells(desk: Desk) -> None:
    said = desk.issues(
        ["Nội dung", "Ghi nhận"], ["Cán bộ nhận tiền", "Tố cáo"], ["Vá đường", "Kiến nghị"]
    )
    assert said.columns["Ghi nhận"] == "kind"
    assert said.values("complaint") == [True, False]


def test_ticked_topics_without_a_heading_above_them(desk: Desk) -> None:
    said = desk.issues(
        ["STT", "Nội dung", "Thuế", "Đất đai"], [1, "Vá đường", "x", None], [2, "Đèn", None, "✓"]
    )
    assert said.values("topic") == ["Thuế", "Đất đai"]
    assert not [title for title, field in said.columns.items() if field is None]


def test_who_asks_is_the_raiser_where_nobody_else_is_named(desk: Desk) -> None:
    header = ["Câu hỏi", "Trả lời", "Người hỏi", "Ngày hỏi"]
    said = desk.issues(header, ["Bao giờ vá đường?", "Sẽ vá.", "Lê Mẫu", "10/9/2026"])
    assert (said.values("raisers"), said.values("speaker")) == ([["Lê Mẫu"]], [None])
    both = desk.issues([*header, "Đơn vị"], ["Vá?", "Sẽ vá.", "Lê Mẫu", None, "Công ty TNHH Mẫu"])
    assert (both.values("raisers"), both.values("speaker")) == (
        [["Công ty TNHH Mẫu"]],
        ["Lê Mẫu"],
    )


def test_a_letter_in_its_own_column(desk: Desk) -> None:
    said = desk.issues(
        ["Nội dung", "Trả lời của UBND phường", "Văn bản trả lời"],
        ["Vá đường", "Sẽ vá", "CV 12/UBND ngày 1/9/2026"],
    )
    assert said.values("answer_number") == ["12/UBND"]
    assert said.values("answer_date") == ["2026-09-01"]
    assert said.values("answered_by") == ["UBND phường"]


@pytest.mark.parametrize(
    ("written", "body"),
    [
        ("Sở NN và MT", "Sở Nông nghiệp và Môi trường"),
        ("Sở Nông nghiệp & MT", "Sở Nông nghiệp và Môi trường"),
        ("P. Văn hóa – Xã hội", "Phòng Văn hóa - Xã hội"),
        ("P.VHXH", "Phòng Văn hóa - Xã hội"),
        ("NHNN KV II", "Ngân hàng Nhà nước Khu vực 2"),
        ("Chi cục Hải quan KV 2", "Chi cục Hải quan khu vực II"),
        ("CA TP.HCM", "Công an Thành phố Hồ Chí Minh"),
        ("SXD", "Sở Xây dựng"),
        ("Đại diện Thuế cơ sở", "Thuế cơ sở"),
        ("Giám đốc Sở Xây dựng", "Sở Xây dựng"),
        ("Phó Trưởng phòng Kinh tế, Hạ tầng và Đô thị", "Phòng Kinh tế, Hạ tầng và Đô thị"),
        ("Ông Mẫu - PGĐ Sở Xây dựng", "Sở Xây dựng"),
        ("Sở QHKT", "Sở Quy hoạch - Kiến trúc"),
    ],
)
def test_bodies_by_their_first_letters_and_by_who_speaks_for_them(
    desk: Desk, written: str, body: str
) -> None:
    said = desk.issues(["STT", "Nội dung", "Cơ quan trả lời"], [1, "Vá đường", written])
    assert said.values("bodies") == [[body]]


@pytest.mark.parametrize("written", ["Phòng XY", "Sở ABC", "CA", "Ban Mẫu", "P. Mẫu"])
def test_letters_of_no_body_are_asked(desk: Desk, written: str) -> None:
    said = desk.issues(["STT", "Nội dung", "Cơ quan trả lời"], [1, "Vá đường", written])
    assert said.values("bodies") == [[written]]
    assert ("lead_body", written, [2]) in said.asked


@pytest.mark.parametrize(
    ("answer", "body", "number"),
    [
        ("Ngày 5/9/2026, Thuế cơ sở có Công văn số 12/TCS-NV trả lời như sau: miễn.", "Thuế cơ sở",
         "12/TCS-NV"),
        ("Đại diện Sở Tài chính trả lời: Ghi nhận.", "Sở Tài chính", None),
        ("Chào ông, Sở Xây dựng trả lời như sau: nộp tại một cửa.", "Sở Xây dựng", None),
        ("Kính gửi Công ty Mẫu: Sở Xây dựng xin phúc đáp như sau: đã có.", "Sở Xây dựng", None),
    ],
)  # fmt: skip
def test_what_stands_before_the_body_that_opens_the_answer(
    desk: Desk, answer: str, body: str, number: str | None
) -> None:
    said = desk.issues(["STT", "Nội dung", "Trả lời"], [1, "Vá đường", answer])
    assert (said.values("bodies"), said.values("answer_number")) == ([[body]], [number])
    assert said.values("answer") == [answer]


def test_the_form_of_each_of_two_columns_of_answers(desk: Desk) -> None:
    said = desk.issues(
        ["STT", "Nội dung", "Trả lời trực tiếp tại hội nghị", "Trả lời bằng văn bản"],
        [1, "Vá đường", "Đã rõ", None],
        [2, "Lắp đèn", None, "CV 12/UBND-KT ngày 20/9/2026: đồng ý"],
        [3, "Chợ", "Đã rõ", "Đang soạn thư"],
    )
    assert None not in said.columns.values()
    assert said.values("answer_kind") == ["at_meeting", "in_writing", None]
    assert said.values("answer") == [
        "Đã rõ", "CV 12/UBND-KT ngày 20/9/2026: đồng ý", "Đang soạn thư\nĐã rõ",
    ]  # fmt: skip
    assert ("answer_kind", None, [4]) in said.asked


def test_a_person_beside_the_enterprise_speaks_for_it(desk: Desk) -> None:
    said = desk.issues(
        ["STT", "Họ tên người kiến nghị", "Tên doanh nghiệp", "Nội dung"],
        [1, "Trần Văn Mẫu", "Công ty TNHH Mẫu Một", "Vá đường"],
        [2, "Lê Thị Mẫu", None, "Lắp đèn"],
    )
    assert said.statuses == [(2, "new"), (3, "new")]
    assert said.values("raisers") == [["Công ty TNHH Mẫu Một"], ["Lê Thị Mẫu"]]
    assert said.values("speaker") == ["Trần Văn Mẫu", None]


@pytest.mark.parametrize("tick", ["√", "+", "●", "ü", "✓", "X"])
def test_whatever_sign_ticks_a_column(desk: Desk, tick: str) -> None:
    said = desk.issues(
        ["STT", "Nội dung", "Hình thức", None],
        [None, None, "Phát biểu", "Zalo"],
        [1, "Vá đường", None, tick], [2, "Lắp đèn", tick, None],
        merged=["A1:A2", "B1:B2", "C1:D1"],
    )  # fmt: skip
    assert said.values("medium") == ["zalo", "spoken"]


@pytest.mark.parametrize("written", ["Thuế / Hải quan", "Thuế, Đất", "Đất và Thuế", "Thuế - Đất"])
def test_a_known_topic_among_others(desk: Desk, written: str) -> None:
    said = desk.issues(["STT", "Nội dung", "Lĩnh vực"], [1, "Vá đường", written])
    assert said.values("topic") == ["Thuế"]
    ((field, value, _rows),) = [one for one in said.asked if one[0] == "topic"]
    assert value in written
    assert value != written
    told = desk.issues(
        ["STT", "Nội dung", "Lĩnh vực"], [1, "Vá đường", written],
        options=["--say", f"{field}:{value}=Thuế"],
    )  # fmt: skip
    assert "topic" not in {one[0] for one in told.asked}


@pytest.mark.parametrize("level", ["Thành phố", "Sở, ngành"])
def test_a_body_may_stand_where_its_level_is_ticked(desk: Desk, level: str) -> None:
    said = desk.issues(
        ["STT", "Nội dung", "Thẩm quyền giải quyết", None, None],
        [None, None, "Phường", level, "Trung ương"],
        [1, "Vá đường", "x", None, None], [2, "Lắp đèn", None, "x", None],
        [3, "Chợ", None, "Sở Xây dựng", None],
        merged=["A1:A2", "B1:B2", "C1:E1"],
    )  # fmt: skip
    assert said.values("authority") == ["local", "city", "city"]
    assert said.values("bodies") == [[], [], ["Sở Xây dựng"]]


def test_whole_sentences_of_a_header_are_headings(desk: Desk) -> None:
    question = (
        "Nội dung khó khăn, vướng mắc, kiến nghị của doanh nghiệp, hộ kinh doanh trên địa bàn"
    )
    question += " gửi đến lãnh đạo UBND phường tại hội nghị đối thoại (ghi rõ từng nội dung)"
    said = desk.issues(["STT", "Đơn vị", question], [1, WHO, "Vá đường"])
    assert said.columns == {"STT": "ordinal", "Đơn vị": "raisers", question: "text"}


def test_a_limit_of_nobody_and_a_form_of_no_answer_are_kept(desk: Desk) -> None:
    header = [*HEADER, "Thời hạn", "Hình thức trả lời"]
    said = desk.issues(header, [1, WHO, "Vá đường", "30/9/2026", "Văn bản"])
    assert said.values("note") == [
        "Kết quả ghi trong tệp: Hình thức trả lời: Văn bản\nThời hạn ghi trong tệp: 30/09/2026"
    ]
    led = desk.issues(
        [*header, "Cơ quan chủ trì"], [1, WHO, "Vá", "30/9/2026", None, "Sở Xây dựng"]
    )
    assert led.values("note") == [None]


@pytest.mark.parametrize("heading", ["Hội viên", "Kính mời", "Cơ sở tham gia chương trình"])
def test_people_beside_enterprises_are_no_names_of_theirs(desk: Desk, heading: str) -> None:
    said = desk.enterprises(
        ["STT", heading, "Họ tên", "Điện thoại"],
        [1, "Công ty TNHH Mẫu Một", "Nguyễn Mẫu", "0903000001"],
        [2, "Hộ kinh doanh Mẫu Hai", "Trần Mẫu", "0903000002"],
        [3, "Siêu thị Mẫu", "Lê Mẫu", "0903000003"],
    )
    names = ["Công ty TNHH Mẫu Một", "Hộ kinh doanh Mẫu Hai", "Siêu thị Mẫu"]
    assert said.values("name") == names
    assert said.values("representative") == ["Nguyễn Mẫu", "Trần Mẫu", "Lê Mẫu"]


def test_the_bank_of_an_owner_is_not_the_name(desk: Desk) -> None:
    said = desk.enterprises(["Chủ hộ", "Nơi mở tài khoản"], ["Nguyễn Mẫu", "Ngân hàng Mẫu"])
    assert said.values("name") == ["Nguyễn Mẫu"]


@pytest.mark.parametrize("heading", ["Số CCCD/MST", "MST/CCCD", "Mã số thuế (CCCD)"])
def test_codes_of_either_kind_stand_in_one_column(desk: Desk, heading: str) -> None:
    said = desk.enterprises(["Tên hộ kinh doanh", heading], ["Hộ kinh doanh Mẫu", "8012345678-001"])
    assert said.values("tax_code") == ["8012345678-001"]


def test_words_that_are_no_form_of_an_answer_are_kept_beside_its_letter(desk: Desk):
    said = desk.issues(
        ["Nội dung", "Số văn bản trả lời", "Hình thức trả lời"],
        ["Sửa đường.", "12/SXD", "Qua bưu điện"],
    )
    assert said.rows[2]["fields"]["answer_kind"] == "in_writing"
    assert "Qua bưu điện" in said.rows[2]["fields"]["note"]


@pytest.mark.parametrize(
    ("kept", "known", "is_withheld"),
    [("Có", "lạ", True), ("Không", "Không", True), ("Không", "Có", False), (None, "Không", True)],
)
def test_both_questions_about_the_name_are_read(
    desk: Desk, kept: str | None, known: str, is_withheld: bool
):
    said = desk.issues(
        ["Nội dung", "Đề nghị không nêu tên", "Đồng ý công khai tên"], ["Sửa đường.", kept, known]
    )
    assert said.rows[2]["fields"]["withhold_name"] is is_withheld
    assert known != "lạ" or "lạ" in said.rows[2]["fields"]["note"]


def test_ticks_say_how_an_answer_was_given_only_beside_one(desk: Desk) -> None:
    """ "Trực tiếp", "Văn bản" may as well be how something was raised."""
    rows = [[1, WHO, "Vá đường", "x", None], [2, WHO, "Lắp đèn", None, "x"]]
    alone = desk.issues([*HEADER, "Trực tiếp", "Văn bản"], *rows)
    assert (alone.columns["Trực tiếp"], alone.columns["Văn bản"]) == (None, None)
    assert alone.values("answer_kind") == [None, None]
    answered = [[*row[:3], "Đã trả lời", *row[3:]] for row in rows]
    beside = desk.issues([*HEADER, "Nội dung trả lời", "Trực tiếp", "Văn bản"], *answered)
    assert beside.values("answer_kind") == ["at_meeting", "in_writing"]
