"""Two enterprises side by side, to be made one field by field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.facts import Field, fields_of
from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.formats import number
from dialogue_app.i18n.values import value_words
from dialogue_app.services.case import Seen
from dialogue_app.services.enterprises.editing import EnterpriseDetail, enterprise_detail
from dialogue_app.services.enterprises.merging import merge_enterprises
from ui.context import Context
from ui.widgets.facts import Facts
from ui.widgets.form_panel import FormPanel
from ui.widgets.side_choice import SideChoice

_REMAINS = "remains"
Two = tuple[EnterpriseDetail, EnterpriseDetail]


def read_two(context: Context, first_id: int, second_id: int) -> Two:
    """Both as they stand; called on a worker."""
    case = context.case
    return enterprise_detail(case, first_id), enterprise_detail(case, second_id)


class MergePanel(FormPanel):
    """Which of the two remains, and for each field in which they differ whose value."""

    def __init__(self, context: Context, two: Two) -> None:
        title = _("Make {first} and {second} one enterprise")
        super().__init__(
            context,
            title.format(first=two[0].code, second=two[1].code),
            _("Merge"),
        )
        self._two = two
        kept = int(len(two[1].issues) > len(two[0].issues))
        self.form.add(
            _REMAINS, _("This one remains"), SideChoice((_whole(two[0]), _whole(two[1])), kept)
        )
        same: list[tuple[str, str]] = []
        for field in fields_of(EnterpriseDraft).values():
            texts = _said(two[0], field), _said(two[1], field)
            if texts[0] == texts[1]:
                same.append((_(field.words), texts[0]))
            else:
                chosen = kept if texts[kept] else 1 - kept
                self.form.add(field.key, _(field.words), SideChoice(texts, chosen))
        self.show_above(Facts([(label, text) for label, text in same if text]))

    def work(self) -> Callable[[], object]:
        """Merge as it is chosen."""
        case, kept = self.context.case, self.value(_REMAINS)
        one, other = self._two[kept], self._two[1 - kept]
        chosen = {
            field.name: getattr(self._two[self.value(field.key)].form, field.name)
            for field in fields_of(EnterpriseDraft).values()
            if field.key in self.form.fields
        }
        draft = replace(one.form, **chosen)

        def merge() -> str:
            merge_enterprises(case, Seen(one.id, one.version), Seen(other.id, other.version), draft)
            said = _("{code} is part of {kept} {name} now.")
            return said.format(code=other.code, kept=one.code, name=draft.name)

        return merge


def _whole(detail: EnterpriseDetail) -> str:
    """Its code, and how many issues it raised."""
    n = len(detail.issues)
    raised = ngettext("{n} issue raised", "{n} issues raised", n).format(n=number(n))
    return f"{detail.code} · {raised}" if n else detail.code


def _said(detail: EnterpriseDetail, field: Field) -> str:
    called = {"legal_type_id": detail.legal_type, "unit_id": detail.unit}
    return value_words(field, getattr(detail.form, field.name), called)
