"""What a list of issues is narrowed to beside its view, and the way back to all of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton

from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.words import word
from dialogue_app.services.case import Case
from dialogue_app.services.issues.lists import IssueQuery
from dialogue_app.services.issues.owed import NO_BODY
from ui import theme
from ui.widgets.plain import set_tip

FIELDS = (
    "session_id", "body_id", "in_hand_of", "late_at", "owed_by", "enterprise_id", "topic_id",
    "standing", "gap", "carried_to", "reported", "waiting_days",
)  # fmt: skip


def is_narrowed(query: IssueQuery) -> bool:
    """Whether the query holds anything beside its view and words."""
    return any(getattr(query, name) is not None for name in FIELDS)


def narrowed_to(case: Case, query: IssueQuery) -> str:
    """What the list is narrowed to, in words; called on a worker."""
    from dialogue_app.services.bodies.lists import BodyList
    from dialogue_app.services.enterprises.lists import EnterpriseList
    from dialogue_app.services.sessions.lists import SessionList

    said = []
    if query.session_id is not None:
        said += [row.code for row in SessionList(case).rows([query.session_id])]
    if query.carried_to is not None:
        rows = SessionList(case).rows([query.carried_to])
        said += [_("carried over to {code}").format(code=row.code) for row in rows]
    if query.reported is not None:
        rows = SessionList(case).rows([query.reported.session_id])
        said += [_("report to {code}").format(code=row.code) for row in rows]
        said.append(word(query.reported.part))
    if query.enterprise_id is not None:
        said += [row.name for row in EnterpriseList(case).rows([query.enterprise_id])]
    for body_id in filter(None, (query.body_id, query.in_hand_of, query.late_at, query.owed_by)):
        said += [row.name for row in BodyList(case).rows([body_id])]
    if query.in_hand_of is not None:
        said.append(_("in hand"))
    if query.owed_by == NO_BODY:
        said.append(_("Higher levels"))
    if query.late_at is not None:
        said.append(_("late there"))
    if query.waiting_days is not None:
        n = query.waiting_days
        said.append(ngettext("waiting for {n} day", "waiting for {n} days", n).format(n=n))
    said += [word(value) for value in (query.standing, query.gap) if value is not None]
    return " · ".join(said)


class NarrowingButton(QPushButton):
    """Says what the list is narrowed to; pressed it shows all issues again."""

    def __init__(self, widen: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("narrowed")
        self.setIcon(theme.icon("close"))
        set_tip(self, _("Show all issues again"))
        self.clicked.connect(lambda: widen())  # noqa: PLW0108  (else Qt passes it `checked`)
        self.hide()

    def say(self, words: str) -> None:
        """Show what the list is narrowed to; nothing for a whole list."""
        self.setText(_("Only {what}").format(what=words).replace("&", "&&"))
        self.setVisible(bool(words))
