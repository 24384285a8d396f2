"""The floor for cold minutes: the imports, the rows and the paragraphs, nothing else."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from bench.floors.minutes import floor

ROWS = """
SELECT issue.*, raiser.*, enterprise.name, assignment.*, body.name FROM issue
LEFT JOIN raiser ON raiser.issue_id = issue.id
LEFT JOIN enterprise ON enterprise.id = raiser.enterprise_id
LEFT JOIN assignment ON assignment.issue_id = issue.id
LEFT JOIN body ON body.id = assignment.body_id
WHERE issue.session_id = 1 ORDER BY issue.year, issue.number
"""

folder, paragraphs, target = map(Path, sys.argv[1:4])
with Session(create_engine(f"sqlite:///{folder}/dialogue.db")) as session:
    session.execute(text(ROWS)).all()
known = json.loads(paragraphs.read_text("utf-8"))
files = [Path(name) for name in known["files"]]
target.write_bytes(floor(known["texts"], known["heads"], known["rows"], files))
