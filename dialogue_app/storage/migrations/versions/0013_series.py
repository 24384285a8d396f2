"""Series of sessions, what was done around each, and since when an issue is answered or ended."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_RHYTHM = ("month", "quarter", "half_year", "year")
_BASIS = ("own_plan", "law")
_DUTY = (
    "notice", "minutes", "conclusions", "letters", "told", "published", "posted", "passed_on",
    "word",
)  # fmt: skip
_DAYS = ("notice", "minutes", "conclusions", "letters", "told", "results", "word")


def upgrade() -> None:
    op.create_table(
        "series",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_folded", sa.String(), nullable=False),
        sa.Column("rhythm", _words(_RHYTHM, "rhythm"), nullable=False),
        sa.Column("basis", _words(_BASIS, "seriesbasis"), nullable=False),
        sa.Column("basis_text", sa.String(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        *(sa.Column(f"{name}_days", sa.Integer(), nullable=True) for name in _DAYS),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
        sa.UniqueConstraint("name_folded", name=op.f("uq_series_name_folded")),
        sa.UniqueConstraint("uid", name=op.f("uq_series_uid")),
    )
    op.create_table(
        "session_duty",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("duty", _words(_DUTY, "duty"), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session.id"], name=op.f("fk_session_duty_session_id_session")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_duty")),
        sa.UniqueConstraint("session_id", "duty", name=op.f("uq_session_duty_session_id_duty")),
    )
    op.execute(
        "ALTER TABLE session ADD COLUMN series_id INTEGER "
        "CONSTRAINT fk_session_series_id_series REFERENCES series (id)"
    )
    op.add_column("session", sa.Column("day", sa.Date(), nullable=True))
    op.create_index("ix_session_series_day", "session", ["series_id", "day"])
    # A moment is kept in UTC; the office's clock is seven hours before it all year.
    op.execute("UPDATE session SET day = coalesce(date(started_at, '+7 hours'), planned_on)")
    # derived, so filled in once all migrations are through
    op.add_column("issue", sa.Column("done_on", sa.Date(), nullable=True))
    op.add_column("reopening", sa.Column("done_on", sa.Date(), nullable=True))
    op.create_index("ix_issue_session_done", "issue", ["session_id", "done_on"])
    op.drop_index("ix_issue_session_state", "issue")
    op.create_index(
        "ix_issue_session_state",
        "issue",
        ["session_id", "state", "next_due_own", "next_ends_on", "complaint"],
    )


def _words(values: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=32)
