"""Parses the raisers' cell of a row: enterprises, associations, persons, or nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dialogue_app.domain.text import clean, says_something
from dialogue_app.domain.vocabulary import RaiserKind
from dialogue_app.exchange.contacts import (
    Contact,
    is_speaker_with_role,
    several,
    taken_apart,
    with_speaker,
)
from dialogue_app.exchange.header_words import CellWords, cell_words, words_only

_BULLET = re.compile(r"^\s*(?:[-+•*]|[0-9]{1,2}[.)])\s+")
_OTHERS = re.compile(r"[\s,]+(?:và|cùng|va)\s+(([0-9]{1,4})\s+.+)$", re.IGNORECASE)
_MEMBERS = re.compile(
    r"\s*\(?\s*(?:nêu|phản ánh|kiến nghị|thay mặt|đại diện)[^0-9()]*?([0-9]{1,5})\s*[^()]*\)?\s*$",
    re.IGNORECASE,
)
_REMARK = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")


@dataclass(frozen=True, slots=True)
class SheetRaiser:
    """A raiser as written; `kind` is a guess until the register of enterprises is searched."""

    kind: RaiserKind
    name: str
    others_count: int | None = None  # "và 03 hộ cùng tuyến đường"
    others_text: str = ""
    members_count: int | None = None  # "nêu thay 07 hội viên"
    contact: str = ""  # address and telephone that stood behind the name
    speaker: str = ""  # who speaks for it: "Bà Mẫu - Công ty Mẫu"


def parse_raisers(
    written: str, address: re.Pattern[str] | None = None, *, apart: bool = True
) -> tuple[SheetRaiser, ...]:
    """The raisers named in a cell; none where it says that the slip is unsigned.

    `address` finds where an address begins behind a name; without `apart` it stays with the name,
    and so do names that no semicolon or line parts.
    """
    words = cell_words()
    contacts = _contacts(clean(written), words, address) if apart else _whole(written, words)
    named = (
        (_without_remark(contact.name, words), contact)
        for contact in contacts
        if not words.flags["unsigned"].search(words_only(contact.name))
    )
    return tuple(
        replace(_raiser(name, words), contact=contact.rest, speaker=contact.speaker)
        for name, contact in named
        if says_something(name)
    )


def _whole(written: str, words: CellWords) -> list[Contact]:
    return [Contact(piece, {}, "") for piece in _pieces(clean(written), words)]


def _contacts(text: str, words: CellWords, address: re.Pattern[str] | None) -> Iterator[Contact]:
    """Each raiser with what stands behind the name; a line of its own may go on with that."""
    last: Contact | None = None
    for piece in _pieces(text, words):
        if last is not None and _is_behind_name(piece, address):
            last = replace(last, rest=", ".join(filter(None, [last.rest, piece])))
            continue
        if last is not None and not last.speaker and is_speaker_with_role(piece):
            last = replace(last, speaker=piece)
            continue
        if last is not None:
            yield last
        *others, end = several(piece)
        for name in others:
            yield _one(name, address)
        last = _one(end, address)
    if last is not None:
        yield last


def _one(written: str, address: re.Pattern[str] | None) -> Contact:
    """A raiser with what stands behind the name, and who speaks for it before or behind that."""
    name, speaker = with_speaker(written)
    contact = taken_apart(name, address)
    if not speaker:
        name, speaker = with_speaker(contact.name)
        contact = replace(contact, name=name)
    return replace(contact, speaker=speaker)


def _is_behind_name(piece: str, address: re.Pattern[str] | None) -> bool:
    """Whether a piece is no name, but an address or a telephone number: it begins with one."""
    return taken_apart(f"x, {piece}", address).name == "x"


def _without_remark(piece: str, words: CellWords) -> str:
    """The name without a remark such as "(đề nghị không nêu tên)"; empty for a remark alone."""

    def kept(remark: re.Match[str]) -> str:
        said = words_only(remark[0])
        return "" if any(flag.search(said) for flag in words.flags.values()) else remark[0]

    name = _REMARK.sub(kept, piece).strip()
    said = words_only(name)
    return "" if any(flag.fullmatch(said) for flag in words.flags.values()) else name


def _pieces(text: str, words: CellWords) -> list[str]:
    pieces: list[str] = []
    for part in re.split(r"\s*;\s*", text):
        lines = part.split("\n")
        current = _BULLET.sub("", lines[0])
        for line in lines[1:]:
            # A line is a new raiser only where it looks so: long names are wrapped by hand, too.
            if _BULLET.match(line) or _kind(line, words) or not line.strip():
                pieces.append(current)
                current = _BULLET.sub("", line)
            else:
                current = f"{current}\n{line}"
        pieces.append(current)
    return [piece for piece in map(str.strip, pieces) if piece]


def _kind(text: str, words: CellWords) -> str | None:
    said = words_only(text)
    for kind in ("person", "enterprise", "association"):
        if words.raisers[kind].match(said) and not _is_longer_type(said, kind, words):
            return kind
    return None


def _is_longer_type(said: str, kind: str, words: CellWords) -> bool:
    """Whether a seeming person is an enterprise: "Hộ kinh doanh …" begins like "Hộ …"."""
    return kind == "person" and words.raisers["enterprise"].match(said) is not None


def _raiser(piece: str, words: CellWords) -> SheetRaiser:
    kind = _kind(piece, words)
    if kind == "association":
        return _association(piece)
    match = _OTHERS.search(piece)
    if match and words.others.search(words_only(match[1])):
        name, others = piece[: match.start()].strip(), match[1].strip()
        count = int(match[2])
        return SheetRaiser(_raiser_kind(kind), name, count, others)
    return SheetRaiser(_raiser_kind(kind), piece)


def _raiser_kind(kind: str | None) -> RaiserKind:
    return RaiserKind.ENTERPRISE if kind == "enterprise" else RaiserKind.UNIDENTIFIED


def _association(piece: str) -> SheetRaiser:
    match = _MEMBERS.search(piece)
    if match is None:
        return SheetRaiser(RaiserKind.ASSOCIATION, piece)
    name = piece[: match.start()].rstrip(" ,-")
    return SheetRaiser(RaiserKind.ASSOCIATION, name, members_count=int(match[1]))
