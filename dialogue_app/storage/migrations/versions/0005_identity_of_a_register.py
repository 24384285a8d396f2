"""A register has an identity of its own, and its file says whose kind it is."""

from __future__ import annotations

import uuid

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    identity = op.create_table(
        "register_identity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_identity")),
    )
    op.bulk_insert(identity, [{"id": 1, "uid": uuid.uuid4().hex}])
    op.execute("PRAGMA application_id = 1146373198")  # "DTDN"
