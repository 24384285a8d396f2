"""Whether a register is one that nobody has begun yet."""

from __future__ import annotations

from sqlalchemy import column, exists, or_, select, table

from dialogue_app.services.case import Case

# By their names: a start asks this before its first list, which needs no model of these.
_BEGUN_WITH = ("our_agency", "session", "issue", "enterprise")


def is_untouched(case: Case) -> bool:
    """Whether nobody has said who we are, nor put anything into the register.

    Asked of the register itself: settings that are missing begin nothing anew.
    """
    held = [exists(select(column("id")).select_from(table(name))) for name in _BEGUN_WITH]
    with case.reading() as session:
        return not session.scalar(select(or_(*held)))
