"""Cells as long as a workbook allows, made to be read in many ways, are read at once.

They are matched in the program's own process, which would stand still meanwhile. So each is tried
in a process that can be ended.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

FAR_ABOVE_ALL_NEED = 60  # seconds

NO_ANSWER = "from dialogue_app.exchange.no_answers import is_no_answer as read"
HEADING = """
from dialogue_app.exchange.heading_match import field_meant
from dialogue_app.exchange.header_words import TableKind, table_words
read = lambda text: field_meant(text, table_words(TableKind.ISSUES))
"""
ANSWER_BEHIND = "from dialogue_app.exchange.answers_in_texts import question_and_answer as read"


@pytest.mark.parametrize(
    ("reading", "cell"),
    [
        (NO_ANSWER, "'Sở ' + 'Xây phường ' * 2_500 + '!x'"),
        (NO_ANSWER, "'Đang chờ ý kiến của ' + 'Sở Xã ' * 5_000 + ':'"),
        (NO_ANSWER, "'Đã chuyển công văn số 1 ' + 'ngày 1 tháng 2 ' * 2_000 + '?'"),
        (HEADING, "'Đồng ý công khai ' * 1_800 + '?'"),
        (HEADING, "'Ý kiến ' * 4_500 + '!'"),
        (ANSWER_BEHIND, "'\\n' * 16_000 + ' ' * 16_000 + '-'"),
        (HEADING, "'Nội dung giải trình, tiếp thu ' * 1_000 + 'x'"),
    ],
)
def test_a_cell_of_many_readings_is_read_at_once(reading: str, cell: str):
    done = subprocess.run(
        [sys.executable, "-c", f"{reading}\nread({cell})"],
        check=False,
        timeout=FAR_ABOVE_ALL_NEED,
    )
    assert done.returncode == 0
