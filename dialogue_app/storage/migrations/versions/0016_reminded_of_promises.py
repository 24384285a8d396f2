"""A contact may remind of what was promised in an answer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("contact") as contact:
        contact.add_column(sa.Column("promise_id", sa.Integer(), nullable=True))
        name = op.f("fk_contact_promise_id_promise")
        contact.create_foreign_key(name, "promise", ["promise_id"], ["id"])
        contact.create_index(op.f("ix_contact_promise_id"), ["promise_id"])
