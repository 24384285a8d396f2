from __future__ import annotations

import pytest

from dialogue_app.exchange.columns import ColumnMapping
from dialogue_app.exchange.reading import Sheet
from dialogue_app.services.imports.workbooks import first_value


@pytest.mark.parametrize(
    ("written", "shown"),
    [("a" * 60, "a" * 60), ("a" * 61, "a" * 59 + "…"), (" a\n b ", "a b"), (7, "7")],
)
def test_a_columns_first_value_is_shown_on_one_line_of_sixty_letters(written: object, shown: str):
    sheet = Sheet("S", hidden=False, rows=[["Tên"], [None], [written], ["khác"]])
    assert first_value(sheet, ColumnMapping(1, 1, {}), 0) == shown
