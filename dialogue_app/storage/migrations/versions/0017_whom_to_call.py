"""Who owes answers, who is to be told and asked; answers taken from the one it is followed with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # derived, so filled in once all migrations are through
    for name in ("owed_since", "reminded_on"):
        op.add_column("assignment", sa.Column(name, sa.Date(), nullable=True))
    for name in ("to_tell", "to_ask"):
        op.add_column("raiser", _flag(name))
    # how it came to be is not known of those from before
    op.add_column("answer_issue", _flag("of_original"))
    op.drop_index("ix_assignment_body_state", table_name="assignment")
    op.create_index(
        "ix_assignment_body_state",
        "assignment",
        ["body_id", "state", "relation", "ends_on", "first_ends_on", "ended_on", "given_on"],
    )
    op.create_index(
        "ix_assignment_owed",
        "assignment",
        ["relation", "body_id", "ends_on", "reminded_on", "owed_since", "issue_id"],
        sqlite_where=sa.text("owed_since IS NOT NULL"),
    )
    op.create_index(
        "ix_raiser_to_call",
        "raiser",
        ["enterprise_id", "written_name", "issue_id", "to_tell", "to_ask"],
        sqlite_where=sa.text("to_tell = 1 OR to_ask = 1"),
    )


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())
