"""What headings and numbers above a row say of it: whose, of what topic, for which body.

"I. LĨNH VỰC THUẾ" holds for the rows below, until a heading of the same rank.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from dialogue_app.domain.rows import RowProblem
from dialogue_app.domain.text import clean_line, fold
from dialogue_app.exchange.header_words import (
    cell_words,
    row_words,
    section_words,
    words_only,
)
from dialogue_app.exchange.reading import Cell

_LABEL = re.compile(r"^\s*(?:[-–+•*]|(?:[IVX]+|[A-Z]|\d+(?:\.\d+)*)\s*[.)/:-])\s*", re.IGNORECASE)
_ALONE = re.compile(r"^\s*(?:[IVX]+|[A-Z]|\d+(?:\.\d+)*)\s*[.)/:-]?\s*$")
# What goes on so after "Doanh nghiệp" or "Hộ kinh doanh" is a kind of them, and nobody's name.
_OF_A_KIND = re.compile(
    r" ?(?:trong|tren|tai|thuoc|co(?! phan\b)|va|nha nuoc|fdi|nho|lon|khac|ca (?:the|nhan)"
    r"|dau tu (?:nuoc|trong|co))\b"
)
_WHOLE_KIND = re.compile(
    r"(?:(?:cac|nhung|nhom|khoi) )?(?:doanh nghiep|ho|don vi|hiep hoi|hoi|co so|khu)\b"
)
# How many stand below: "LĨNH VỰC THUẾ (02 kiến nghị)", "Sở Xây dựng: 3 ý kiến".
_COUNTED = re.compile(
    r" ?(?:\( ?(?:có )?\d{1,4}[^()\d]{0,30}\)|[:–-] ?\d{1,4} (?:kiến nghị|ý kiến|nội dung"
    r"|câu hỏi|vấn đề|vướng mắc|phản ánh)[^()\d]{0,30}) ?[:.]?$",
    re.IGNORECASE,
)
_OF_SEVERAL = re.compile(r"^(?:(?:danh sach|cac|nhom|khoi|loai hinh) )+")
_GROUP = "group"  # the rank of a row that says something of those below
# Of "1.1", "II.2", "3-1", "2a" and "2.a" the number whose part it is.
_PART = re.compile(
    r"((?:\d+|[ivx]+)(?:[./-]\d+)*?)(?:[./-](?:\d+|[a-zđ])|(?<=\d)[a-zđ])", re.IGNORECASE
)
_NUMBER = re.compile(r"[0-9]{1,9}")
_ABOUT_IT = re.compile(r"^về\s+", re.IGNORECASE)  # in front of a topic
_LONGEST_WAY = 120  # letters
_POINT_SIGN = re.compile(r"\s*[-–+•*]\s*\w")
# Of the numbered row above: "a)", "-". "A" and "I" are of headings.
_POINT = re.compile(r"[a-zđ][.)]?|[-–+•*]")


@dataclass(frozen=True, slots=True)
class Above:
    """A value that a row takes from above, with what is to be said of it."""

    row: int
    value: str
    problem: RowProblem = RowProblem.FROM_SECTION


def said_by_heading(text: str) -> tuple[str, str] | None:
    """The field a heading speaks of, with its value; None where it says nothing of the rows."""
    words = section_words()
    line = _COUNTED.sub("", clean_line(_LABEL.sub("", text))).rstrip(" :")
    said = words_only(line)
    for name, begin in (("topic", words.topic), ("raisers", words.raisers)):
        if (match := begin.match(said)) and match.end() < len(said):
            behind = _behind(line, match[0])
            return name, _ABOUT_IT.sub("", behind) if name == "topic" else behind
    if about := words.about.match(said):
        line = _behind(line, about[0])
        said = said[about.end() :]
    if is_name(line):
        return "raisers", line
    if way := _way_said(line, said) or _kind_said(line, said):
        return way
    level = words.authority.match(said)
    rest = said[level.end() :].strip() if level else said
    for what in (rest, said):
        if what in cell_words().choices["authority"]:
            return "authority", " ".join(line.split()[-len(what.split()) :])
    if _WHOLE_KIND.match(said):
        return None
    if words.certain_body.match(said):
        return "lead_body", line
    if words.topics.search(said):
        return "topic", _ABOUT_IT.sub("", line)
    return ("lead_body", line) if words.body.match(said) else None


def _way_said(line: str, said: str) -> tuple[str, str] | None:
    """When or how it was raised, where a heading says nothing else: "Kiến nghị gửi trước"."""
    if len(said) > _LONGEST_WAY:
        return None
    words = cell_words()
    patterns = (*words.moments.values(), *(medium.words for medium in words.media))
    found = [match for one in patterns for match in one.finditer(said)]
    if not found:
        return None
    start, end = min(match.start() for match in found), max(match.end() for match in found)
    around = f"{said[:start]} {said[end:]}".split()
    if not set(around) <= section_words().of_ways:
        return None
    before = len(said[:start].split())
    return "channel", " ".join(line.split()[before : before + len(said[start:end].split())])


def _kind_said(line: str, said: str) -> tuple[str, str] | None:
    """The kind of issue, where a heading says nothing else: "C. TỐ CÁO"."""
    bare = _OF_SEVERAL.sub("", said)
    words = line.split()[-len(bare.split()) :] if bare in cell_words().choices["kind"] else []
    return ("kind", " ".join(words)) if words else None


def bare_topic(written: str) -> str:
    """A topic without its number and what says that it is one: "1. Lĩnh vực thuế"."""
    line = clean_line(_LABEL.sub("", written))
    begin = section_words().topic.match(words_only(line))
    return (_behind(line, begin[0]) if begin else "") or line


def _behind(line: str, begin: str) -> str:
    """What stands behind the first words of a line."""
    return " ".join(line.split()[len(begin.split()) :]).lstrip(":- ")


def behind_kind(name: str) -> str:
    """What a name of one that raises says behind its kind: "TNHH Mẫu" of "Công ty TNHH Mẫu".

    Empty where it is no such name, or that of a whole kind of them: "Doanh nghiệp nhỏ".
    """
    said = words_only(name)
    person = cell_words().raisers["person"].match(said)
    legal = row_words().legal_name.match(name)
    if legal is None and person is None:
        return ""
    begin = words_only(legal[0]) if legal else said[: person.end()] if person else ""
    is_of_a_kind = _OF_A_KIND.match(said, len(begin))
    return "" if is_of_a_kind else _behind(name, begin)


# What may stand in small letters between the kind of an enterprise and its name.
_LEGAL = re.compile(
    r"(?:co|phan|tnhh|trach|nhiem|huu|han|mot|hai|thanh|vien|tro|len|mtv|tu|nhan|hop|danh|kinh"
    r"|doanh|thuong|mai|dich|vu|san|xuat|xay|dung|dau|va)"
)


_NO_ASSOCIATION = re.compile(r"hoi (?:nghi|dong|thao|vien|cho|truong)\b")


def is_name(text: str) -> bool:
    """Whether it begins with somebody's name, and not with what a kind of them says or does."""
    said, words = words_only(text), behind_kind(text).split()
    if _NO_ASSOCIATION.match(said):
        return False
    if cell_words().raisers["association"].match(said):
        name = next(iter(words), "")  # "Hiệp hội Doanh nghiệp phường Mẫu"
    else:
        name = next((word for word in words if not _LEGAL.fullmatch(words_only(word))), "")
    return name[:1].isupper() or name[:1].isdecimal()


_HOW_MANY = re.compile(r"\s*[(:]\s*\d.*$|\s*\(.*\)\s*$")


def legal_type_headed(text: str) -> tuple[str, str] | None:
    """The legal type of which the enterprises below a heading are: "III. Hộ kinh doanh (12)"."""
    line = clean_line(_HOW_MANY.sub("", _LABEL.sub("", text)))
    found = cell_words().choices["legal_type"].get(_OF_SEVERAL.sub("", words_only(line)))
    return ("legal_type", found) if found else None


_LONGEST_TOPIC = 10  # words
_LONGEST_HEADING = 100  # letters of one that says a topic and nothing else
_LONGEST_ABOVE_PARTS = 5


def is_topic_heading(text: str) -> bool:
    """Whether a text can only say of which topic the rows below are: "Lĩnh vực đất đai"."""
    said = words_only(_LABEL.sub("", text))
    begin = section_words().topic.match(said)
    is_longer = begin is not None and begin.end() < len(said)
    return is_longer and len(said.split()) <= _LONGEST_TOPIC and _is_no_sentence(text)


_LEADS_ON = re.compile(r"[^.?!;:]{1,60}:")


def is_topic_alone(text: str) -> bool:
    """Whether a text by itself is a topic, and so no issue: "Thuế", "Về thuế:", "Lĩnh vực: Đất"."""
    if len(text) > _LONGEST_HEADING:
        return False
    words, (name, value) = section_words(), said_by_heading(text) or ("", "")
    if name != "topic":
        return False
    is_led = words.topic.match(words_only(_LABEL.sub("", text))) and ":" not in value
    return bool(is_led or _LEADS_ON.fullmatch(text.strip()) or words.topics.fullmatch(fold(value)))


def is_heading_of_parts(text: str) -> bool:
    """Whether a text above numbered parts says of what they are: "Thuế, phí", "Sở Xây dựng".

    What it says last may be no word we know: "Về giá thuê:".
    """
    found = said_by_heading(text)
    is_of_raisers = found is not None and found[0] == "raisers"
    if _LEADS_ON.fullmatch(text.strip()) and not is_of_raisers:
        return True
    if found is None or is_of_raisers or not _is_no_sentence(text):
        return False
    said = words_only(_LABEL.sub("", text))
    if is_topic_heading(text) or section_words().about.match(said) or found[0] != "topic":
        return True
    is_short = len(said.split()) <= _LONGEST_ABOVE_PARTS
    return is_short and section_words().topics.match(said) is not None


def _is_no_sentence(text: str) -> bool:
    """Whether nothing ends or goes on behind a colon, as in what an issue says."""
    return not text.rstrip().endswith((".", "?", "!", ";")) and ":" not in text.rstrip(": ")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that holds, and what it says of the rows below: nothing where `field` is empty.

    `parts_of` is its number, where only the parts of that number stand below it.
    """

    rank: str
    row: int
    field: str
    value: str
    parts_of: str


@dataclass(slots=True)
class Outline:
    """The headings that hold where we are, and the entry above."""

    said_by: Callable[[str], tuple[str, str] | None] = said_by_heading
    held: list[Heading] = field(default_factory=list)
    _parents: dict[str, Above] = field(default_factory=dict)  # by number: the raiser
    _last: tuple[int, Above] | None = None  # number and raiser of the entry above
    has_parts_below: bool = False  # whether the row above only says of whom these are
    _whole: Above | None = None  # the raiser of the numbered row that points go on from

    def begin(self, row: int, texts: list[str], parts_of: str = "") -> None:
        """A heading: those of its rank and below hold no more."""
        rank = _rank(texts)
        ranks = [held.rank for held in self.held]
        if rank in ranks:
            del self.held[ranks.index(rank) :]
        self._last = self._whole = None
        name, value = self.said_by(texts[-1]) or ("", "")
        self.held.append(Heading(rank, row, name, value, parts_of))

    def group(self, row: int, number: str, said: dict[str, str]) -> None:
        """A row that says this of the rows below it, which have no number of their own."""
        ranks = [held.rank for held in self.held]
        if _GROUP in ranks:
            del self.held[ranks.index(_GROUP) :]
        self._last = self._whole = None
        self.held += [
            Heading(_GROUP, row, name, value, number or "-") for name, value in said.items()
        ]

    def above(self, row: int, number: Cell, raiser: str) -> dict[str, Above]:
        """What the headings, and the rows it goes on from, say of an entry."""
        written = bare_number(number)
        self._leave(written)
        found = self.said_above()
        if not raiser and "raisers" not in found and (whose := self._whose(written)):
            found["raisers"] = whose
        self._remember(row, written, raiser, found.get("raisers"))
        return found

    def said_above(self) -> dict[str, Above]:
        """What the headings that hold say of the rows below."""
        return {held.field: Above(held.row, held.value) for held in self.held if held.field}

    def _leave(self, written: str) -> None:
        """Headings of parts hold no more where a row has a number and is none of them."""
        while written and self.held and (number := self.held[-1].parts_of):
            if is_part(number, written):
                return
            self.held.pop()

    def _whose(self, written: str) -> Above | None:
        """The raiser of the row of which this is a part, or that of the row above."""
        if _POINT.fullmatch(written):
            return self._whole
        part = _PART.fullmatch(written)
        if part is not None and part[1] in self._parents:
            return self._parents[part[1]]
        follows = self._last is not None and written in ("", str(self._last[0] + 1))
        return self._last[1] if self._last and follows else None

    def parent(self, row: int, number: Cell, raiser: str) -> None:
        """A numbered row that only says of whom the parts below it are: "1", then "1.1"."""
        self._hold_parent(row, number, raiser)
        self.has_parts_below = True

    def _hold_parent(self, row: int, number: Cell, raiser: str) -> None:
        self._whole = self._parents[bare_number(number)] = Above(
            row, raiser, RowProblem.FROM_PARENT
        )

    def _remember(self, row: int, written: str, raiser: str, taken: Above | None) -> None:
        whose = Above(row, raiser, RowProblem.AS_ABOVE) if raiser else None
        if taken is not None and taken.problem is RowProblem.AS_ABOVE:
            whose = taken
        if raiser:
            self._hold_parent(row, written, raiser)
        if _NUMBER.fullmatch(written):
            self.has_parts_below = False
        if _NUMBER.fullmatch(written):
            self._last = (int(written), whose) if whose else None
            self._whole = self._whole if raiser else taken
        elif written or not whose:
            self._last = None


def begins_as_point(text: str) -> bool:
    """Whether a text begins with the sign of a point of a list: "- Giảm phí"."""
    return _POINT_SIGN.match(text) is not None


def bare_number(cell: Cell) -> str:
    """A row's number in its list without the stop or bracket behind it."""
    return clean_line(str(cell or "")).rstrip(".)")


def is_part(number: str, below: str) -> bool:
    """Whether the row below is a part of the row of that number: "1.1" or "a" below "1"."""
    if not number or not below:
        return False
    part = _PART.fullmatch(below)
    return below.startswith(f"{number}.") or (
        part[1] == number
        if part is not None
        else number.isdecimal() and _POINT.fullmatch(below) is not None
    )


def _rank(texts: list[str]) -> str:
    """The kind of label a heading bears: roman, letter, number or none."""
    first = texts[0] if _ALONE.match(texts[0]) else ""
    label = first or (match[0] if (match := _LABEL.match(texts[-1])) else "")
    bare = fold(label).strip(" .)/:-")
    if not bare:
        return ""
    if re.fullmatch(r"[ivx]+", bare):
        return "roman"
    return "letter" if bare.isalpha() else f"number{bare.count('.')}"
