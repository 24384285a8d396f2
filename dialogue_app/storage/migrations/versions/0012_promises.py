"""Promises in answers, and similar issues that are answered together."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "promise",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("relation", sa.String(length=32), nullable=True),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_text", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("proof", sa.String(), nullable=False),
        sa.Column("attachment_id", sa.Integer(), nullable=True),
        sa.Column("uid", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["answer.id"], name=op.f("fk_promise_answer_id_answer")
        ),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name=op.f("fk_promise_attachment_id_attachment")
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_promise_body_id_body")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise")),
    )
    op.create_index(op.f("ix_promise_answer_id"), "promise", ["answer_id"])
    op.add_column("issue", sa.Column("group_uid", sa.String(length=32), nullable=True))
    op.create_index(op.f("ix_issue_group_uid"), "issue", ["group_uid"])
