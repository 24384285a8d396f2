"""Labels and abbreviations of the decree (NĐ 30/2020/NĐ-CP), the same in every paper.

The only Vietnamese words of papers that stand in code; all others stand in `resources/papers`.
"""

from __future__ import annotations

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
NUMBER = "Số:"
SUBJECT = "V/v"
ADDRESSED = "Kính gửi:"
RECIPIENTS = "Nơi nhận:"
AS_ABOVE = "Như trên"
FILED = "Lưu:"
RECORDS = "VT"
ANNEX = "Phụ lục"
PAPER_END = "./."
ON_BEHALF = "TM."
ACTING, FOR, BY_ORDER, AUTHORISED = "Q.", "KT.", "TL.", "TUQ."
DEPUTY, ACTING_HEAD = "Phó", "Quyền"  # how the titles of a deputy and an acting head begin
PART, CHAPTER, DIVISION, ARTICLE = "Phần", "Chương", "Mục", "Điều"
POINTS = "abcdđeghiklmnopqrstuvxy"  # điểm a), b) … in the order of the Vietnamese alphabet
ITEM = "-"
AND = "và"
HONORIFICS = ("Ông/Bà", "Ông", "Bà", "Đồng chí")
POLITE_NOUNS = (
    "Bộ",
    "Sở",
    "Cục",
    "Chi cục",
    "Ban",
    "Công ty",
    "Văn phòng",
    "Thanh tra",
)
