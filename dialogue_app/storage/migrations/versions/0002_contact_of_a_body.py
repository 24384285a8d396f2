"""A body has a contact person and a telephone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("contact", "phone"):
        op.add_column("body", sa.Column(name, sa.String(), nullable=False, server_default=""))
