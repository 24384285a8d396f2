"""The form of one enterprise, new or known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.tax_codes import parse_tax_code
from dialogue_app.i18n import _
from dialogue_app.services.agency.reference import (
    Choice,
    ReferenceList,
    legal_types,
    list_reference,
    units,
)
from dialogue_app.services.case import SeenDraft
from dialogue_app.services.enterprises.editing import (
    edit_enterprise,
    register_enterprise,
    similar_enterprises,
)
from ui.context import Context
from ui.widgets.draft_panel import DraftPanel, Names
from ui.widgets.inputs import ChoiceField, NumberField, TextArea, TextLine

_PLAIN = ("name", "tax_code", "address", "representative", "phone", "email", "workers", "note")


@dataclass(frozen=True)
class EnterpriseFormLists:
    """The pick-lists of the form, and what all entries are called, offered or not."""

    legal_types: Sequence[Choice]
    units: Sequence[Choice]
    names: Names


def read_lists(context: Context) -> EnterpriseFormLists:
    """The pick-lists; called on a worker."""
    case = context.case
    kinds = list_reference(case, ReferenceList.LEGAL_TYPES)
    names = {"legal_type": {kind.id: kind.name for kind in kinds}}
    return EnterpriseFormLists(legal_types(case), units(case), names)


class EnterprisePanel(DraftPanel[EnterpriseDraft]):
    """Registers an enterprise, or corrects `known`. Saving gives its id."""

    def __init__(
        self,
        context: Context,
        lists: EnterpriseFormLists,
        known: SeenDraft[EnterpriseDraft] | None = None,
    ) -> None:
        title = _("Add an enterprise") if known is None else _("Edit {name}")
        named = title.format(name=known.draft.name if known else "")
        super().__init__(context, named, known, lists.names)
        self._allowed: EnterpriseDraft | None = None
        self._add_fields(lists)
        self.show_draft(known.draft if known else EnterpriseDraft(""))

    def values(self, draft: EnterpriseDraft) -> dict[str, Any]:
        """What each input shows."""
        return {
            "legal_type": draft.legal_type_id,
            "unit": draft.unit_id,
            **{key: getattr(draft, key) for key in _PLAIN},
        }

    def typed(self) -> EnterpriseDraft:
        """The enterprise as it was typed."""
        form = EnterpriseDraft(
            name=self.text("name"),
            tax_code=self.text("tax_code"),
            legal_type_id=self.choice("legal_type"),
            address=self.text("address"),
            unit_id=self.choice("unit"),
            representative=self.text("representative"),
            phone=self.text("phone"),
            email=self.text("email"),
            workers=self.number("workers"),
            note=self.text("note"),
        )
        if not form.name.strip():
            self.require("name")
        if form.tax_code.strip():
            self._noting("tax_code", lambda: parse_tax_code(form.tax_code))
        return form

    def store(self, known: SeenDraft[EnterpriseDraft] | None, draft: EnterpriseDraft) -> int | None:
        """Register or correct; a new name like one in the register gives None once."""
        case = self.context.case
        if known is not None:
            edit_enterprise(case, known, draft)
            return known.id
        if draft != self._allowed and similar_enterprises(case, draft):
            self._allowed = draft
            return None
        return register_enterprise(case, draft)

    def read_names(self, draft: EnterpriseDraft) -> Names:
        """Legal types."""
        return read_lists(self.context).names

    def _done(self, result: int | None) -> None:
        if result is None:
            self._end_saving()
            self.form.show_errors(
                {"name": _("An enterprise of this name is registered. Save again to add another.")}
            )
        else:
            super()._done(result)

    def _add_fields(self, lists: EnterpriseFormLists) -> None:
        none: list[tuple[object, str]] = [(None, "")]
        add = self.form.add
        add(
            "name",
            _("Name of the enterprise, household business"),
            TextLine(),
            required=True,
            wide=True,
        )
        add(
            "tax_code",
            _("Tax code"),
            TextLine(),
            hint=_("10 digits, 10-3 of a branch, or 12 of a household business"),
        )
        add(
            "legal_type",
            _("Legal type"),
            ChoiceField([*none, *((row.id, row.name) for row in lists.legal_types)]),
        )
        add("address", _("Address"), TextLine(), wide=True)
        add(
            "unit", _("Ward, commune"), ChoiceField([*none, *((u.id, u.name) for u in lists.units)])
        )
        add("representative", _("Representative"), TextLine())
        add("phone", _("Telephone"), TextLine())
        add("email", _("E-mail"), TextLine())
        add("workers", _("Workers"), NumberField())
        add("note", _("Note"), TextArea(2), wide=True)  # fmt: skip
