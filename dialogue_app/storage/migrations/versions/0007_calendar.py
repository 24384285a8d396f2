"""Working days have a calendar of dated exceptions; a counted date names its revision."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_KINDS = (
    "working", "weekend", "holiday", "compensatory_rest", "swapped_rest", "working_saturday",
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "calendar_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.Enum(*_KINDS, native_enum=False, length=32), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("is_estimate", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_day")),
        sa.UniqueConstraint("day", "revision", name=op.f("uq_calendar_day_day_revision")),
    )
    op.add_column("assignment", sa.Column("due_revision", sa.Integer(), nullable=True))
