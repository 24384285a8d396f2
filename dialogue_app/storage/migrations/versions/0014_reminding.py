"""Contacts about issues, who was told and asked, since when others owe an answer, 1022, PAKN."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_TARGETS = ("issue", "assignment", "escalation", "raiser", "answer")
_MEANS = ("call", "zalo", "letter", "email", "met")
_PURPOSES = ("remind", "urge", "ask", "talk", "told_where", "told_answer", "guided")
_DAYS = {"ask_days": "10", "again_days": "5"}
_INDICES = {
    "waits_since": ("waits_since", "id"),
    "to_tell": ("to_tell", "year", "number"),
    "to_ask": ("to_ask", "year", "number"),
    "elsewhere": ("also_elsewhere", "number_elsewhere", "year", "number"),
}


def upgrade() -> None:
    _add_contacts()
    op.add_column("body", sa.Column("email", sa.String(), nullable=False, server_default=""))
    for name, days in _DAYS.items():
        column = sa.Column(name, sa.Integer(), nullable=False, server_default=days)
        op.add_column("our_agency", column)
    for name in ("also_elsewhere", "to_tell", "to_ask"):
        column = sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())
        op.add_column("issue", column)
    # derived, so filled in once all migrations are through
    op.add_column("issue", sa.Column("waits_since", sa.Date(), nullable=True))
    for name, columns in _INDICES.items():
        op.create_index(f"ix_issue_{name}", "issue", list(columns))
    op.create_index("ix_assignment_state_due", "assignment", ["state", "due_on"])


def _add_contacts() -> None:
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("purpose", _one_of("contactpurpose", _PURPOSES), nullable=False),
        sa.Column("means", _one_of("contactmeans", _MEANS), nullable=False),
        sa.Column("contacted_on", sa.Date(), nullable=False),
        *(sa.Column(f"{name}_id", sa.Integer(), nullable=True) for name in _TARGETS[1:]),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("person", "number", "said", "came_back")
        ),
        sa.Column("uid", sa.String(length=32), nullable=True),
        *(
            sa.ForeignKeyConstraint(
                [f"{name}_id"], [f"{name}.id"], name=op.f(f"fk_contact_{name}_id_{name}")
            )
            for name in _TARGETS
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    for name in _TARGETS:
        op.create_index(op.f(f"ix_contact_{name}_id"), "contact", [f"{name}_id"])


def _one_of(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=32)
