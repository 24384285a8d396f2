"""How minutes and annex name the raisers of an issue (design §4)."""

from __future__ import annotations

import re

from dialogue_app.documents.masking import without_codes
from dialogue_app.documents.minutes_facts import IssueFacts, RaiserFacts
from dialogue_app.documents.phrases import BLANK, listed
from dialogue_app.domain.vocabulary import Medium

WRITTEN_ON_A_SLIP = (Medium.SLIP, Medium.ONLINE_FORM)
_UNSIGNED = {Medium.SPOKEN: "đại biểu không nêu tên"} | dict.fromkeys(
    WRITTEN_ON_A_SLIP, "phiếu không ghi tên"
)
_COUNT_BEFORE = re.compile(r"\d+\s*")


def raisers_as_printed(issue: IssueFacts) -> str | None:
    """The raisers as the flags of the issue allow to name them, each unit once.

    None for a complaint; "phiếu không ghi tên", "đại biểu không nêu tên" or, where it was neither
    slip nor speech, "ý kiến không ghi tên người nêu" for an unsigned issue; "một doanh nghiệp"
    where the raiser asked not to be named.
    """
    flags, raisers = issue.flags, _distinct(issue)
    if flags.complaint:
        return None
    if flags.unsigned:
        return _UNSIGNED.get(issue.medium, "ý kiến không ghi tên người nêu")
    if flags.withhold_name:
        return f"{len(raisers):02d} doanh nghiệp" if len(raisers) > 1 else "một doanh nghiệp"
    names = [_named(raiser) for raiser in raisers]
    if any(raiser.others_count for raiser in raisers):
        return "; ".join(names)
    return listed(names) or BLANK


def _distinct(issue: IssueFacts) -> list[RaiserFacts]:
    """The raisers of an issue, each `key` once."""
    first: dict[str, RaiserFacts] = {}
    for raiser in issue.raisers:
        first.setdefault(raiser.key, raiser)
    return list(first.values())


def _named(raiser: RaiserFacts) -> str:
    name = without_codes(raiser.name) or BLANK
    spoken = without_codes(raiser.speaker)
    members = f"nêu thay cho {raiser.members:02d} hội viên" if raiser.members else ""
    beside = "; ".join(filter(None, (spoken if spoken != name else "", members)))
    return f"{name} ({beside}){_others(raiser)}" if beside else f"{name}{_others(raiser)}"


def _others(raiser: RaiserFacts) -> str:
    if not raiser.others_count:
        return ""
    who = _COUNT_BEFORE.sub("", without_codes(raiser.others_text), count=1) or "đơn vị khác"
    return f" và {raiser.others_count:02d} {who}"
