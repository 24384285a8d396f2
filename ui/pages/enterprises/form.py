"""The form of one enterprise, new or known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dialogue_app.domain.tax_codes import parse_tax_code
from dialogue_app.i18n import _
from dialogue_app.services.agency.reference import Choice, legal_types, units
from dialogue_app.services.case import SeenDraft
from dialogue_app.services.enterprises.editing import (
    EnterpriseDetail,
    EnterpriseForm,
    edit_enterprise,
    register_enterprise,
    similar_enterprises,
)
from ui.context import Context
from ui.widgets.form_panel import FormPanel
from ui.widgets.inputs import ChoiceField, NumberField, TextArea, TextLine


@dataclass(frozen=True)
class EnterpriseFormLists:
    """The pick-lists of the form, read beforehand."""

    legal_types: Sequence[Choice]
    units: Sequence[Choice]


def read_lists(context: Context) -> EnterpriseFormLists:
    """The pick-lists; called on a worker."""
    return EnterpriseFormLists(legal_types(context.case), units(context.case))


class EnterprisePanel(FormPanel):
    """Registers an enterprise, or corrects `known`. Saving gives its id."""

    def __init__(
        self, context: Context, lists: EnterpriseFormLists, known: EnterpriseDetail | None = None
    ) -> None:
        title = _("Add an enterprise") if known is None else _("Edit {name}")
        super().__init__(context, title.format(name=known.form.name if known else ""))
        self._known = known
        self._allowed: EnterpriseForm | None = None
        self._add_fields(lists)
        if known is not None:
            self._fill(known)

    def work(self) -> Callable[[], int | None]:
        """Register or correct; a name like one in the register is asked about once."""
        form = EnterpriseForm(
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
        case, known = self.context.case, self._known
        if not form.name.strip():
            self.require("name")
        if form.tax_code.strip():
            self._noting("tax_code", lambda: parse_tax_code(form.tax_code))

        def run() -> int | None:
            if known is not None:
                edit_enterprise(case, SeenDraft(known.id, known.version, known.form), form)
                return known.id
            if form != self._allowed and similar_enterprises(case, form):
                self._allowed = form
                return None
            return register_enterprise(case, form)

        return run

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
            ChoiceField([*none, *((one.id, one.name) for one in lists.legal_types)]),
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

    def _fill(self, known: EnterpriseDetail) -> None:
        form = known.form
        for key in ("name", "tax_code", "address", "representative", "phone", "email", "note"):
            self.put(key, getattr(form, key))
        self.put("legal_type", form.legal_type_id, known.legal_type)
        self.put("unit", form.unit_id, known.unit)
        self.put("workers", form.workers)
