"""How papers name the raisers of an issue (design §4)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dialogue_app.documents.common_texts import common_texts
from dialogue_app.documents.facts import FlagFacts, RaiserFacts
from dialogue_app.documents.masking import without_codes
from dialogue_app.documents.phrases import BLANK, listed
from dialogue_app.domain.vocabulary import Medium

WRITTEN_ON_A_SLIP = (Medium.SLIP, Medium.ONLINE_FORM)
_UNSIGNED = {Medium.SPOKEN: "unsigned_spoken"} | dict.fromkeys(WRITTEN_ON_A_SLIP, "unsigned_slip")
_COUNT_BEFORE = re.compile(r"\d+\s*")


def raisers_as_printed(
    raisers: Sequence[RaiserFacts], flags: FlagFacts, medium: Medium
) -> str | None:
    """The raisers as the flags that hold on this paper allow to name them, each unit once.

    None for a complaint; "phiếu không ghi tên", "đại biểu không nêu tên" or, where it was neither
    slip nor speech, "ý kiến không ghi tên người nêu" for an unsigned issue; "một doanh nghiệp"
    where the raiser asked not to be named.
    """
    raisers, words = _distinct(raisers), common_texts()
    if flags.complaint:
        return None
    if flags.unsigned:
        return words.say(_UNSIGNED.get(medium, "unsigned_other"))
    if flags.withhold_name:
        if len(raisers) > 1:
            return words.say("several_unnamed", n=len(raisers))
        return words.say("one_unnamed")
    names = [_named(raiser) for raiser in raisers]
    if any(raiser.others_count for raiser in raisers):
        return "; ".join(names)
    return listed(names) or BLANK


def _distinct(raisers: Sequence[RaiserFacts]) -> list[RaiserFacts]:
    """The raisers of an issue, each `key` once."""
    first: dict[str, RaiserFacts] = {}
    for raiser in raisers:
        first.setdefault(raiser.key, raiser)
    return list(first.values())


def _named(raiser: RaiserFacts) -> str:
    name = without_codes(raiser.name) or BLANK
    spoken = without_codes(raiser.speaker)
    members = common_texts().say("for_members", n=raiser.members) if raiser.members else ""
    beside = "; ".join(filter(None, (spoken if spoken != name else "", members)))
    return _with_others(f"{name} ({beside})" if beside else name, raiser)


def _with_others(name: str, raiser: RaiserFacts) -> str:
    if not raiser.others_count:
        return name
    words = common_texts()
    who = _COUNT_BEFORE.sub("", without_codes(raiser.others_text), count=1)
    who = who or words.say("other_unit")
    return words.say("with_others", name=name, n=raiser.others_count, who=who)
