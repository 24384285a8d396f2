"""Sessions, enterprises, bodies and our agency: added, changed in part, listed, shown as JSON."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dialogue_app.domain.fields.agency import AgencyDraft
from dialogue_app.services.bodies.lists import BodyRow
from dialogue_app.services.enterprises.editing import EnterpriseDetail
from dialogue_app.services.enterprises.lists import EnterpriseRow
from dialogue_app.services.issues.detail import IssueDetail
from dialogue_app.services.issues.lists import IssueRow
from dialogue_app.services.sessions.editing import SessionDetail
from dialogue_app.services.sessions.lists import SessionRow
from tests.cli.conftest import HOUSEHOLD_CODE, Run, one_sentence


def keys(kind: type) -> set[str]:
    return {one.name for one in fields(kind)}


@pytest.mark.parametrize(
    ("arguments", "kind"),
    [
        (("session", "list"), SessionRow),
        (("session", "show", "2026-K3"), SessionDetail),
        (("issue", "list"), IssueRow),
        (("issue", "show", "KN-2026-1"), IssueDetail),
        (("enterprise", "list"), EnterpriseRow),
        (("enterprise", "show", "DN-1"), EnterpriseDetail),
        (("body", "list"), BodyRow),
        (("agency", "show"), AgencyDraft),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, tuple) else value.__name__,
)
def test_json_has_the_names_of_the_code(
    done: Run, issue: str, arguments: tuple[str, ...], kind: type
):
    done("enterprise", "add", "Công ty Mẫu")
    told = done(*arguments, "--json").json
    assert set(told[0] if isinstance(told, list) else told) == keys(kind)


def test_json_of_nothing(done: Run):
    assert done("session", "list", "--json").json == []
    assert done("agency", "show", "--json").json is None


def test_a_session_is_proposed_and_filled_in_part_by_part(run: Run, done: Run, meeting: str):
    done("session", "add", "--date", "20/11/2026")
    listed = done("session", "list", "--json").json
    assert [row["code"] for row in listed] == ["2026-K4", "2026-K3"]
    assert listed[0]["name"].endswith("trên địa bàn phường Mẫu quý IV năm 2026")
    done(
        "session", "edit", meeting, "--end", "15/09/2026 11:20",
        "--secretary", "Bà Mẫu; chuyên viên",
        "--invited-delegate", "Ông Phan Văn Mẫu; Phó Chủ tịch; Mặt trận",
        "--invited-delegate", "đại diện Sở Xây dựng", "--absent", "Công ty Điện lực; có lý do",
        "--venue", "Chợ Mẫu=5", "--venue", "Khu phố 1", "--opening", "Ông Trần Văn Mẫu: khai mạc",
        "--report", "không có người nói", "--conclusion", "Một.", "--conclusion", "Hai.",
        "--invited", "20", "--present", "15", "--walk-in", "0",
    )  # fmt: skip
    form = done("session", "show", meeting, "--json").json["form"]
    assert form["place"] == "Hội trường"
    assert (form["started_at"], form["ended_at"]) == (
        "2026-09-15T01:00:00+00:00",
        "2026-09-15T04:20:00+00:00",
    )
    who = [
        (p["role"], p["name"], p["title"], p["organisation"], p["note"])
        for p in form["participants"]
    ]
    assert who == [
        ("chair", "Ông Trần Văn Mẫu", "Chủ tịch", "", ""),
        ("secretary", "Bà Mẫu", "chuyên viên", "", ""),
        ("invited", "Ông Phan Văn Mẫu", "Phó Chủ tịch", "Mặt trận", ""),
        ("invited", "", "", "đại diện Sở Xây dựng", ""),
        ("absent", "", "", "Công ty Điện lực", "có lý do"),
    ]
    assert [(v["name"], v["present_count"]) for v in form["venues"]] == [
        ("Chợ Mẫu", 5),
        ("Khu phố 1", None),
    ]
    assert form["opening"] == [{"speaker": "Ông Trần Văn Mẫu", "text": "khai mạc"}]
    assert form["reports"] == [{"speaker": "", "text": "không có người nói"}]
    assert form["conclusions"] == ["Một.", "Hai."]
    done("session", "edit", meeting, "--report", "Bà Võ Thị Mẫu, Trưởng phòng:")  # and no words
    (report,) = done("session", "show", meeting, "--json").json["form"]["reports"]
    assert report == {"speaker": "Bà Võ Thị Mẫu, Trưởng phòng", "text": ""}
    assert form["walk_in_count"] == 0
    text = done("session", "show", meeting).out
    assert "Vắng:" in text
    assert "Công ty Điện lực (có lý do)" in text


def test_an_empty_value_empties_its_field_and_others_stay(run: Run, done: Run, meeting: str):
    done("session", "edit", meeting, "--invited", "9", "--co-chair", "Ông Hai Mẫu")
    done("session", "edit", meeting, "--chair", "", "--start", "", "--code", "2026-K5")
    form = done("session", "show", "2026-k5", "--json").json["form"]
    assert (form["started_at"], form["invited_count"]) == (None, 9)
    assert [p["role"] for p in form["participants"]] == ["co_chair"]
    done("session", "add", "--code", "khác")
    told = run("session", "edit", "khác", "--code", "2026-K5")
    assert (told.code, one_sentence(told)) == (2, "Mã 2026-K5 đã dùng cho một hội nghị khác.")


def test_a_line_break_in_the_name_is_for_the_paper(done: Run, meeting: str):
    told = done("session", "edit", meeting, "--name", "Hội nghị\nđối thoại mẫu").out
    assert told == "Đã lưu 2026-K3 Hội nghị đối thoại mẫu.\n"
    assert "2026-K3  Hội nghị đối thoại mẫu\n" in done("session", "show", meeting).out
    assert done("session", "list", "--json").json[0]["name"] == "Hội nghị đối thoại mẫu"
    form = done("session", "show", meeting, "--json").json["form"]
    assert form["name"] == "Hội nghị\nđối thoại mẫu"


def test_what_a_session_cannot_be(run: Run, meeting: str):
    for more, said in (
        (("--end", "15/9/2026 7:00"), "phải sau giờ bắt đầu (15/09/2026 08:00)."),
        (("--invited", "1", "--present", "2"), "Số đơn vị có mặt (2) nhiều hơn số được mời."),
    ):
        told = run("session", "edit", meeting, *more)
        assert told.code == 2
        assert one_sentence(told).endswith(said)


def test_an_enterprise_is_added_and_changed_in_part(run: Run, done: Run):
    told = done(
        "enterprise", "add", "Công ty TNHH Nhựa Mẫu", "--tax-code", "0072281864",
        "--legal-type", "công ty tnhh", "--phone", "0900 000 001", "--workers", "12",
    )  # fmt: skip
    assert told.out == "Đã thêm DN-00001 Công ty TNHH Nhựa Mẫu.\n"
    done("enterprise", "edit", "0072281864", "--address", "1 Đường Mẫu", "--workers", "")
    form = done("enterprise", "show", "Công ty TNHH Nhựa Mẫu", "--json").json["form"]
    assert (form["phone"], form["address"], form["workers"]) == (
        "0900 000 001",
        "1 Đường Mẫu",
        None,
    )
    told = run("enterprise", "add", "Khác", "--tax-code", "0072281864")
    assert told.code == 2
    assert "DN-00001" in one_sentence(told)


def test_an_enterprise_worth_a_look(done: Run):
    done("enterprise", "add", "Công ty TNHH Mẫu")
    told = done("enterprise", "add", "CÔNG TY TNHH MẪU", "--tax-code", "0072281865").out
    assert "Trùng tên với DN-00001" in told
    assert "Mã số thuế 0072281865 sai số kiểm tra." in told
    assert "sai số kiểm tra" in done("enterprise", "show", "DN-00002").out


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_a_persons_number_is_masked(done: Run, more: list[str]):
    done("enterprise", "add", "Hộ kinh doanh Mẫu", "--tax-code", HOUSEHOLD_CODE)
    done("enterprise", "add", "Công ty Mẫu", "--tax-code", "0072281864")
    done("issue", "add", "Việc", "--raiser", HOUSEHOLD_CODE)
    for command in (
        ("enterprise", "list"),
        ("enterprise", "list", "--search", HOUSEHOLD_CODE),
        ("enterprise", "show", HOUSEHOLD_CODE),
    ):
        told = done(*command, *more).out
        assert "*********183" in told
        assert HOUSEHOLD_CODE not in told
    assert "0072281864" in done("enterprise", "list", *more).out
    assert HOUSEHOLD_CODE not in done("issue", "list", *more).out
    code = done("issue", "list", "--json").json[0]["code"]
    assert HOUSEHOLD_CODE not in done("issue", "show", code, *more).out


def test_bodies_are_added_found_and_ended(run: Run, done: Run):
    told = done(
        "body", "add", "Phòng Mẫu", "--relation", "own", "--abbreviation", "PM",
        "--level", "phường", "--from", "1/7/2025", "--alias", "Phòng ví dụ",
        "--note", "dữ liệu mẫu",
    )  # fmt: skip
    assert told.out == "Đã thêm Phòng Mẫu.\n"
    (row,) = done("body", "list", "--search", "vi du", "--json").json
    assert (row["name"], row["relation"], row["valid_from"]) == ("Phòng Mẫu", "own", "2025-07-01")
    done("body", "add", "Phòng Mẫu mới", "--relation", "own")
    told = done("body", "end", "PM", "--on", "31/12/2026", "--successor", "Phòng Mẫu mới")
    assert told.out == "Phòng Mẫu có đến ngày 31/12/2026.\n"
    names = {one["name"] for one in done("body", "list", "--on", "1/1/2027", "--json").json}
    assert "Phòng Mẫu mới" in names
    assert "Phòng Mẫu" not in names
    listed = done("body", "list", "--search", "Phòng Mẫu").out
    assert re.search(r"đến 31/12/2026 +Phòng Mẫu mới", listed)
    told = run("body", "add", "Phòng Mẫu", "--relation", "own")
    assert (told.code, one_sentence(told)) == (2, "Đã có cơ quan, đơn vị tên “Phòng Mẫu”.")


def test_the_body_that_ended_is_ended_again_and_not_its_successor(done: Run):
    done("body", "add", "Phòng Mẫu cũ", "--relation", "own")
    done("body", "add", "Phòng Mẫu mới", "--relation", "own")
    done("body", "end", "Phòng Mẫu cũ", "--on", "1/1/2026", "--successor", "Phòng Mẫu mới")
    done("body", "end", "Phòng Mẫu cũ", "--on", "1/6/2026")
    ends = {one["name"]: one["valid_to"] for one in done("body", "list", "--json").json}
    assert (ends["Phòng Mẫu cũ"], ends["Phòng Mẫu mới"]) == ("2026-06-01", None)


def test_the_agency_keeps_what_is_not_given(run: Run, done: Run):
    done("agency", "set", "--name", "Ủy ban nhân dân phường Mẫu", "--area", "phường Mẫu")
    done("agency", "set", "--default-days", "10", "--place-name", "Mẫu")
    ours = done("agency", "show", "--json").json
    assert (ours["name"], ours["place_name"]) == ("Ủy ban nhân dân phường Mẫu", "Mẫu")
    assert (ours["default_days"], ours["level"]) == (10, "local")
    assert "Thời hạn thường dùng (ngày làm việc):" in done("agency", "show").out
    told = run("agency", "set", "--default-days", "0")
    assert told.code == 2
    one_sentence(told)


def test_the_same_in_english(done: Run, issue: str):
    told = done("issue", "show", issue, lang="en").out
    assert "Received" in told
    assert "Tiếp nhận" not in told
    assert done("session", "list", lang="en").out.startswith("Code")
    assert done("enterprise", "add", "Mẫu", lang="en").out == "Added: DN-00001 Mẫu.\n"


def test_a_folder_of_its_own_is_made(done: Run, tmp_path: Path):
    folder = tmp_path / "mới" / "nữa"
    done("body", "list", data=folder)
    assert (folder / "dialogue.db").exists()


@pytest.mark.parametrize(
    ("given", "start", "end"),
    [
        (["--date", "15/9/2026", "--start", "8:00", "--end", "11h30"], "08:00", "11:30"),
        (["--start", "15/9/2026 8:00", "--end", "8 giờ 45"], "08:00", "08:45"),
        (["--date", "15/9/2026", "--start", "8h"], "08:00", None),
    ],
)
def test_a_time_alone_is_of_the_day_of_the_session(
    done: Run, given: list[str], start: str, end: str | None
):
    done("session", "add", "--code", "K3", *given)
    shown = done("session", "show", "K3", "--json").json["form"]
    zone = ZoneInfo("Asia/Ho_Chi_Minh")
    read = [
        one and f"{datetime.fromisoformat(one).astimezone(zone):%d/%m/%Y %H:%M}"
        for one in (shown["started_at"], shown["ended_at"])
    ]
    assert read == [f"15/09/2026 {start}", end and f"15/09/2026 {end}"]


def test_a_time_alone_of_a_session_whose_day_is_known(done: Run, run: Run):
    done("session", "add", "--code", "K3", "--date", "15/9/2026")
    done("session", "edit", "K3", "--start", "8:30")
    assert "08:30" in done("session", "show", "K3").out
    told = run("session", "add", "--code", "K4", "--start", "8:30")
    assert told.code == 2
    assert "Ngày" in one_sentence(told)
    assert "K4" not in done("session", "list").out
