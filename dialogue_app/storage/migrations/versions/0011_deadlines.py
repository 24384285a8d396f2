"""Time limits are extended, proposed by rules, and end where the calendar says."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_KINDS = (
    "question", "obstacle", "report", "request", "suggestion", "complaint", "denunciation",
)  # fmt: skip


def upgrade() -> None:
    _add_extensions()
    _add_policies()
    _add_ends()
    op.add_column(
        "waiting",
        sa.Column("stops_clock", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def _add_extensions() -> None:
    op.create_table(
        "extension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("extended_on", sa.Date(), nullable=False),
        sa.Column("due_was", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("allowed_by", sa.String(), nullable=False),
        sa.Column("paper", sa.String(), nullable=False),
        sa.Column("promised_was", sa.Date(), nullable=True),
        sa.Column("promised_on", sa.Date(), nullable=True),
        sa.Column("uid", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_extension_assignment_id_assignment")
        ),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["issue.id"], name=op.f("fk_extension_issue_id_issue")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension")),
    )
    for name in ("assignment_id", "issue_id"):
        op.create_index(op.f(f"ix_extension_{name}"), "extension", [name])


def _add_policies() -> None:
    op.create_table(
        "policy",
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.Enum(*_KINDS, native_enum=False, length=32), nullable=True),
        sa.Column("due_days", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("reminder_days", sa.Integer(), nullable=True),
        sa.Column("waiting", sa.Enum("runs", "stops", native_enum=False, length=32), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_policy_body_id_body")),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_policy_topic_id_topic")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy")),
        sa.UniqueConstraint("uid", name=op.f("uq_policy_uid")),
    )
    op.create_table(
        "policy_supporter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("policy_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id"], ["body.id"], name=op.f("fk_policy_supporter_body_id_body")
        ),
        sa.ForeignKeyConstraint(
            ["policy_id"], ["policy.id"], name=op.f("fk_policy_supporter_policy_id_policy")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy_supporter")),
        sa.UniqueConstraint(
            "policy_id", "body_id", name=op.f("uq_policy_supporter_policy_id_body_id")
        ),
    )


def _add_ends() -> None:
    """When limits end; filled in as derived columns are, once all migrations are through."""
    op.create_table(
        "working_day",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_working_day")),
    )
    for table, names in (
        ("assignment", ("ends_on", "first_ends_on")),
        ("issue", ("next_ends_on", "due_soon_on")),
    ):
        for name in names:
            op.add_column(table, sa.Column(name, sa.Date(), nullable=True))
    for name in ("next_due", "late", "views"):
        op.drop_index(f"ix_issue_{name}", table_name="issue")
    op.create_index("ix_issue_next_ends", "issue", ["next_ends_on", "id"])
    op.create_index("ix_issue_lead_sent", "issue", ["lead_sent_on", "id"])
    op.create_index("ix_issue_late", "issue", ["next_due_own", "next_ends_on"])
    op.create_index(
        "ix_issue_views",
        "issue",
        ["state_rank", "next_due_own", "next_ends_on", "to_give", "to_send"],
    )
