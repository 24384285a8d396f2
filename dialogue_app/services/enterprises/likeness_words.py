"""Why two enterprises may be one, as people read it."""

from __future__ import annotations

from dialogue_app.domain.likeness import Likeness
from dialogue_app.domain.personal_numbers import mask_persons
from dialogue_app.i18n.words import word


def likeness_words(likeness: Likeness) -> str:
    """One sentence without its stop; numbers of persons are masked."""
    said = word(likeness.reason).format(here=likeness.here, there=likeness.there)
    return mask_persons(said)
