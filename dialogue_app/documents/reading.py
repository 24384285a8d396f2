"""The words of a paper in the order in which they are read, as every renderer must print them."""

from __future__ import annotations

from collections.abc import Sequence

from dialogue_app.documents import parts
from dialogue_app.documents.form import (
    ADDRESSED,
    ANNEX,
    FILED,
    ITEM,
    NUMBER,
    RECIPIENTS,
    SUBJECT,
)
from dialogue_app.documents.parts import CENTRED_LEVELS, IN_CAPITALS, Paper, Part, plain, roman
from dialogue_app.documents.phrases import BLANK


def as_text(paper: Paper) -> str:
    """The paper as plain lines, one part after the other, for search and comparison."""
    lines: list[str] = []
    for section in paper.sections:
        shape = "landscape" if section.page.landscape else "portrait"
        lines.append(f"--- {shape}")
        for part in section.parts:
            lines += _lines(part)
    return "\n".join(lines) + "\n"


def _lines(part: Part) -> list[str]:
    match part:
        case parts.LetterHead():
            subject = [subject_words(part)] if part.subject else []
            head = [part.superior, *part.agency_lines, number_words(part)]
            return [*head, *subject, part.place_and_date]
        case parts.Title():
            return [part.kind, part.abstract]
        case parts.Addressees():
            return addressed_lines(part)
        case parts.Grounds():
            return ground_lines(part)
        case parts.Paragraph():
            return [plain(part.text)]
        case parts.Labelled():
            return [labelled_words(part).rstrip()]
        case parts.Heading():
            return heading_lines(part)
        case parts.Numbered():
            return [f"{numbered_start(part)}{plain(part.text)}"]
        case parts.SignatureColumns():
            return _closing_lines(part)
        case parts.Table():
            heads = tuple(column.heading for column in part.columns)
            return [" | ".join(row) for row in (heads, *part.rows)]
        case parts.AnnexHeading():
            return [annex_words(part), part.name, part.belongs_to]


def _closing_lines(part: parts.SignatureColumns) -> list[str]:
    signers = [signer for signer in (part.left, part.right) if signer]
    signed = [
        " | ".join((" / ".join(signer.capacity), signer.office, signer.name)) for signer in signers
    ]
    recipients = [RECIPIENTS, *recipient_names(part.recipients)]
    return [*signed, *recipients] if part.left else [*recipients, *signed]


def number_words(part: parts.LetterHead) -> str:
    """ "Số:" with the number, or with the room for it."""
    return f"{NUMBER}{part.number}"


def subject_words(part: parts.LetterHead) -> str:
    """ "V/v …"."""
    return f"{SUBJECT} {part.subject}"


def labelled_words(part: parts.Labelled) -> str:
    """ "Địa điểm: …"."""
    return f"{part.label}: {part.text}"


def heading_lines(part: parts.Heading) -> list[str]:
    """The lines of a heading: the number above the title where it is centred."""
    number = parts.ordinal_words(part.level, part.ordinal)
    title = part.title.upper() if part.level in IN_CAPITALS else part.title
    return [number, title] if part.level in CENTRED_LEVELS else [f"{number} {title}"]


def numbered_start(part: parts.Numbered) -> str:
    """ "1. " or "a) "."""
    return f"{parts.ordinal_words(part.level, part.ordinal)} "


def annex_words(part: parts.AnnexHeading) -> str:
    """ "Phụ lục", with its number where there are several."""
    return f"{ANNEX} {roman(part.ordinal)}" if part.ordinal else ANNEX


def addressed_lines(part: parts.Addressees) -> list[str]:
    """One addressee beside "Kính gửi:", several below it with dashes."""
    if len(part.names) == 1:
        return [f"{ADDRESSED} {part.names[0]}."]
    return [ADDRESSED, *_ended([f"{ITEM} {name}" for name in part.names])]


def ground_lines(part: parts.Grounds) -> list[str]:
    """Each ground with its ending: ";", after the last one "."."""
    return _ended(part.lines)


def recipient_names(part: parts.Recipients) -> list[str]:
    """Who gets the paper, last where it is kept, without dashes and endings."""
    return [*(one.words for one in part.to), f"{FILED} {', '.join(part.kept_by)}"]


def recipient_lines(part: parts.Recipients) -> list[str]:
    """The recipients as printed, with dashes and endings."""
    return _ended([f"{ITEM} {name}" for name in recipient_names(part)])


def _ended(lines: Sequence[str]) -> list[str]:
    """Each with ";", the last with "."; no stop follows a gap."""
    last = [line if line.endswith(BLANK) else f"{line}." for line in lines[-1:]]
    return [f"{line};" for line in lines[:-1]] + last
