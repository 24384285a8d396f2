"""The floor for cold minutes: the imports, the rows and the paragraphs, nothing else."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from bench.floors.minutes import Given, pdf

ISSUES = "(SELECT issue.id FROM issue JOIN session ON session.id = session_id WHERE code = :code)"
SELECTS = (
    "SELECT * FROM our_agency",
    "SELECT * FROM session WHERE code = :code",
    "SELECT * FROM participant WHERE session_id IN (SELECT id FROM session WHERE code = :code)",
    "SELECT * FROM agenda_item JOIN statement ON agenda_item_id = agenda_item.id"
    " WHERE session_id IN (SELECT id FROM session WHERE code = :code)",
    f"SELECT * FROM issue WHERE id IN {ISSUES} ORDER BY year, number",
    "SELECT raiser.*, enterprise.name FROM raiser LEFT JOIN enterprise"
    f" ON enterprise.id = enterprise_id WHERE issue_id IN {ISSUES}",
    "SELECT assignment.*, body.name FROM assignment JOIN body ON body.id = body_id"
    f" WHERE issue_id IN {ISSUES}",
    "SELECT answer.*, body.name FROM answer_issue JOIN answer ON answer.id = answer_id"
    f" LEFT JOIN body ON body.id = body_id WHERE issue_id IN {ISSUES}",
    "SELECT direction.* FROM direction_issue JOIN direction ON direction.id = direction_id"
    f" WHERE issue_id IN {ISSUES}",
)

register, code, paragraphs, target = sys.argv[1:]
with Session(create_engine(f"sqlite:///{register}")) as session:
    for select in SELECTS:
        session.execute(text(select), {"code": code} if ":code" in select else {}).all()
Path(target).write_bytes(pdf(Given(**json.loads(Path(paragraphs).read_text("utf-8")))))
