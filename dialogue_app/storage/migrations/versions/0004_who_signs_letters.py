"""Our agency keeps who drafts its letters, who signs them and whom to call about them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_SIGNING = sa.Enum(
    "unknown",
    "head",
    "acting",
    "deputy",
    "by_order",
    "authorised",
    name="signing",
    native_enum=False,
    length=32,
)


def upgrade() -> None:
    for name in (
        "drafting_unit",
        "signer_name",
        "signer_title",
        "contact",
        "contact_phone",
        "contact_email",
    ):
        op.add_column("our_agency", sa.Column(name, sa.String(), nullable=False, server_default=""))
    op.add_column(
        "our_agency", sa.Column("signing", _SIGNING, nullable=False, server_default="unknown")
    )
