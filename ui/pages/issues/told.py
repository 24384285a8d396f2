"""What is said after an act on issues: to how many it was done, and which were left and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dialogue_app.domain.vocabulary import Relation
from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.formats import number
from ui.messages import Action, Told

if TYPE_CHECKING:
    from dialogue_app.services.issues.moving import Left
    from dialogue_app.services.issues.together import Done
    from ui.acts import Chosen
    from ui.pages.record_page import RecordPage


def told_assigned(page: RecordPage, chosen: Chosen, result: Any) -> Told:
    """One verb per relation: assigned to our own units, transferred to all others."""
    if chosen.detail is None:
        return told_together(page, result)
    row = chosen.detail.row
    said = (
        _("Assigned {what} to {body}.")
        if row.lead_relation is Relation.OWN
        else _("Transferred {what} to {body}.")
    )
    return Told(said.format(what=row.code, body=row.lead_body))


def told_given_out(page: RecordPage, chosen: Chosen, result: Done) -> Told:
    """How many were given out; what was left, by reason, each a link to those issues."""
    n = result.done
    if chosen.detail is not None and n:
        return told_assigned(page, chosen, result)
    said = ngettext("{n} issue was assigned.", "{n} issues were assigned.", n)
    more = ngettext("{n} is left:", "{n} are left:", len(result.left))
    return _with_left(page, said.format(n=number(n)) if n else "", more, result.left)


def told_answered(page: RecordPage, chosen: Chosen, result: Any) -> Told:
    """One answer, to one issue or to several."""
    if chosen.detail is None or not isinstance(result, int):
        return told_together(page, result)
    return Told(_("Recorded the answer to {what}.").format(what=chosen.detail.code))


def told_closed(page: RecordPage, chosen: Chosen, result: Any) -> Told:
    """The end of one follow-up, or of several."""
    if chosen.detail is None:
        return told_together(page, result)
    return Told(_("Ended the follow-up of {what}.").format(what=chosen.detail.code))


def told_together(page: RecordPage, result: Done) -> Told:
    """To how many an act was done at once, and which were left."""
    said = ngettext("Recorded for {n} issue.", "Recorded for {n} issues.", result.done)
    more = ngettext("{n} was left:", "{n} were left:", len(result.left))
    said = said.format(n=number(result.done)) if result.done else ""
    return _with_left(page, said, more, result.left)


def _with_left(page: RecordPage, text: str, more: str, left: Sequence[Left]) -> Told:
    from ui.pages.issues.left_out import by_reason

    if not left:
        return Told(text)
    links = tuple(_link(page, reason, ones) for reason, ones in by_reason(left).items())
    return Told(f"{text} {more.format(n=number(len(left)))}".strip(), links)


def _link(page: RecordPage, reason: str, left: Sequence[Left]) -> Action:
    ids = tuple(one.id for one in left)
    return Action(f"{reason} ({number(len(ids))})", lambda: page.choose(ids))
