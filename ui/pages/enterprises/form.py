"""The form of one enterprise, new or known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from dialogue_app.domain.errors.base import BadInput
from dialogue_app.domain.errors.enterprises import LikeOneRegistered
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.facts import plain_names
from dialogue_app.domain.tax_codes import parse_tax_code
from dialogue_app.i18n import _
from dialogue_app.services.agency.reference import (
    ReferenceList,
    legal_types,
    list_reference,
    units,
)
from dialogue_app.services.case import SeenDraft
from dialogue_app.services.enterprises.editing import (
    edit_enterprise,
    enterprise_detail,
    register_enterprise,
    similar_enterprises,
)
from ui.context import Context
from ui.widgets.draft_panel import NO_NAMES, DraftPanel, FormLists, Names

ESSENTIAL = ("name", "tax_code", "address", "representative", "phone")
NO_LISTS = FormLists({}, NO_NAMES)


def read_lists(context: Context) -> FormLists:
    """The pick-lists, and what all legal types are called; called on a worker."""
    case = context.case
    offered = {
        "legal_type": [(row.id, row.name) for row in legal_types(case)],
        "unit": [(row.id, row.name) for row in units(case)],
    }
    kinds = list_reference(case, ReferenceList.LEGAL_TYPES)
    return FormLists(offered, {"legal_type": {kind.id: kind.name for kind in kinds}})


class EnterprisePanel(DraftPanel[EnterpriseDraft]):
    """Registers an enterprise, or corrects `known`. Saving gives its id."""

    def __init__(
        self,
        context: Context,
        lists: FormLists,
        known: SeenDraft[EnterpriseDraft] | None = None,
        new: EnterpriseDraft | None = None,
        fields: Sequence[str] = plain_names(EnterpriseDraft),
    ) -> None:
        title = _("Add an enterprise") if known is None else _("Edit {name}")
        named = title.format(name=known.draft.name if known else "")
        super().__init__(context, named, known, new or EnterpriseDraft(""), lists.names)
        self._sent_draft: EnterpriseDraft | None = None
        self._allowed: EnterpriseDraft | None = None  # saving it again says yes
        self.add_inputs(fields, lists.offered)
        self.show_draft(self.base)

    def check(self) -> None:
        """A tax code may be wrong."""
        typed = self.value("tax_code").strip()
        try:
            if typed:
                parse_tax_code(typed)
        except BadInput as error:
            self.state.errors["tax_code"] = self.context.messages.explain(error)

    def work(self) -> Callable[[], Any]:
        """Save what is typed now."""
        self._sent_draft = self.typed()
        return super().work()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, LikeOneRegistered):
            self._allowed = self._sent_draft
        super()._failed(error)

    def store(self, known: SeenDraft[EnterpriseDraft] | None, draft: EnterpriseDraft) -> int:
        """Register or correct; a new name like one in the register is refused once."""
        case = self.context.case
        if known is not None:
            edit_enterprise(case, known, draft)
            return known.id
        if draft != self._allowed and similar_enterprises(case, draft):
            raise LikeOneRegistered()
        return register_enterprise(case, draft)

    def read(self, result: int) -> SeenDraft[EnterpriseDraft]:
        """The enterprise as it stands now."""
        detail = enterprise_detail(self.context.case, result)
        return SeenDraft(detail.id, detail.version, detail.form)

    def read_names(self, draft: EnterpriseDraft) -> Names:
        """Legal types."""
        return read_lists(self.context).names


def new_enterprise(context: Context, name: str) -> EnterprisePanel:
    """A short form for an enterprise that is needed right now, called `name`."""
    return EnterprisePanel(context, NO_LISTS, new=EnterpriseDraft(name), fields=ESSENTIAL)
