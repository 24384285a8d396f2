"""Whom to call, and what was said, by commands: reminders, contacts, told, the number in 1022."""

from __future__ import annotations

from email import message_from_bytes, policy
from pathlib import Path

import pytest

from dialogue_app.domain.vocabulary import ContactMeans
from tests.cli.conftest import OTHER, OWN, Run, one_sentence


@pytest.fixture
def given(done: Run, issue: str) -> str:
    """An issue that a unit of ours should have answered by 25 September."""
    done("agency", "set", "--name", "Ủy ban nhân dân phường Mẫu", "--area", "phường Mẫu")
    done("issue", "assign", issue, "--body", OWN, "--due", "25/9/2026", "--on", "16/9/2026")
    return issue


def test_who_is_to_be_reminded_and_what_to_say(done: Run, given: str):
    (group,) = done("issue", "to-remind", "--json").json
    assert (group["name"], group["relation"], group["owing"]["addressee"]) == (OWN, "own", "")
    (owed,) = group["issues"]
    assert (owed["code"], owed["purpose"], owed["due_on"]) == (given, "urge", "2026-09-25")
    assert given in group["message"]["text"]
    said = done("issue", "to-remind").out
    assert f"{OWN}: Đôn đốc · 1 kiến nghị" in said
    assert "chưa nhắc lần nào" in said


def test_a_reminder_is_recorded_and_nobody_reminded_twice(done: Run, given: str):
    done(
        "issue", "remind", given, "--to", OWN, "--by", "zalo", "--person", "anh Mẫu",
        "--came-back", "mai gửi",
    )  # fmt: skip
    assert done("issue", "to-remind", "--json").json == []
    assert done("issue", "to-remind").out.strip() == "Không có ai cần gọi."
    (contact,) = done("issue", "show", given, "--json").json["contacts"]
    assert (contact["purpose"], contact["means"], contact["came_back"]) == (
        "urge", "zalo", "mai gửi",
    )  # fmt: skip
    assert f"Đôn đốc {OWN} (qua Zalo, gặp anh Mẫu)" in done("issue", "show", given).out


@pytest.mark.parametrize("means", [one.value for one in ContactMeans])
def test_every_way_of_a_contact(done: Run, given: str, means: str):
    done("issue", "contact", given, "--to", OWN, "--by", means, "--said", "hỏi thêm")
    (contact,) = done("issue", "show", given, "--json").json["contacts"]
    assert (contact["purpose"], contact["means"]) == ("talk", means)


def test_a_higher_level_is_asked_by_the_name_it_was_sent_to(done: Run, given: str):
    done("issue", "escalate", given, "--to", "Bộ Mẫu", "--on", "20/9/2026")
    done("issue", "remind", given, "--to", "Bộ Mẫu", "--by", "letter", "--number", "9/UBND")
    (contact,) = done("issue", "show", given, "--json").json["contacts"]
    assert (contact["who"], contact["purpose"], contact["number"]) == ("Bộ Mẫu", "ask", "9/UBND")


def test_raisers_are_told_and_the_list_empties(done: Run, given: str):
    def listed() -> list[str]:
        rows = done("issue", "list", "--view", "not-told", "--json").json
        return [row["code"] for row in rows]

    def texts() -> str:
        groups = done("issue", "to-tell", "--json").json
        return "\n".join(group["message"]["text"] for group in groups)

    assert given in texts()
    assert given in listed()
    assert "cần báo 1" in done("issue", "to-tell").out
    done("issue", "tell", given, "--by", "zalo")
    assert given not in texts()
    assert given not in listed()


def test_drafts_of_e_mails(run: Run, done: Run, given: str, tmp_path: Path):
    told = done("issue", "to-remind", "--drafts", tmp_path)
    assert "1 thư nháp" in told.out
    (path,) = tmp_path.glob("*.eml")
    read = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert read["Subject"] == "Đôn đốc: 01 kiến nghị chưa trả lời, có nội dung quá hạn"
    assert read["To"] is None
    refused = run("issue", "to-tell", "--drafts", tmp_path / "none")
    assert refused.code != 0
    one_sentence(refused)


def test_raisers_called_the_same_get_a_draft_each(done: Run, given: str, tmp_path: Path):
    done("issue", "add", "Hẻm thiếu đèn.", "--raiser", "Chị Mẫu", "--on", "15/9/2026")
    done("issue", "assign", "KN-2026-0002", "--body", OWN, "--due", "25/12/2026")
    assert "3 thư nháp" in done("issue", "to-tell", "--drafts", tmp_path).out
    assert len(list(tmp_path.glob("*.eml"))) == 3


def test_what_must_stand_in_the_citys_system(done: Run, given: str):
    def listed() -> list[str]:
        rows = done("issue", "list", "--view", "not-elsewhere", "--json").json
        return [row["code"] for row in rows]

    done("issue", "elsewhere", given)
    assert listed() == [given]
    done("issue", "elsewhere", given, "--number", "1022-77")
    assert listed() == []
    assert done("issue", "show", given, "--json").json["form"]["number_elsewhere"] == "1022-77"
    done("issue", "elsewhere", given, "--not-needed")
    assert done("issue", "show", given, "--json").json["form"]["also_elsewhere"] is False


@pytest.mark.parametrize(
    "wrong",
    [
        ("remind", "--to", OTHER),  # it does not owe the answer
        ("remind", "--to", OWN, "--on", "1/9/2026"),  # before it had it
        ("remind", "--to", OWN, "--on", "28/11/2026"),  # to come
        ("remind", "--to", OWN, "--by", "fax"),
        ("contact",),
        ("contact", "--to", OWN, "--raiser", "1"),
        ("contact", "--raiser", "7"),
        ("tell", "--raiser", "7"),
        ("tell", "--on", "1/9/2026"),
        ("elsewhere", "--number", "1", "--not-needed"),
        ("elsewhere", "--number", " "),
    ],
)
def test_wrong_use_changes_nothing(run: Run, done: Run, given: str, wrong: tuple[str, ...]):
    verb, *options = wrong
    before = done("issue", "show", given, "--json").json
    refused = run("issue", verb, given, *options)
    assert refused.code == 2
    one_sentence(refused)
    assert done("issue", "show", given, "--json").json == before
