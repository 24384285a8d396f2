"""What a row of a register of enterprises says, field by field, as plain data for scripts."""

from __future__ import annotations

from typing import Any

from dialogue_app.domain.codes import enterprise_code
from dialogue_app.exchange.enterprise_rows import SheetEnterprise
from dialogue_app.services.imports.workbooks import PreviewRow


def enterprise_values(row: PreviewRow) -> dict[str, Any]:
    """Words, not ids; None where the row says nothing."""
    draft = row.draft
    assert isinstance(draft, SheetEnterprise)
    code = draft.tax_code.value if draft.tax_code else None
    said = {key: value if value != "" else None for key, value in draft.values.items()}
    number = enterprise_code(draft.number) if draft.number is not None else None
    return {"code": number, "name": draft.name or None, "tax_code": code, **said}
