"""The life of an issue by commands: each tells where the issue stands after it."""

from __future__ import annotations

from typing import Any

from tests.cli.conftest import HOUSEHOLD_CODE, OTHER, OWN, Run, one_sentence

OFFICE = "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân phường"


def shown(done: Run, code: str) -> Any:
    return done("issue", "show", code, "--json").json


def test_taken_in_with_all_that_is_told(done: Run, meeting: str):
    done("enterprise", "add", "Công ty TNHH Nhựa Mẫu", "--tax-code", "0072281864")
    told = done(
        "issue", "add", "Giấy phép chậm.", "--session", meeting, "--raiser", "0072281864",
        "--raiser", "Hội Doanh nghiệp phường Mẫu", "--raiser", "chị Mẫu", "--speaker", "Bà Mẫu",
        "--kind", "question", "--moment", "at-meeting", "--medium", "online_form",
        "--topic", "đất đai", "--authority", "city", "--withhold-name", "--complaint",
        "--on", "1/9/2026", "--note", "gấp",
    )  # fmt: skip
    assert told.out == "KN-2026-0001: Mới tiếp nhận.\n"
    detail = shown(done, "kn2026-1")
    form = detail["form"]
    assert form["kind"] == "question"
    assert (form["moment"], form["medium"]) == ("at_meeting", "online_form")
    assert (form["authority"], form["received_on"], form["note"]) == ("city", "2026-09-01", "gấp")
    assert (form["withhold_name"], form["unsigned"], form["complaint"]) == (True, False, True)
    assert [one["kind"] for one in detail["raisers"]] == [
        "enterprise",
        "association",
        "unidentified",
    ]
    assert [one["speaker"] for one in detail["raisers"]] == ["Bà Mẫu", "", ""]
    assert detail["row"]["topic"].casefold() == "đất đai"


def test_proposed_then_given_out_by_code(done: Run, issue: str):
    told = done(
        "issue", "propose", issue, "--body", "KTHTĐT", "--supporting", "Công an phường",
        "--due", "30/9/2026",
    )  # fmt: skip
    assert told.out == f"{issue}: Mới tiếp nhận · {OWN}.\n"
    assert (
        "Đã giao, chuyển 1 kiến nghị." in done("issue", "give-out", issue, "--on", "16/9/2026").out
    )
    parts = shown(done, issue)["assignments"]
    assert [(p["body"], p["role"], p["state"]) for p in parts] == [
        (OWN, "lead", "given"),
        ("Công an phường", "supporting", "given"),
    ]
    assert {p["due_on"] for p in parts} == {"2026-09-30", None}


def test_assigned_to_our_own_and_transferred_to_others(run: Run, done: Run, issue: str):
    told = run("issue", "assign", issue, "--body", OWN, "--on", "16/9/2026")
    assert (told.code, one_sentence(told)) == (2, f"{OWN} phải có thời hạn.")
    told = run("issue", "assign", issue, "--body", OTHER, "--days", "3")
    assert (told.code, one_sentence(told)[: len(OTHER)]) == (2, OTHER)
    told = done(
        "issue", "assign", issue, "--body", OWN, "--on", "16/9/2026", "--days", "5",
        "--person", "Bà Mẫu", "--supporting", OFFICE,
    )  # fmt: skip
    assert told.out == f"{issue}: Đã giao xử lý · {OWN} · hạn 23/09/2026.\n"
    lead, helper = shown(done, issue)["assignments"]
    assert (lead["person"], lead["due_days"]) == ("Bà Mẫu", 5)
    assert (helper["body"], helper["role"]) == (OFFICE, "supporting")
    done("issue", "transfer", issue, "--body", OTHER, "--on", "17/9/2026")
    assert shown(done, issue)["assignments"][2]["due_on"] is None
    told = run("issue", "assign", issue, "--body", OWN, "--days", 1)
    assert (told.code, one_sentence(told)[: len(OWN)]) == (2, OWN)  # has a part already


def test_a_limit_before_its_day(run: Run, issue: str):
    told = run(
        "issue", "assign", issue, "--body", OWN, "--on", "16/9/2026", "--due", "15/9/2026"
    )  # fmt: skip
    assert (told.code, one_sentence(told)) == (
        2,
        "Thời hạn 15/09/2026 sớm hơn ngày giao 16/09/2026.",
    )


def test_directed_answered_judged_and_ended(run: Run, done: Run, issue: str):
    done("issue", "assign", issue, "--body", OWN, "--on", "16/9/2026", "--days", "5")
    done(
        "issue", "direct", issue, "--text", "khảo sát ngay", "--speaker", "Ông Trần Văn Mẫu",
        "--body", OWN, "--due", "20/9/2026",
    )  # fmt: skip
    told = done(
        "issue", "answer", issue, "--text", "Đã nạo vét.", "--body", OWN, "--on", "20/9/2026",
        "--letter", "12/KTHTĐT", "--letter-date", "19/9/2026",
    )  # fmt: skip
    assert told.out == f"{issue}: Đã trả lời · {OWN}.\n"
    told = run("issue", "verdict", issue, "--level", "satisfied")
    assert told.code == 2
    assert "--raiser" in one_sentence(told)  # two raised it
    told = run("issue", "verdict", issue, "--level", "satisfied", "--raiser", "3")
    assert (told.code, one_sentence(told)) == (2, "Kiến nghị này không có đơn vị nêu số 3.")
    done("issue", "verdict", issue, "--level", "very-satisfied", "--raiser", "2", "--note", "tốt")
    told = done("issue", "close", issue, "--outcome", "settled", "--on", "21/9/2026")
    assert told.out == f"{issue}: Đã giải quyết xong · {OWN}.\n"
    detail = shown(done, issue)
    assert [one["verdict"] for one in detail["raisers"]] == [None, "very_satisfied"]
    assert detail["answers"][0]["kind"] == "in_writing"
    assert detail["directions"][0]["on"] == "2026-09-15"  # the day of its session
    text = done("issue", "show", issue).out
    for said in (
        f"{issue}  Đã giải quyết xong",
        "2. anh Mẫu · chưa có trong sổ · Rất hài lòng",
        f"Chủ trì: {OWN} · giao ngày 16/09/2026 · hạn 23/09/2026",
        f"20/09/2026 · Trả lời bằng văn bản · {OWN} · văn bản 12/KTHTĐT",
        "21/09/2026  Đã kết thúc theo dõi: Đã giải quyết xong",
        "khảo sát ngay",
    ):
        assert said in text


def test_one_answer_at_the_session_for_several(done: Run, issue: str, meeting: str):
    done("issue", "add", "Bảng hiệu nộp ở đâu?", "--session", meeting, "--raiser", "chị Mẫu")
    told = done(
        "issue", "answer", issue, "KN-2026-0002", issue, "--text", "Nộp tại Trung tâm.",
        "--person", "Bà Mẫu", "--title", "Trưởng phòng", "--also-in-writing",
    )  # fmt: skip
    assert told.out.splitlines() == [
        "KN-2026-0001: Đã trả lời một phần.",
        "KN-2026-0002: Đã trả lời một phần.",
    ]
    (given,) = shown(done, issue)["answers"]
    assert (given["kind"], given["answered_on"]) == ("at_meeting", "2026-09-15")
    assert (given["person_title"], given["other_codes"]) == ("Trưởng phòng", ["KN-2026-0002"])


def test_answered_without_settling(done: Run, issue: str):
    done("issue", "answer", issue, "--text", "Đang xem.", "--kind", "before", "--not-settled")
    (given,) = shown(done, issue)["answers"]
    assert (given["kind"], given["settles"]) == ("before_meeting", False)


def test_sent_back_and_waiting(run: Run, done: Run, issue: str):
    told = run("issue", "return", issue, "--body", OTHER, "--reason", "x")
    assert told.code == 2
    one_sentence(told)
    done("issue", "transfer", issue, "--body", OTHER, "--on", "16/9/2026")
    done("issue", "return", issue, "--body", OTHER, "--reason", "không thuộc thẩm quyền")
    assert shown(done, issue)["assignments"][0]["state"] == "returned"
    told = run("issue", "resume", issue)
    assert (told.code, one_sentence(told)) == (
        2,
        "Kiến nghị KN-2026-0001 đang ở trạng thái “Mới tiếp nhận” nên không thể xử lý tiếp.",
    )
    assert "Chờ doanh nghiệp bổ sung" in done("issue", "wait", issue, "--for", "bản vẽ").out
    assert "bản vẽ" in done("issue", "show", issue).out
    assert "Mới tiếp nhận" in done("issue", "resume", issue).out


def test_sent_up_and_back(done: Run, issue: str):
    told = done(
        "issue", "escalate", issue, "--to", "Bộ Mẫu", "--paper", "5/UBND", "--on", "1/10/2026"
    )
    assert "Đã kiến nghị cấp trên" in told.out
    told = done("issue", "came-back", issue, "--text", "Đã sửa quy định.", "--on", "20/10/2026")
    assert "Đã trả lời" in told.out
    kinds = [line["kind"] for line in shown(done, issue)["story"]]
    assert "sent_up" in kinds
    assert "came_back" in kinds
    done("issue", "escalate", issue, "--to", "Chính phủ và các bộ")
    done("issue", "came-back", issue)


def test_ended_reconsidered_and_followed_with_another(run: Run, done: Run):
    issue = "KN-2020-0001"  # long ago: what is not dated happens today
    for text in ("Hẻm ngập khi mưa lớn.", "Hẻm ngập."):
        done("issue", "add", text, "--raiser", "chị Mẫu", "--on", "1/9/2020")
    told = done("issue", "duplicate", "KN-2020-2", issue)
    assert told.out.startswith("KN-2020-0002: Theo dõi chung với kiến nghị khác")
    assert shown(done, "KN-2020-2")["original_code"] == issue
    told = run("issue", "duplicate", issue, "KN-2020-2")
    assert (told.code, one_sentence(told)) == (
        2,
        "Kiến nghị KN-2020-0001 không thể theo dõi chung với chính nó.",
    )
    assert "Đang xem xét lại" in done("issue", "reopen", "KN-2020-2", "--reason", "khác hẻm").out
    told = run("issue", "close", issue, "--outcome", "partly-settled")
    assert told.code == 2
    one_sentence(told)
    assert (
        "Doanh nghiệp rút kiến nghị"
        in done("issue", "close", issue, "--outcome", "withdrawn", "--note", "tự giải quyết").out
    )


def test_a_raiser_known_by_code_name_or_as_written(run: Run, done: Run):
    done("enterprise", "add", "Hộ kinh doanh Quán cơm Mẫu", "--tax-code", HOUSEHOLD_CODE)
    for number, name in enumerate(
        ("dn-1", HOUSEHOLD_CODE, "hộ kinh doanh QUÁN CƠM MẪU", "quán cơm đầu hẻm"), 1
    ):
        done("issue", "add", f"Việc {number}", "--raiser", name, "--on", "1/9/2026")
    codes = [
        shown(done, f"KN-2026-{number}")["raisers"][0]["enterprise_code"] for number in (1, 2, 3, 4)
    ]
    assert codes == ["DN-00001"] * 3 + [""]
    assert "KN-2026-0003" in done("enterprise", "show", "dn1").out


CODE = "KN-2026-0001"


def test_an_answer_on_another_day_than_the_session_s_is_no_answer_at_it(done: Run):
    done("session", "add", "--code", "K3", "--name", "Hội nghị", "--start", "15/9/2026 8:00")
    for text in ("Một.", "Hai."):
        done("issue", "add", text, "--session", "K3", "--on", "15/9/2026")
    done("issue", "answer", CODE, "--text", "Đã xong.", "--on", "20/11/2026")
    done("issue", "answer", "KN-2026-0002", "--text", "Trả lời ngay.")
    kinds = [
        done("issue", "show", code, "--json").json["answers"][0]["kind"]
        for code in (CODE, "KN-2026-0002")
    ]
    assert kinds == ["in_writing", "at_meeting"]


def test_an_issue_goes_on_to_another_body_for_a_reason(run: Run, done: Run):
    done("issue", "add", "Vỉa hè hư.", "--on", "15/9/2026")
    done("issue", "assign", CODE, "--body", OWN, "--days", "5", "--on", "16/9/2026")
    passing_on = ("issue", "transfer", CODE, "--body", OTHER, "--on", "18/9/2026")
    assert run(*passing_on, "--instead-of", OWN).code == 2  # without a reason
    assert run(*passing_on, "--reason", "x").code == 2
    done(*passing_on, "--instead-of", OWN, "--reason", "Đường do Thành phố quản lý")
    said = done("issue", "show", CODE).out
    assert f"Chuyển cơ quan khác xử lý thay cho {OWN}. Đường do Thành phố quản lý" in said
    before, now = done("issue", "show", CODE, "--json").json["assignments"]
    assert (before["ended_because"], now["state"]) == ("rerouted", "given")
