"""What the wizard says before and after."""

from __future__ import annotations

from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.formats import number
from dialogue_app.services.workbooks import ImportResult, TableKind


def file_words(kind: TableKind) -> str:
    """What is expected of the file."""
    if kind is TableKind.ENTERPRISES:
        return _(
            "Drop your Excel register here, or choose it. Any order of columns will do; "
            "only a column with the names is needed."
        )
    return _(
        "Drop your Excel list of issues here, or choose it. Any order of columns will do; "
        "only a column with the text of the issues is needed."
    )


def result_words(kind: TableKind, result: ImportResult) -> str:
    """What was written."""
    added = ngettext("{n} added", "{n} added", result.added).format(n=number(result.added))
    changed = _("{n} changed").format(n=number(result.changed))
    same = _("{n} as before").format(n=number(result.same))
    parts = [added, changed, same]
    if result.left_out:
        parts.append(_("{n} left out").format(n=number(result.left_out)))
    what = _("Enterprises") if kind is TableKind.ENTERPRISES else _("Issues")
    return f"{what}: {', '.join(parts)}."
