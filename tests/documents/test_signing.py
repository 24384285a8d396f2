"""Who signs, in the capacity the decree has; nothing is made up of a title nobody typed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dialogue_app.documents.signing import signature
from dialogue_app.domain.fields.letters import LetterDraft
from dialogue_app.domain.vocabulary import Signing
from tests.documents.example_letters import AGENCY

BOARD = replace(AGENCY, full_name="Ban Quản lý Mẫu")
TOGETHER = "TM. ỦY BAN NHÂN DÂN"
OFFICE = "Chánh Văn phòng"


@pytest.mark.parametrize(
    ("signing", "title", "committee", "elsewhere"),
    [
        (Signing.UNKNOWN, OFFICE, ("……",), ("……",)),
        (Signing.HEAD, "Trưởng ban", (TOGETHER, "CHỦ TỊCH"), ("TRƯỞNG BAN",)),
        (Signing.HEAD, "", (TOGETHER, "CHỦ TỊCH"), ("……",)),
        (Signing.ACTING, "Quyền Trưởng ban", (TOGETHER, "Q. CHỦ TỊCH"), ("Q. TRƯỞNG BAN",)),
        (Signing.ACTING, "Trưởng ban", (TOGETHER, "Q. CHỦ TỊCH"), ("Q. TRƯỞNG BAN",)),
        (
            Signing.DEPUTY,
            "Phó Trưởng ban",
            (TOGETHER, "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
            ("KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"),
        ),
        (
            Signing.DEPUTY,
            "",
            (TOGETHER, "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
            ("KT. ……", "……"),
        ),
        (
            Signing.BY_ORDER,
            OFFICE,
            ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
            ("TL. ……", "CHÁNH VĂN PHÒNG"),
        ),
        (
            Signing.AUTHORISED,
            "Giám đốc",
            ("TUQ. CHỦ TỊCH", "GIÁM ĐỐC"),
            ("TUQ. ……", "GIÁM ĐỐC"),
        ),
        (Signing.AUTHORISED, "", ("TUQ. CHỦ TỊCH", "……"), ("TUQ. ……", "……")),
    ],
)
def test_the_capacity_of_who_signs(signing: Signing, title: str, committee, elsewhere):
    letter = LetterDraft(signing=signing, signer_title=title)
    assert signature(AGENCY, letter).capacity == committee
    assert signature(BOARD, letter).capacity == elsewhere


@pytest.mark.parametrize(
    ("typed", "printed"),
    [("Bà  Phạm Thị Mẫu", "Phạm Thị Mẫu"), ("Phạm Thị Mẫu, Chủ tịch", "Phạm Thị Mẫu"), ("", "……")],
)
def test_the_bare_name_stands_below(typed: str, printed: str):
    assert signature(AGENCY, LetterDraft(signer_name=typed)).name == printed
