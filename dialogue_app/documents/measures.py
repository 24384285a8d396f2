"""Sizes, indents and limits of papers, the same in the PDF and in the Word file; in points.

C numbers are those of the components of NĐ 30/2020/NĐ-CP, Phụ lục I.
"""

from __future__ import annotations

MM = 72 / 25.4

NATION_SIZE = 12  # C1, C3, C4, C9: 12-13
MOTTO_SIZE = 13  # C2: 13-14
NUMBER_SIZE = 13  # C5, C6
BODY_SIZE = 14  # C7, C8, C11, C15, C19, C21, C25: 13-14
REFERENCE_SIZE = 13  # C27: 13-14
RECIPIENTS_LABEL_SIZE, RECIPIENT_SIZE = 12, 11  # C23, C24
TABLE_SIZE = 12
PAGE_NUMBER_SIZE = 13  # P5: 13-14
SINGLE_SPACING = 1.15  # of the size; the decree asks for at least single

BODY_BEFORE, HEADING_BEFORE = 6, 12  # C11: at least 6 above a paragraph
FIRST_LINE = 10 * MM  # C11
ADDRESSED_INDENT, ADDRESSEE_INDENT = 30 * MM, 50 * MM  # "Kính gửi:", and the names below it
SUBJECT_GAP = 6  # C9: between the number and "V/v"
SHORT_RULE = 0.4  # C4, C8: a third to a half of the line above it
SIGNING_SPACE = 22 * MM
CLOSING_BEFORE = 12

TEXT_WIDTH = 160 * MM  # of a portrait page
# The left column holds the agency and the recipients, the right one the nation and the signer.
COLUMNS = (0.425 * TEXT_WIDTH, 0.575 * TEXT_WIDTH)
COLUMN_GAP = 8  # text of the left column ends so far from the right one

# Blocks that cannot go on on the next page: what is longer is cut, visibly.
MOST_HEAD_LINES = 12  # of an agency, a subject, an abstract
MOST_SIGNER_LINES = 4  # of a capacity, an office, a name
MOST_BESIDE = 30  # lines beside the signer; more recipients go on below, over pages
