"""What the rules of the office will propose is shown in a preview, and is never written by it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dialogue_app.domain.fields.policies import PolicyDraft
from dialogue_app.services.bodies.editing import find_body
from dialogue_app.services.case import Case
from dialogue_app.services.imports.preview_values import proposed_values
from dialogue_app.services.imports.workbooks import Preview, PreviewRow
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.import_told import issue_values
from dialogue_app.services.issues.importing import import_issues
from dialogue_app.services.policies.editing import add_policy
from tests.services.imports.test_imports import issues, workbook

OWN, HELPER = "Phòng Kinh tế, Hạ tầng và Đô thị", "Phòng Văn hóa - Xã hội"
HEADER = ["STT", "Nội dung kiến nghị", "Cơ quan chủ trì", "Thời hạn", "Khiếu nại"]


@pytest.fixture
def ruled(case: Case) -> Case:
    body, helper = (find_body(case, name, case.today()) for name in (OWN, HELPER))
    add_policy(case, PolicyDraft(body_id=body, due_days=10, supporter_ids=(helper,)))
    return case


def previewed(case: Case, folder: Path, meeting: int, *row: object) -> Preview:
    path = workbook(folder / "kien-nghi.xlsx", [1, *row], header=HEADER[: len(row) + 1])
    return issues(case, path, meeting)


def only(preview: Preview) -> PreviewRow:
    (row,) = preview.rows
    return row


def test_it_is_shown_with_its_rule_and_stands_in_the_data_for_scripts(
    ruled: Case, meeting: int, tmp_path: Path
):
    row = only(previewed(ruled, tmp_path, meeting, "Hẻm ngập.", OWN))
    assert proposed_values(row) == [
        ("due", f"10 working days · By the rule “{OWN}”"),
        ("supporting_bodies", f"{HELPER} · By the rule “{OWN}”"),
    ]
    values = issue_values(row)
    assert values["due"] is None  # which the file does not say
    assert values["proposed"] == {
        "due_days": 10, "due_on": None, "supporting_bodies": [HELPER],
    }  # fmt: skip


def test_nothing_of_it_is_written(ruled: Case, meeting: int, tmp_path: Path):
    import_issues(ruled, previewed(ruled, tmp_path, meeting, "Hẻm ngập.", OWN))
    (part,) = issue_detail(ruled, 1).assignments
    assert (part.body, part.due_on, part.due_days, part.due_text) == (OWN, None, None, "")


def test_a_limit_of_the_file_leaves_none_to_propose(ruled: Case, meeting: int, tmp_path: Path):
    row = only(previewed(ruled, tmp_path, meeting, "Hẻm ngập.", OWN, date(2026, 12, 30)))
    assert [field for field, _text in proposed_values(row)] == ["supporting_bodies"]


def test_without_a_rule_that_fits_nothing_is_proposed(ruled: Case, meeting: int, tmp_path: Path):
    row = only(previewed(ruled, tmp_path, meeting, "Hẻm ngập.", "Sở Xây dựng"))
    assert proposed_values(row) == []
    assert "proposed" not in issue_values(row)
