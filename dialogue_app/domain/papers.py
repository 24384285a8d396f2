"""What a paper still lacks before it can be signed."""

from __future__ import annotations

from dataclasses import dataclass

from dialogue_app.domain.worded import N_, Worded


class Lacking(Worded):
    """What may be missing; each is a visible gap on paper."""

    CHAIR = "chair", N_("the chair")
    SECRETARY = "secretary", N_("the secretary")
    START = "start", N_("when it began")
    END = "end", N_("when it ended")
    OPENING = "opening", N_("what was said in the opening")
    PLACE_NAME = "place_name", N_("the place name before the date")
    DRAFTING_UNIT = "drafting_unit", N_("the drafting unit")
    CONTACT = "contact", N_("whom to call")
    CONTACT_NUMBER = "contact_number", N_("under which number or address")
    SIGNING = "signing", N_("in which capacity it is signed")
    SIGNER = "signer", N_("who signs")
    LETTERS = "letters", N_("letters that cannot be printed")


@dataclass(frozen=True, slots=True)
class Lack:
    """Something a paper lacks; of letters that cannot be printed those, and the issue they are in.

    `issue` is its code; without it the letters stand elsewhere in the paper.
    """

    what: Lacking
    letters: str = ""
    issue: str = ""
