"""One cell that holds several names, a name with its address, or several issues."""

from __future__ import annotations

import pytest

from tests.cases.conftest import Desk

WHO, OTHER = "Công ty TNHH Mẫu Một", "Công ty CP Mẫu Hai"
HEADER = ["STT", "Đơn vị kiến nghị", "Nội dung kiến nghị"]


@pytest.mark.parametrize(
    "cell",
    [
        f"{WHO}, {OTHER}", f"{WHO} và {OTHER}", f"{WHO}; {OTHER}", f"1. {WHO}\n2. {OTHER}",
        f"{WHO} / {OTHER}",
    ],
)  # fmt: skip
def test_several_raisers(desk: Desk, cell: str) -> None:
    assert desk.issues(HEADER, [1, cell, "Vá đường"]).values("raisers") == [[WHO, OTHER]]


@pytest.mark.parametrize(
    "name",
    [
        "Công ty TNHH Thương mại, Dịch vụ và Sản xuất Mẫu", "Công ty TNHH TM - DV Mẫu",
        "Công ty CP Đầu tư 36", "Công ty TNHH Mẫu - Chi nhánh phường Mẫu", "Công ty Mẫu, 3 Sao",
    ],
)  # fmt: skip
def test_a_name_with_commas_and_numbers_is_one_name(desk: Desk, name: str) -> None:
    said = desk.issues(HEADER, [1, name, "Vá đường"])
    assert (said.values("raisers"), said.values("note")) == ([[name]], [None])
    assert desk.enterprises(["Tên doanh nghiệp"], [name]).values("name") == [name]


@pytest.mark.parametrize(
    ("cell", "rest"),
    [
        (f"{WHO}\n12 đường Mẫu, phường Mẫu\nĐT: 0900000001", "đường Mẫu"),
        (f"{WHO}, ĐC: 12 đường Mẫu, ĐT: 0900000001", "đường Mẫu"),
        (f"{WHO}, ấp Nam", "ấp Nam"),
        (f"{WHO} (0900 000 001)", "0900 000 001"),
    ],
)
def test_a_raiser_is_a_name_and_never_an_address(desk: Desk, cell: str, rest: str) -> None:
    said = desk.issues(HEADER, [1, cell, "Vá đường"])
    assert said.values("raisers") == [[WHO]]
    assert rest in said.values("note")[0]
    assert ("contacts", None, [2]) in said.asked
    whole = desk.issues(HEADER, [1, cell, "Vá đường"], options=["--say", "contacts=no"])
    assert whole.values("raisers") != [[WHO]]


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Thông tin doanh nghiệp", f"{WHO}\nĐịa chỉ: 12 đường Mẫu\nĐiện thoại: 0900000001"),
        ("Tên, địa chỉ doanh nghiệp", f"{WHO} - 12 đường Mẫu - ĐT 0900000001"),
        ("Tên đơn vị, địa chỉ, điện thoại", f"{WHO}; 12 đường Mẫu; 0900000001"),
        ("Tên doanh nghiệp", f"{WHO}, ĐC: 12 đường Mẫu, ĐT: 0900000001"),
    ],
)
def test_name_address_and_telephone(desk: Desk, heading: str, cell: str) -> None:
    said = desk.enterprises(["STT", heading], [1, cell])
    assert said.values("name") == [WHO]
    assert said.values("address") == ["12 đường Mẫu"]
    assert said.values("phone") == ["0900000001"]
    assert [field for field, _value, _rows in said.asked] == ["contacts"]


@pytest.mark.parametrize(
    "cell",
    [
        "1. Vá đường Mẫu\n2. Lắp đèn", "- Vá đường Mẫu\n- Lắp đèn", "a) Vá đường Mẫu; b) Lắp đèn",
        "Kiến nghị 1: Vá đường Mẫu\nKiến nghị 2: Lắp đèn",
    ],
)  # fmt: skip
def test_several_issues_are_offered_each_for_itself(desk: Desk, cell: str) -> None:
    rows = [HEADER, [1, WHO, cell], [2, OTHER, "Giảm thuế"]]
    said = desk.issues(*rows)
    assert said.statuses == [(2, "new"), (3, "new")]
    assert ("parts", None, [2]) in said.asked
    apart = desk.issues(*rows, options=["--say", "parts=yes"])
    assert apart.statuses == [(2, "new"), (2, "new"), (3, "new")]
    assert apart.values("text") == ["Vá đường Mẫu", "Lắp đèn", "Giảm thuế"]
    assert apart.values("raisers") == [[WHO], [WHO], [OTHER]]
    desk.write("issues", *rows, options=["--say", "parts=yes"])
    assert len(desk.listed("issue")) == 3


def test_answers_numbered_alike_go_with_their_issues(desk: Desk) -> None:
    said = desk.issues(
        [*HEADER, "Trả lời"],
        [1, WHO, "1. Vá đường\n2. Lắp đèn", "1. Đã vá\n2. Sẽ lắp"],
        options=["--say", "parts=yes"],
    )
    assert said.values("answer") == ["Đã vá", "Sẽ lắp"]


def test_bodies_in_a_list_with_commas(desk: Desk) -> None:
    both = "Phòng Kinh tế, Hạ tầng và Đô thị, Công an phường"
    said = desk.issues([*HEADER, "Đơn vị chủ trì"], [1, WHO, "Vá đường", both])
    assert said.values("bodies") == [["Phòng Kinh tế, Hạ tầng và Đô thị", "Công an phường"]]
    for short in ("P. KT, HT&ĐT", "Phòng KTHTĐT"):
        said = desk.issues([*HEADER, "Đơn vị chủ trì"], [1, WHO, "Vá đường", short])
        assert said.values("bodies") == [["Phòng Kinh tế, Hạ tầng và Đô thị"]]


@pytest.mark.parametrize(
    ("cell", "raiser", "speaker"),
    [
        (f"Bà Trần Thị Mẫu - {WHO}", WHO, "Bà Trần Thị Mẫu"),
        (f"{WHO} - Ông Lê Văn Mẫu", WHO, "Ông Lê Văn Mẫu"),
        (f"{WHO} (Ông Lê Văn Mẫu)", WHO, "Ông Lê Văn Mẫu"),
        (f"Bà Trần Thị Mẫu ({OTHER})", OTHER, "Bà Trần Thị Mẫu"),
        (f"Bà Trần Thị Mẫu, {OTHER}", OTHER, "Bà Trần Thị Mẫu"),
        (f"Ông Lê Văn Mẫu, Giám đốc {OTHER}", OTHER, "Ông Lê Văn Mẫu, Giám đốc"),
        (f"Bà Mẫu đại diện {WHO}", WHO, "Bà Mẫu"),
        (f"{WHO}\nÔng Lê Văn Mẫu - Giám đốc", WHO, "Ông Lê Văn Mẫu - Giám đốc"),
        (f"{WHO} - Bà Trần Thị Mẫu - 0900000001", WHO, "Bà Trần Thị Mẫu"),
        (f"{WHO}, 5 đường Mẫu (Ông Lê Văn Mẫu)", WHO, "Ông Lê Văn Mẫu"),
        ("Ông Mẫu – Hội Doanh nghiệp phường Mẫu", "Hội Doanh nghiệp phường Mẫu", "Ông Mẫu"),
    ],
)
def test_who_speaks_for_an_enterprise_is_no_raiser(
    desk: Desk, cell: str, raiser: str, speaker: str
) -> None:
    said = desk.issues(HEADER, [1, cell, "Vá đường"])
    assert (said.values("raisers"), said.values("speaker")) == ([[raiser]], [speaker])
    assert ("contacts", None, [2]) in said.asked


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        (f"{WHO} - {OTHER}", [WHO, OTHER]),
        (f"{WHO}, Ông Mẫu", [WHO, "Ông Mẫu"]),
        (f"Bà Mẫu và {WHO}", ["Bà Mẫu", WHO]),
        ("Chi nhánh Mẫu - Công ty TNHH Mẫu Một", ["Chi nhánh Mẫu - Công ty TNHH Mẫu Một"]),
        ("Hộ kinh doanh Quán Bà Sáu", ["Hộ kinh doanh Quán Bà Sáu"]),
        ("Văn phòng đại diện Công ty Mẫu", ["Văn phòng đại diện Công ty Mẫu"]),
    ],
)
def test_beside_each_other_or_one_name(desk: Desk, cell: str, names: list[str]) -> None:
    said = desk.issues(HEADER, [1, cell, "Vá đường"])
    assert (said.values("raisers"), said.values("speaker")) == ([names], [None])


@pytest.mark.parametrize(
    ("text", "raisers"),
    [
        (f"{WHO} kiến nghị: Vá đường", [WHO]),
        (f"{WHO}: Đề nghị giảm phí", [WHO]),
        (f"Câu 12: {WHO} hỏi: Bao giờ xong?", [WHO]),
        (f"Ý kiến số 3. Đại diện {WHO} phản ánh đường ngập", [WHO]),
        ("Câu 4: Khi nào có điện?", []),
        (f"{WHO} phản ánh tình trạng ngập nước tại hẻm 5", [WHO]),
        (f"Đề nghị lắp đèn đường Mẫu ({WHO})", [WHO]),
        (f"Đề nghị lắp đèn đường Mẫu (kiến nghị của {WHO}; {OTHER}).", [WHO, OTHER]),
        ("Bà Trần Thị Mẫu hỏi: Bao giờ xong?", ["Bà Trần Thị Mẫu"]),
        ("Công ty Cổ phần Mẫu Ba đề nghị giảm phí", ["Công ty Cổ phần Mẫu Ba"]),
        ("Công ty cổ phần Đầu tư Mẫu: giảm phí", ["Công ty cổ phần Đầu tư Mẫu"]),
        (f"Đại diện {WHO} kiến nghị giảm phí", [WHO]),
        ("Đại diện Sở Mẫu đề nghị báo cáo", []),
        ("Công ty có vốn nước ngoài đề nghị giảm phí", []),
        ("Công ty chúng tôi kiến nghị giảm phí", []),
        ("Công ty đang hoạt động tại KCN Mẫu phản ánh đường hư", []),
        ("Doanh nghiệp đề nghị giảm thuế", []),
        ("Bà con tiểu thương chợ Mẫu phản ánh chợ xuống cấp", []),
        ("Đề nghị mắc điện (Công ty Điện lực Mẫu)", []),
        ("Đề nghị vá đường Mẫu (đoạn từ hẻm 5 đến hẻm 7)", []),
    ],
)
def test_whom_the_text_itself_names(desk: Desk, text: str, raisers: list[str]) -> None:
    said = desk.issues(["STT", "Nội dung kiến nghị"], [1, text], [2, "Cấp nước"])
    assert said.values("raisers") == [raisers, []]
    assert said.values("text")[0] == text
    assert ("đề xuất là đơn vị nêu" in said.reasons(2)) == bool(raisers)


@pytest.mark.parametrize("heading", ["Đại biểu phát biểu", "Người phát biểu", "Đại diện"])
@pytest.mark.parametrize(
    ("cell", "raisers", "speaker"),
    [
        (f"Ông Mẫu - GĐ {WHO}", [WHO], "Ông Mẫu, GĐ"),
        (f"Bà Mẫu (P.GĐ {WHO})", [WHO], "Bà Mẫu, P.GĐ"),
        (f"Đại diện {WHO}", [WHO], None),
        (f"Giám đốc {WHO}", [WHO], "Giám đốc"),
        ("Hiệp hội Doanh nghiệp Mẫu", ["Hiệp hội Doanh nghiệp Mẫu"], None),
        ("Bà Mẫu", [], "Bà Mẫu"),
        ("Ông Mẫu, Phó Chủ tịch UBND phường", [], "Ông Mẫu, Phó Chủ tịch UBND phường"),
    ],
)
def test_whom_the_one_who_spoke_speaks_for(
    desk: Desk, heading: str, cell: str, raisers: list[str], speaker: str | None
) -> None:
    said = desk.issues(["STT", heading, "Nội dung kiến nghị"], [1, cell, "Vá đường"])
    assert (said.values("raisers"), said.values("speaker")) == ([raisers], [speaker])


def test_a_column_of_raisers_says_more_than_that_of_speakers(desk: Desk) -> None:
    header = ["STT", "Đơn vị kiến nghị", "Người phát biểu", "Nội dung kiến nghị"]
    said = desk.issues(header, [1, None, f"Ông Mẫu - GĐ {WHO}", "Vá đường"])
    assert (said.values("raisers"), said.values("speaker")) == ([[]], [f"Ông Mẫu - GĐ {WHO}"])


@pytest.mark.parametrize("cell", ["-", "…", "không có", "Không rõ"])
def test_signs_and_words_for_nobody_are_no_raiser(desk: Desk, cell: str) -> None:
    assert desk.issues(HEADER, [1, cell, "Vá đường"]).values("raisers") == [[]]


def test_signs_alone_are_no_issue(desk: Desk) -> None:
    assert desk.issues(HEADER, [1, WHO, "…"], [2, WHO, "Vá"]).statuses == [
        (2, "refused"), (3, "new"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("offer", "answer"), [("contacts", "yes"), ("parts", "no"), ("parts", "yes")]
)  # fmt: skip
def test_what_was_answered_of_an_offer_is_not_asked_again(
    desk: Desk, offer: str, answer: str
) -> None:
    rows = [HEADER, [1, f"{WHO}, ĐT: 0900000001", "1. Vá đường\n2. Lắp đèn"]]
    assert offer in {field for field, _value, _rows in desk.issues(*rows).asked}
    said = desk.issues(*rows, options=["--say", f"{offer}={answer}"])
    assert offer not in {field for field, _value, _rows in said.asked}


def test_the_bracket_closes_with_what_it_opened_for(desk: Desk) -> None:
    said = desk.issues(HEADER, [1, "Công ty Mẫu C (ông Lê Mẫu, ĐT 0900 000 111)", "Vá đường"])
    assert said.values("speaker") == ["ông Lê Mẫu"]
    assert said.values("note") == ["Liên hệ ghi trong tệp: ĐT 0900 000 111"]


NUMBER = 1079012345  # 1079012345 or 001079012345


def test_yes_does_not_say_which_of_two_codes_it_is(desk: Desk):
    row = [["STT", "Tên", "Mã số thuế"], [1, "Mẫu Một", NUMBER]]
    assert "cần trả lời" in desk.write("enterprises", *row, options=["--accept", "2"])
    assert "cần trả lời" in desk.write("enterprises", *row, options=["--overwrite"])
    assert desk.listed("enterprise") == []
    said = f"tax_code:{NUMBER}=00{NUMBER}"
    assert "thêm mới 1" in desk.write("enterprises", *row, options=["--say", said])


@pytest.mark.parametrize(
    ("heading", "type_", "name"),
    [
        ("Người đại diện", "Công ty TNHH", None),
        ("Giám đốc", None, None),
        ("Người đại diện", "Hộ kinh doanh", "Trần Văn Bình"),
        ("Chủ hộ/Người đại diện", None, "Trần Văn Bình"),
        ("Họ và tên chủ cơ sở", None, "Trần Văn Bình"),
    ],
)
def test_only_the_owner_gives_a_place_without_a_name_one(
    desk: Desk, heading: str, type_: str | None, name: str | None
):
    header = ["STT", "Tên cơ sở", heading, "Loại hình", "Địa chỉ"]
    filled = [1, "Công ty TNHH Mẫu", "Lê Văn An", None, "1 Đường A"]
    said = desk.enterprises(header, filled, [2, None, "Trần Văn Bình", type_, "2 Đường B"])
    assert said.values("name")[1] == name
    assert said.statuses[1] == (3, "new" if name else "refused")
    assert said.values("representative")[1] == "Trần Văn Bình"
