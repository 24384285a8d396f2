"""A little Markdown, taken apart for the PDF."""

from __future__ import annotations

from dialogue_app.documents.guide_texts import Guide, Picture, read_guide
from dialogue_app.documents.parts import Heading, Level, Numbered, Paragraph, Run

TEXT = """# Tiêu đề

Một câu dài
trên hai dòng.

## Phần một

1. Bấm **Lưu** ngay.
2. Rồi xem [trang kia](kia.md).
   vẫn bước hai

![Một hình](hinh.png)
- một ý
- ý nữa

## Phần hai
Hết. 2. không phải bước.
"""


def test_a_guide_is_taken_apart():
    assert read_guide(TEXT) == Guide(
        "Tiêu đề",
        (
            Paragraph((Run("Một câu dài trên hai dòng."),)),
            Heading(Level.SECTION, 1, "Phần một"),
            Numbered(1, (Run("Bấm "), Run("Lưu", bold=True), Run(" ngay."))),
            Numbered(2, (Run("Rồi xem trang kia. vẫn bước hai"),)),
            Picture("hinh.png", "Một hình"),
            Paragraph((Run("- một ý"),)),
            Paragraph((Run("- ý nữa"),)),
            Heading(Level.SECTION, 2, "Phần hai"),
            Paragraph((Run("Hết. 2. không phải bước."),)),
        ),
    )


def test_nothing_is_a_guide_without_parts():
    assert read_guide("") == Guide("", ())
