"""The table of the annex over its pages: one heading on each, rows whole where they fit."""

from __future__ import annotations

from io import BytesIO

import pdfplumber
import pytest

from dialogue_app.documents.parts import AnnexHeading, Table, TableColumn
from tests.documents.test_pdf import paper_of, texts_of

COLUMNS = (TableColumn("STT", 20), TableColumn("Nội dung", 40), TableColumn("Ghi chú", 50))
HEADING = AnnexHeading("TỔNG HỢP", "(Kèm theo)")


def table(*heights: int) -> Table:
    """Rows of so many lines."""
    rows = (
        (f"hàng {n};", "\n".join(f"dòng {n}.{line};" for line in range(height)), "")
        for n, height in enumerate(heights, start=1)
    )
    return Table(COLUMNS, tuple(rows))


@pytest.mark.parametrize("height", [*range(1, 36), 40, 65, 66, 67, 68, 100])
def test_the_heading_stands_once_on_every_page(height):
    shown = table(*(height, 3, height + 1, height, 1, 40, height))
    pages = texts_of(HEADING, shown, landscape=True)
    assert [page.count("STT") for page in pages] == [1] * len(pages)
    whole = "\n".join(pages)
    for number, (_ordinal, text, _note) in enumerate(shown.rows, start=1):
        assert whole.count(f"hàng {number};") == 1
        assert all(whole.count(line) == 1 for line in text.splitlines())


@pytest.mark.parametrize("height", range(1, 17))
def test_a_row_that_leaves_less_than_half_a_page_empty_is_not_split(height):
    pages = texts_of(HEADING, table(*(3, height, height, height)), landscape=True)
    for number in (2, 3, 4):
        lines = [f"dòng {number}.{line};" for line in range(height)]
        assert any(all(line in page for line in lines) for page in pages)


@pytest.mark.parametrize("height", range(17, 31))
def test_no_page_but_the_last_stays_half_empty(height):
    *pages, _last = texts_of(table(*[height] * 8), landscape=True)
    assert min(page.count("dòng") for page in pages) >= 16


def test_where_a_row_is_split_both_halves_are_closed():
    pdf = paper_of(HEADING, table(80), landscape=True)
    with pdfplumber.open(BytesIO(pdf)) as opened:
        assert len(opened.pages) == 3
        for page in opened.pages:
            upright = [line for line in page.lines if line["x0"] == line["x1"]]
            level = {round(line["top"]) for line in page.lines if line["x1"] - line["x0"] > 100}
            heading = page.search("STT")[0]
            assert any(heading["bottom"] < y < heading["bottom"] + 8 for y in level)
            assert round(max(line["bottom"] for line in upright)) in level
