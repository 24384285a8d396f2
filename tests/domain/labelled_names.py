"""A made-up register whose doubles are known: altered in nine ways, among look-alikes.

All names are made of syllables at random; nobody's are meant.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from dialogue_app.domain.likeness import Described
from dialogue_app.domain.text import fold

_PROPER = """
An Ánh Bách Bảo Bích Bình Cát Châu Chi Công Cường Dũng Duy Dương Đại Đạt Đăng Điền Đông Đức
Gia Giang Hà Hải Hằng Hậu Hiền Hiệp Hoa Hoàn Hoàng Hòa Hồng Huệ Hùng Huy Hưng Hương Hữu Kha
Khang Khánh Khải Khoa Khôi Kiên Kiệt Kim Kỳ Lam Lan Lâm Lộc Lợi Long Lương Mai Mạnh Minh Mỹ
Nam Nga Ngân Nghĩa Ngọc Nguyên Nhân Nhật Nhi Ninh Oanh Phát Phong Phú Phúc Phương Quang Quân
Quốc Quý Quyền Sáng Sơn Tài Tâm Tân Thái Thanh Thành Thắng Thiên Thiện Thịnh Thông Thuận Thủy
Thư Tiến Tín Toàn Trang Trí Trọng Trung Trường Tú Tuấn Tùng Tường Uyên Văn Vân Việt Vinh Vũ
Vương Vy Xuân Yến
"""
PROPER = _PROPER.split()
BRANDS = ("Vinatexo", "Mekosan", "Delpharo", "Sotranco", "Kivimex", "Tandaco", "Lumitex", "Parosol")
TRADES = (
    "Thương mại Dịch vụ", "Xây dựng", "Sản xuất Thương mại", "Xuất nhập khẩu", "Cơ khí", "Vận tải",
    "Du lịch", "Thực phẩm", "Đầu tư Phát triển", "Kỹ thuật", "Tư vấn Thiết kế", "Nội thất",
    "May mặc", "Bất động sản", "Thương mại", "Dịch vụ Kỹ thuật", "",
)  # fmt: skip
FORMS = (
    "Công ty TNHH", "Công ty TNHH Một thành viên", "Công ty Cổ phần", "Doanh nghiệp tư nhân",
    "Hợp tác xã", "Hộ kinh doanh",
)  # fmt: skip
PLACES = ("Sài Gòn", "Hà Nội", "Bình Dương", "Đồng Nai", "Việt Nam")
STREETS = ("Lê Lợi", "Nguyễn Huệ", "Trần Phú", "Hai Bà Trưng", "Pasteur", "Lý Tự Trọng")
SHORT = {
    "Công ty": "Cty", "Cổ phần": "CP", "Một thành viên": "MTV", "TNHH": "trách nhiệm hữu hạn",
    "Doanh nghiệp tư nhân": "DNTN", "Hợp tác xã": "HTX", "Hộ kinh doanh": "HKD",
}  # fmt: skip
ABBREVIATED = {
    "Thương mại": "TM", "Dịch vụ": "DV", "Sản xuất": "SX", "Xây dựng": "XD",
    "Xuất nhập khẩu": "XNK", "Vận tải": "VT", "Đầu tư": "ĐT", "Phát triển": "PT",
    "Kỹ thuật": "KT", "Tư vấn": "TV", "Thiết kế": "TK", "Du lịch": "DL", "Cơ khí": "CK",
    "Bất động sản": "BĐS", "Việt Nam": "VN", "Sài Gòn": "SG", "Hà Nội": "HN",
}  # fmt: skip


@dataclass
class Labelled:
    """A register, and the places of those in it that are one."""

    enterprises: list[Described] = field(default_factory=list)
    same: dict[tuple[int, int], str] = field(default_factory=dict)  # with how it was altered
    unlike: dict[tuple[int, int], str] = field(default_factory=dict)  # look-alikes, by kind


def _swapped(text: str, pairs: dict[str, str]) -> str:
    for long, short in pairs.items():
        text = text.replace(long, short)
    return text


class Maker:
    """Makes names, doubles and look-alikes by one seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self._made = set[str]()
        self._code = 300_000_000 + seed

    def own(self, least: int = 2) -> str:
        """Two or three syllables, or a brand, that no other name has."""
        while True:
            count = self.random.choice((least, 3, 3))
            words = self.random.sample(PROPER, count)
            if self.random.random() < 0.15:
                words[0] = self.random.choice(BRANDS)
            key = " ".join(sorted(fold(" ".join(words)).split()))
            if key not in self._made:
                self._made.add(key)
                return " ".join(words)

    def enterprise(self, name: str = "") -> Described:
        """A new one, with a code, a telephone and an address of its own or without."""
        one = self.random
        if not name:
            form, trade, place = one.choice(FORMS), one.choice(TRADES), ""
            if one.random() < 0.2:
                place = one.choice(PLACES)
            name = " ".join(filter(None, [form, trade, self.own(), place]))
        phone = f"09{one.randrange(10**8):08}" if one.random() < 0.5 else ""
        address = f"{one.randrange(1, 400)} {one.choice(STREETS)}, phường Mẫu"
        return Described(name, self.code(), phone, address if one.random() < 0.6 else "")

    def code(self) -> str:
        """A code of ten digits whose check digit is right, as each has one."""
        weights = (31, 29, 23, 19, 17, 13, 7, 5, 3)
        while True:
            self._code += 7
            digits = f"{self._code:010}"[-9:]
            last = 10 - sum(w * int(d) for w, d in zip(weights, digits, strict=True)) % 11
            if last < 10:
                return f"{digits}{last}"

    # Nine ways to write a name otherwise ------------------------------------------------------

    def without_marks(self, name: str) -> str:
        bare = str.maketrans("đĐ", "dD")
        apart = unicodedata.normalize("NFD", name.translate(bare))
        return "".join(letter for letter in apart if unicodedata.category(letter) != "Mn")

    def legal_form(self, name: str) -> str:
        return _swapped(name, SHORT)

    def abbreviated(self, name: str) -> str:
        return _swapped(_swapped(name, ABBREVIATED), {"Công ty": "Cty"})

    def reordered(self, name: str) -> str:
        words = name.split()
        length = len(" ".join(words)) and self.random.randrange(1, 3)
        return " ".join(words[-length:] + words[:-length])

    def one_letter(self, name: str) -> str:
        """A letter left out, doubled, mistyped or changed with the next, in any long word."""
        words = name.split()
        at = self.random.choice([at for at, word in enumerate(words) if len(word) > 2])
        word = words[at]
        place = self.random.randrange(1, len(word))
        kind = self.random.randrange(4)
        if kind == 0:
            word = word[:place] + word[place + 1 :]
        elif kind == 1:
            word = word[:place] + word[place] + word[place:]
        elif kind == 2:
            word = word[:place] + self.random.choice("bcdghklmnprstvx") + word[place + 1 :]
        else:
            place = max(place, 2) if len(word) > 2 else place
            word = word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :]
        return " ".join([*words[:at], word, *words[at + 1 :]])

    def blanks(self, name: str) -> str:
        words = name.split()
        at = self.random.randrange(1, len(words))
        return " ".join([*words[: at - 1], words[at - 1] + words[at], *words[at + 1 :]])

    def punctuation(self, name: str) -> str:
        words = name.split()
        words[-1] = self.random.choice(('"{}"', "({})", "{}.", "- {}", "“{}”")).format(words[-1])
        return " ".join(words).replace("TNHH", self.random.choice(("T.N.H.H", "TNHH.", "TNHH,")))

    def capitals(self, name: str) -> str:
        return self.random.choice((name.upper(), name.lower(), name.title()))

    def short_trades(self, name: str) -> str:
        short = _swapped(name, {"Thương mại": "TM", "Dịch vụ": "DV", "Sản xuất": "SX"})
        return re.sub(
            r"\b(TM|SX) (DV|TM)\b", self.random.choice((r"\1&\2", r"\1\2", r"\1-\2")), short
        )

    def ways(self) -> dict[str, Callable[[str], str]]:
        """The nine ways."""
        return {
            "marks": self.without_marks, "legal form": self.legal_form,
            "abbreviations": self.abbreviated, "order": self.reordered,
            "one letter": self.one_letter, "blanks": self.blanks,
            "punctuation": self.punctuation, "capitals": self.capitals,
            "short trades": self.short_trades,
        }  # fmt: skip

    # Look-alikes ----------------------------------------------------------------------------

    def look_alikes(self) -> list[tuple[str, Described, Described]]:
        """One pair of each kind of different firms that look alike."""
        one = self.random
        own, form, trade = self.own(), one.choice(FORMS[:3]), one.choice(TRADES[:14])
        whole = self.enterprise(f"{form} {trade} {own}")
        branch = f"Công ty TNHH {self.own()}"
        first, second = one.sample(PROPER, 2)
        here, there = one.sample(PLACES, 2)
        number = one.randrange(1, 9)
        common = self.own()
        return [
            ("other codes", whole, replace(self.enterprise(whole.name), tax_code=self.code())),
            ("trade", self.enterprise(f"{form} Xây dựng {common}"),
             self.enterprise(f"{form} Vận tải {common}")),
            ("written-out trades", self.enterprise(f"{form} Vận tải {common} Vàng"),
             self.enterprise(f"{form} Vật tư {common} Vàng")),
            ("branches", self.enterprise(f"Chi nhánh {number} {branch}"),
             self.enterprise(f"Chi nhánh {number + 1} {branch}")),
            ("branch and firm", self.enterprise(f"Chi nhánh {branch}"), self.enterprise(branch)),
            ("numbers", self.enterprise(f"Nhà thuốc {common} số {number}"),
             self.enterprise(f"Nhà thuốc {common} số {number + 1}")),
            ("one word", self.enterprise(f"{form} {first} {own}"),
             self.enterprise(f"{form} {second} {own}")),
            ("places", self.enterprise(f"{form} {trade} {here}"),
             self.enterprise(f"{form} {trade} {there}")),
            ("trade alone", self.enterprise(f"{form} {trade}"),
             self.enterprise(f"{form} {trade} ")),
            ("neighbours", replace(self.enterprise(f"{form} {self.own(3)}"), phone="0281234567"),
             replace(self.enterprise(f"{form} {self.own(3)}"), phone="0281234567")),
            ("household and firm", self.enterprise(f"Hộ kinh doanh {common} Bạch"),
             self.enterprise(f"Công ty TNHH {common} Bạch")),
            ("acronyms", self.enterprise(f"{form} {trade} KHT"),
             self.enterprise(f"{form} {trade} KHV")),
        ]  # fmt: skip


def labelled(seed: int, doubles: int = 60, alikes: int = 45, others: int = 1500) -> Labelled:
    """A register with so many doubles of each way, and look-alikes of each kind."""
    maker, made = Maker(seed), Labelled()
    for _each in range(others):
        made.enterprises.append(maker.enterprise())
    for way, alter in maker.ways().items():
        for _each in range(doubles):
            made.same[_two(made, maker, alter)] = way
    for _each in range(alikes):
        for kind, one, other in maker.look_alikes():
            made.enterprises += [one, other]
            made.unlike[len(made.enterprises) - 2, len(made.enterprises) - 1] = kind
    return made


def _two(made: Labelled, maker: Maker, alter: Callable[[str], str]) -> tuple[int, int]:
    one = maker.enterprise()
    while (name := alter(one.name)) == one.name:
        one = maker.enterprise()
    double = replace(one, name=name, tax_code="")
    if maker.random.random() < 0.6:
        double = replace(double, phone="", address="")
    made.enterprises += [one, double]
    return len(made.enterprises) - 2, len(made.enterprises) - 1
