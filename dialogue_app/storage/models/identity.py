"""What makes a register itself, wherever its file lies."""

from sqlalchemy.orm import Mapped, mapped_column

from dialogue_app.storage.models.base import Base
from dialogue_app.storage.models.kinds import Text


class RegisterIdentity(Base):
    """One row, from the register's first day on; every copy of the file has the same."""

    __tablename__ = "register_identity"
    __root__ = ("register_identity", "id")

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(Text(32))
