"""Invented words, names and codes, the same in every run; few words are frequent, most are rare.

No enterprise, body, code or telephone number here can be anyone's: names carry "Mẫu", tax codes
begin with 00, which no province does, and numbers with the 0900 000 of the sample.
"""

from __future__ import annotations

import random
from itertools import accumulate
from operator import mul

_FIELD = """
đề nghị thuế hồ sơ doanh nghiệp phường đường hẻm ngập nước điện công suất giấy phép xây dựng chợ vỉa
hè xe đỗ giờ cao điểm thủ tục đăng ký trực tuyến lao động bảo hiểm môi trường phòng cháy chữa kiểm
tra hướng dẫn bổ sung trả lời văn bản quy hoạch đất thuê mặt bằng tín dụng vay vốn hải quan thông
hàng hóa an toàn thực phẩm chứng nhận chuyển đổi số nhãn hiệu quảng cáo biển camera tuần rác thải
thoát chiếu sáng đèn hoàn khấu trừ quyết toán
"""
_ONSETS = ("b", "ch", "d", "gi", "h", "kh", "l", "m", "ngh", "nh", "ph", "s", "t", "th", "tr", "x")
_RHYMES = ("anh", "ảo", "ấp", "ẽn", "ềm", "ích", "iểu", "ong", "ổi", "ộc", "ớm", "ung", "ừng", "ỳ")
_TRADES = ("Cơ khí", "Dệt may", "Thực phẩm", "Vận tải", "In ấn", "Nội thất", "Dược phẩm", "Bao bì")
_SYLLABLES = ("An", "Bình", "Cường", "Dũng", "Giang", "Hòa", "Khánh", "Lộc", "Minh", "Phúc", "Tâm")
LEGAL_TYPES = ("Công ty TNHH", "Công ty cổ phần", "Doanh nghiệp tư nhân")
_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)

WORDS = (*_FIELD.split(), *(onset + rhyme for onset in _ONSETS for rhyme in _RHYMES))
# The n-th word stands one n-th as often as the first, as in any language.
_FREQUENCIES = tuple(accumulate(1 / place for place in range(1, len(WORDS) + 1)))


def sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, cum_weights=_FREQUENCIES, k=words)).capitalize() + "."


def names(count: int, seed: int) -> list[str]:
    """Different names of enterprises."""
    chance = random.Random(seed)
    return [
        f"{chance.choice(LEGAL_TYPES)} {chance.choice(_TRADES)} Mẫu "
        f"{' '.join(chance.sample(_SYLLABLES, 2))} {number}"
        for number in range(1, count + 1)
    ]


def person(chance: random.Random) -> str:
    return f"{chance.choice(_SYLLABLES)} {chance.choice(_SYLLABLES)} Mẫu"


def phone(number: int) -> str:
    return f"0900 000 {number % 1000:03}"


def tax_code(number: int) -> str:
    """A code with its check digit; a wrong 0 where no digit fits the first nine."""
    first = f"00{number:07}"
    check = 10 - sum(map(mul, _WEIGHTS, map(int, first))) % 11
    return f"{first}{check % 10}"
