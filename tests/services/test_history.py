"""The history of changes as anybody reads it: who, when, from what to what, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text

from dialogue_app import i18n
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.issues import IssueDraft, RaiserDraft
from dialogue_app.domain.people import Person as Named
from dialogue_app.domain.person_text import REMOVED
from dialogue_app.domain.vocabulary import AnswerKind, Outcome, RaiserKind
from dialogue_app.i18n.columns import column_name, table_name
from dialogue_app.services.bodies.editing import find_body
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.editing import edit_enterprise, register_enterprise
from dialogue_app.services.history import MOST, HistoryEntry, history_of
from dialogue_app.services.issues import answering, assigning, ending, intake
from dialogue_app.services.personal_data import Person, remove_data
from dialogue_app.services.sessions.editing import edit_session
from dialogue_app.storage import audit
from dialogue_app.storage.aggregates import models_of_aggregates
from tests.services.changing import read_enterprise, read_issue, read_session
from tests.services.conftest import DAY
from tests.template import NOW, seen

OWN = "Phòng Kinh tế, Hạ tầng và Đô thị"
# The program's own, which say nothing to people.
NO_WORDS = {
    "id", "uid", "position", "round", "number", "year", "source", "edited_fields", "sheet_ordinal",
    "tax_code_kind", "person_staff_id", "issue_id", "assignment_id", "raiser_id", "agenda_item_id",
    "policy_id",
    "sha256", "size", "media_type", "added_on", "rank", "sample",
    "revision", "due_revision", "sequence", "home_uid", "issue_numbers",
    "escalation_id", "answer_id",
    "enterprise_number", "seen_sequence", "seen_hash", "content", "group_uid",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _in_vietnamese() -> None:
    i18n.install("vi")


def lines(entry: HistoryEntry) -> list[str]:
    return [f"{one.part}|{one.field}|{one.before}|{one.after}" for one in entry.fields]


def test_every_column_has_words_or_is_the_programs_own():
    for models in models_of_aggregates().values():
        for model in models:
            table = model.__tablename__
            if table in audit.OWN_TABLES:
                continue
            assert table_name(table) != table, table
            silent = {name for name in audit.noted_columns(model) if not column_name(table, name)}
            assert silent <= NO_WORDS, table


def test_an_enterprise(case: Case):
    key = register_enterprise(case, EnterpriseDraft("Công ty Mẫu", phone="0900 000 001"))
    known = read_enterprise(case, key)
    edit_enterprise(case, known, replace(known.draft, phone="0900 000 002", workers=1200, note="x"))
    latest, first = history_of(case, "enterprise", key)
    assert (latest.who, latest.at) == (case.actor.name, NOW)
    assert latest.done
    assert latest.done != first.done
    assert latest.sequence > first.sequence
    assert set(lines(latest)) == {
        "|Điện thoại|0900 000 001|0900 000 002", "|Số lao động||1.200", "|Ghi chú||x"
    }  # fmt: skip
    assert "|Tên||Công ty Mẫu" in lines(first)


def test_an_issue_with_all_its_parts(case: Case, meeting: int):
    enterprise = register_enterprise(case, EnterpriseDraft("Công ty Mẫu"))
    raiser = RaiserDraft(RaiserKind.ENTERPRISE, enterprise, speaker="Bà Mẫu")
    key = intake.register_issue(
        case, IssueDraft("Đường ngập.", meeting, received_on=DAY, raisers=(raiser,))
    )
    known = read_issue(case, key)
    intake.edit_issue(case, known, replace(known.draft, text="Đường ngập nặng.", unsigned=True))
    body = find_body(case, OWN, DAY)
    due = assigning.Due(working_days=5)
    assigning.assign(case, seen(case, key), assigning.AssignmentDraft(body, due=due), DAY)
    answer = answering.AnswerDraft(
        AnswerKind.AT_MEETING, "Sẽ sửa.", DAY, person=Named("Ông Mẫu Tám")
    )
    answering.answer(case, [seen(case, key)], answer)
    ending.close(case, seen(case, key), Outcome.SETTLED, DAY)
    closed, answered, assigned, edited, received = history_of(case, "issue", key)
    assert "|Nội dung kiến nghị|Đường ngập.|Đường ngập nặng." in lines(edited)
    assert any(line.endswith("|Không|Có") for line in lines(edited))
    assert "Đơn vị nêu kiến nghị|Doanh nghiệp||Công ty Mẫu" in lines(received)
    assert "Đơn vị nêu kiến nghị|Người phát biểu||Bà Mẫu" in lines(received)
    assert any(line.endswith(f"||{OWN}") for line in lines(assigned))
    assert any("2026" in line for line in lines(assigned))  # the limit as a day
    assert any(line.endswith("||Sẽ sửa.") for line in lines(answered))
    assert any(line.endswith("||Ông Mẫu Tám") for line in lines(answered))
    assert any("|||" not in line and line.startswith("|") for line in lines(closed))
    everything = "\n".join(line for entry in (closed, answered, assigned) for line in lines(entry))
    assert "settled" not in everything  # words, never the code's own
    assert "True" not in everything


def test_a_session_with_who_takes_part(case: Case, meeting: int):
    known = read_session(case, meeting)
    edit_session(case, known, replace(known.draft, place="Hội trường B"))
    assert any(
        line.endswith("|Hội trường B") for line in lines(history_of(case, "session", meeting)[0])
    )


def test_what_was_removed_is_said_to_be(case: Case):
    key = register_enterprise(case, EnterpriseDraft("Công ty Mẫu", representative="Bà Trần Mẫu"))
    known = read_enterprise(case, key)
    edit_enterprise(case, known, replace(known.draft, representative="Ông Lê Mẫu"))
    remove_data(case, Person("Bà Trần Mẫu"), "theo đơn")
    entries = history_of(case, "enterprise", key)
    told = "\n".join(line for entry in entries for line in lines(entry))
    assert "Trần" not in told
    assert f"|Người đại diện||{REMOVED}" in told
    assert entries[0].fields[0].after == "Ông Lê Mẫu"


def test_what_an_older_program_wrote_is_read_as_well(case: Case):
    key = register_enterprise(case, EnterpriseDraft("Công ty Mẫu"))
    with case.store.mending() as session:
        session.execute(
            text(
                "UPDATE audit_change SET changes = json_set(changes, '$.\"gone:1.name\"', "
                "json('[null, \"x\"]'), '$.\"enterprise:1.gone\"', json('[1, 2]')) "
                "WHERE entity = 'enterprise'"
            )
        )
    (entry,) = history_of(case, "enterprise", key)
    assert lines(entry)


def test_a_long_history_ends(case: Case):
    key = register_enterprise(case, EnterpriseDraft("Công ty Mẫu"))
    for number in range(MOST + 5):
        known = read_enterprise(case, key)
        edit_enterprise(case, known, replace(known.draft, note=f"lần {number}"))
    entries = history_of(case, "enterprise", key)
    assert len(entries) == MOST
    assert lines(entries[0]) == [f"|Ghi chú|lần {MOST + 3}|lần {MOST + 4}"]
