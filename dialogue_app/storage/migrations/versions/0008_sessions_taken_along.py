"""Sessions are taken along on travelling copies, where each row is known by an identity."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# Parts that no other value tells from their like; they get an identity when they first leave.
PARTS = (
    "venue", "participant", "statement", "raiser", "verdict", "waiting", "reopening", "assignment",
    "escalation", "body_alias",
)  # fmt: skip


def upgrade() -> None:
    for table in PARTS:
        op.add_column(table, sa.Column("uid", sa.String(length=32), nullable=True))
    op.create_table(
        "taking",
        sa.Column("home_uid", sa.String(length=32), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.DateTime(), nullable=False),
        sa.Column("taken_by", sa.String(), nullable=False),
        sa.Column("carrier", sa.String(), nullable=False),
        sa.Column("issue_numbers", sa.String(), nullable=False),
        sa.Column("enterprise_number", sa.Integer(), nullable=False),
        sa.Column("seen_sequence", sa.Integer(), nullable=False),
        sa.Column("seen_hash", sa.String(length=64), nullable=False),
        sa.Column("brought_at", sa.DateTime(), nullable=True),
        sa.Column("brought_by", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session.id"], name=op.f("fk_taking_session_id_session")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_taking")),
        sa.UniqueConstraint("uid", name=op.f("uq_taking_uid")),
    )
    op.create_index(op.f("ix_taking_session_id"), "taking", ["session_id"])
