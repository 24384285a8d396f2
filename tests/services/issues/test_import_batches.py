"""Issues written in batches: the history of one by one, few statements, stopped till the commit."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import event, select

from dialogue_app.domain.errors.base import Cancelled
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.people import Person
from dialogue_app.domain.vocabulary import AnswerKind, AssignmentRole
from dialogue_app.services.bodies.editing import find_body
from dialogue_app.services.case import Case, OpenCase, Seen, in_transaction
from dialogue_app.services.enterprises.editing import register_enterprise
from dialogue_app.services.imports.workbooks import (
    Preview,
    ShouldStop,
    TableKind,
    never_stop,
    open_workbook,
)
from dialogue_app.services.issues import import_plan
from dialogue_app.services.issues.answering import AnswerDraft, answer
from dialogue_app.services.issues.assigning import AssignmentDraft, Due
from dialogue_app.services.issues.importing import import_issues, preview_issues
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.storage import audit
from dialogue_app.storage.chunks import CHUNK
from dialogue_app.storage.models.audit import AuditChange
from dialogue_app.storage.models.issues import Issue
from tests.services.conftest import DAY
from tests.services.test_statements import statements
from tests.storage.history import assert_history_is_true
from tests.template import fresh_case

HEADER = [
    "STT", "Đơn vị nêu", "Nội dung", "Trả lời tại hội nghị", "Người trả lời", "Cơ quan chủ trì",
    "Cơ quan phối hợp", "Thời hạn", "Ghi chú",
]  # fmt: skip
OWN, OTHER = "Phòng Kinh tế, Hạ tầng và Đô thị", "Sở Xây dựng"
KNOWN = "Công ty TNHH Mẫu Một"
ROWS: list[list[object]] = [
    [1, KNOWN, "Đường ngập khi mưa.", "Sẽ nạo vét.", "", OWN, OTHER, "30/9/2026", "đã hẹn"],
    [2, "chị Mẫu; anh Thử", "Thiếu đèn đường.", "", "", OTHER, "", "trong tháng 10", ""],
    [3, "", "Chậm cấp phép.", "Sẽ xem lại.", "Ông Lê Văn Thử, Phó Chủ tịch", OWN, "", "", ""],
    [4, KNOWN, "Cán bộ nhận tiền.", "Đã nghe.", "", OWN, "", "", "có dấu hiệu tố cáo"],
    [5, "chị Mẫu", "Rác ứ đọng.", "Sẽ dọn.", OTHER, OTHER, OWN, "", "còn trả lời bằng văn bản"],
    [6, "chị Mẫu", "Giá điện cao.", "", "", "", "", "", ""],
]


def compared(
    case: Case, folder: Path, rows: list[list[object]], should_stop: ShouldStop = never_stop
) -> Preview:
    book = openpyxl.Workbook()
    for row in (HEADER, *rows):
        book.active.append(row)
    book.save(folder / "a.xlsx")
    opened = open_workbook(folder / "a.xlsx", TableKind.ISSUES)
    mapping = opened.mappings[opened.chosen]
    assert mapping is not None
    return preview_issues(case, opened, opened.chosen, mapping, None, should_stop=should_stop)


def many(number: int, **cells: object) -> list[list[object]]:
    places = {"note": 8, "due": 7, "answer": 3, "raiser": 1}
    rows: list[list[object]] = [
        [n, f"chị Mẫu {n}", f"Việc số {n}.", "Sẽ làm." if n % 2 else "", "", OWN, OTHER,
         "30/9/2026", ""]
        for n in range(1, number + 1)
    ]  # fmt: skip
    for row in rows:
        for name, value in cells.items():
            row[places[name]] = value
    return rows


def by_hand(case: OpenCase, preview: Preview) -> None:
    """What the preview read, typed issue by issue through the acts of the screen."""
    for planned in preview.plan[0].steps:  # type: ignore[index]
        row, draft = planned.row, planned.row.draft
        bodies = [match.body_id for match in row.bodies]
        lead = [AssignmentDraft(key, due=Due(draft.due, text=draft.due_text)) for key in bodies[:1]]
        others = [AssignmentDraft(key, AssignmentRole.SUPPORTING) for key in bodies[1:]]
        key = register_issue(case, row.form, () if row.form.complaint else [*lead, *others])
        issue = case.session.get_one(Issue, key)
        issue.sheet_ordinal = draft.ordinal
        case.session.flush()
        for said in row.answers:
            typed = Person.typed("" if said.body_id else said.by)
            beside = bodies[0] if bodies and not said.by else None
            form = AnswerDraft(
                AnswerKind.AT_MEETING,
                said.text,
                case.today(),
                said.body_id or beside,
                typed,
                also_in_writing=draft.also_in_writing,
            )
            answer(case, [Seen(key, issue.version)], form)


def history(case: Case) -> list[tuple[str, int, dict[str, Any]]]:
    """The last entry's changes but for the note of the import; identities for life differ."""
    with case.reading() as session:
        head, _hash = audit.head(session)
        rows = session.scalars(select(AuditChange).where(AuditChange.sequence == head))
        return [
            (row.entity, row.entity_id,
             {key: said for key, said in json.loads(row.changes).items() if ".uid" not in key})
            for row in rows.all()
            if row.entity != "workbook_import"
        ]  # fmt: skip


def shown(case: Case) -> list[tuple[Any, ...]]:
    """Every column of the issues, the derived ones too."""
    names = [column.key for column in Issue.__table__.columns if column.key != "uid"]
    with case.reading() as session:
        columns = [getattr(Issue, name) for name in names]
        return [tuple(row) for row in session.execute(select(*columns).order_by(Issue.id))]


@pytest.fixture
def twin(tmp_path: Path) -> Iterator[Case]:
    opened = fresh_case(tmp_path / "twin")
    yield opened
    opened.store.close()


def test_the_history_says_the_same_as_of_issues_typed_one_by_one(
    case: Case, twin: Case, tmp_path: Path
):
    for one in (case, twin):
        register_enterprise(one, EnterpriseDraft(KNOWN))
    preview = compared(case, tmp_path, ROWS)
    # Row 4 names nobody and follows one that does: asked.
    assert import_issues(case, preview, accepted=frozenset({4})).added == len(ROWS)
    preview = compared(twin, tmp_path, ROWS)
    with twin.store.writing(twin.actor, "issue.import", twin.clock()) as session:
        by_hand(in_transaction(twin, session), preview)
    assert history(case) == history(twin)
    assert shown(case) == shown(twin)
    assert_history_is_true(case)


# Two batches. What an import costs once, however long it is, is a third of it.
MOST_FOR_600, MOST_FOR_600_CHANGED = 60, 80


@pytest.fixture
def imported(case: Case, tmp_path: Path) -> Case:
    import_issues(case, compared(case, tmp_path, many(600)))
    return case


def test_new_issues_cost_few_statements(case: Case, tmp_path: Path):
    preview = compared(case, tmp_path, many(600))
    assert statements(case, lambda: import_issues(case, preview)) <= MOST_FOR_600


@pytest.mark.parametrize(
    "cells",
    [{"note": "đã hẹn"}, {"due": "15/10/2026"}, {"answer": "Đã làm."}],
)
def test_changed_issues_cost_few_statements(
    imported: Case, tmp_path: Path, cells: dict[str, object]
):
    preview = compared(imported, tmp_path, many(600, **cells))
    assert statements(imported, lambda: import_issues(imported, preview)) <= MOST_FOR_600_CHANGED
    assert_history_is_true(imported)


def test_the_preview_reads_no_more_with_more_rows_of_the_same_names(case: Case, tmp_path: Path):
    for number in range(3):
        register_enterprise(case, EnterpriseDraft(f"Công ty Mẫu {number}"))
    few, all_rows = (many(n, raiser=KNOWN) for n in (3, 300))
    costs = [
        statements(case, lambda rows=rows: compared(case, tmp_path, rows))  # type: ignore[misc]
        for rows in (few, all_rows)
    ]
    assert costs[0] == costs[1]


def test_the_preview_can_be_stopped_in_each_of_its_steps(imported: Case, tmp_path: Path):
    """Reading rows, looking up what they name, reading what is known, comparing."""
    for stops_at in range(count_of_looks(imported, tmp_path)):
        looks = count()
        with pytest.raises(Cancelled):
            compared(imported, tmp_path, ROWS, lambda n=stops_at, k=looks: next(k) == n)


def count_of_looks(case: Case, folder: Path) -> int:
    looks = count()
    compared(case, folder, ROWS, lambda: next(looks) < 0)
    found = next(looks)
    assert found >= 4
    return found


def test_it_can_be_stopped_at_every_step_until_the_commit(case: Case, tmp_path: Path):
    find_body(case, OWN, DAY)
    preview = compared(case, tmp_path, ROWS)
    with case.reading() as session:
        before = audit.head(session)
    stops_at = next(n for n in count() if not stopped(case, preview, n))
    assert stops_at >= 5  # before, after the rows, what is derived, the history, the commit
    with case.reading() as session:
        assert audit.head(session)[0] == before[0] + 1


def test_the_history_of_a_long_import_looks_between_its_pieces(case: Case, tmp_path: Path):
    find_body(case, OWN, DAY)
    preview = compared(case, tmp_path, many(2 * CHUNK))
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        seen.append("wrote" if statement.startswith("INSERT INTO audit_change") else "")

    def look() -> bool:
        seen.append("looked")
        return False

    event.listen(case.store._engine, "before_cursor_execute", note)
    import_issues(case, preview, should_stop=look)
    event.remove(case.store._engine, "before_cursor_execute", note)
    told = [what for what in seen if what]
    written = [place for place, what in enumerate(told) if what == "wrote"]
    assert len(written) >= 2
    assert all(told[place + 1] == "looked" for place in written)


def test_what_a_row_is_recognised_by_is_made_once(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    made: list[str] = []
    monkeypatch.setattr(import_plan, "text_digest", lambda text: made.append(text) or text)
    compared(case, tmp_path, many(20))
    assert len(made) == 20


def stopped(case: Case, preview: Preview, look: int) -> bool:
    """Whether stopping when it looks for that time ends it; then nothing was written."""
    looks, told = count(), []
    with case.reading() as session:
        before = audit.head(session)
    try:
        import_issues(
            case,
            preview,
            progress=lambda *steps: told.append(steps),
            should_stop=lambda: next(looks) == look,
        )
    except Cancelled:
        with case.reading() as session:
            assert audit.head(session) == before
        assert all(done < total for done, total in told)
        return True
    assert [done == total for done, total in told] == [False] * (len(told) - 1) + [True]
    return False
