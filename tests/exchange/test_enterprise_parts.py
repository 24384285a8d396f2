from __future__ import annotations

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dialogue_app.exchange.columns import find_tables
from dialogue_app.exchange.enterprise_rows import ENTERPRISE_ROWS
from dialogue_app.exchange.header_words import TableKind
from dialogue_app.exchange.reading import Sheet
from tests.exchange.workbooks import parse_rows

WHO = "Công ty TNHH Mẫu Một"
PIECES = st.lists(
    st.sampled_from(
        ["Bà Mẫu", "Giám đốc", "0903000001", "ĐT: 028 3800 0002", "a@mau.vn", "(Kế toán)",
         "MST 9900000619", "9900000626", "12 Đường Mẫu", "Fax: 02838000003", "ĐC: Phường Mẫu"]
    ),
    min_size=1, max_size=4,
)  # fmt: skip
SIGNS = st.sampled_from([", ", " - ", "; ", " ", "\n", "/", " ("])
LABELS = {"ĐT", "ĐC", "MST"}


@given(PIECES, SIGNS, st.sampled_from(["Người đại diện", "Địa chỉ", "MST", "Điện thoại"]))
def test_nothing_that_stands_in_a_cell_is_lost(pieces: list[str], sign: str, heading: str) -> None:
    cell = sign.join(pieces)
    sheet = Sheet("Sheet", False, [["Tên doanh nghiệp", heading], [WHO, cell]])
    (table,) = find_tables([sheet], TableKind.ENTERPRISES)
    (row,) = parse_rows(ENTERPRISE_ROWS, table.sheet, table.mapping, date(2026, 9, 15)).drafts
    values = [row.name, row.tax_code.value if row.tax_code else "", *row.values.values()]
    values += [value for error in row.errors for value in error.values.values()]
    kept = " ".join(map(str, values))
    lost = {word for word in re.findall(r"\w{2,}", cell) if word not in kept}
    assert lost <= LABELS
