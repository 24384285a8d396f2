"""The search index of issues is numbered by their codes, so that it gives hits in their order."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE search_issue RENAME TO search_issue_by_id")
    op.execute(
        """CREATE VIRTUAL TABLE search_issue USING fts5(marked, folded,
        tokenize = "unicode61 remove_diacritics 0 tokenchars '_'",
        prefix = '1 2 3', detail = 'column')"""
    )
    op.execute(
        """INSERT INTO search_issue (rowid, marked, folded)
        SELECT issue.year * 10000000 + issue.number, old.marked, old.folded
        FROM search_issue_by_id old JOIN issue ON issue.id = old.rowid"""
    )
    op.execute("DROP TABLE search_issue_by_id")
