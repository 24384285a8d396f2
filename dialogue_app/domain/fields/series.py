"""What is typed of a series of sessions (kế hoạch định kỳ)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from dialogue_app.domain.fields.facts import Fact
from dialogue_app.domain.series import Duty, Rhythm, SeriesBasis
from dialogue_app.domain.text import clean_line, fold
from dialogue_app.domain.worded import N_

_NONE = N_("Empty: no such date")


@dataclass(frozen=True, slots=True)
class SeriesDraft:
    """Everything typed of one series; days are counted from the session."""

    name: Annotated[str, Fact(N_("Name"), required=True, public=True, wide=True)]
    rhythm: Annotated[Rhythm, Fact(N_("Rhythm"))] = Rhythm.QUARTER
    basis: Annotated[SeriesBasis, Fact(N_("Basis"))] = SeriesBasis.OWN_PLAN
    basis_text: Annotated[
        str,
        Fact(
            N_("Basis as it is cited"),
            public=True,
            wide=True,
            hint=N_("Number and day of the plan, for example"),
        ),
    ] = ""
    last_day: Annotated[
        date | None, Fact(N_("Last day of the series"), hint=N_("Empty: it goes on"))
    ] = None
    notice_days: Annotated[int | None, Fact(N_("Announced so many days before"), hint=_NONE)] = 7
    minutes_days: Annotated[int | None, Fact(N_("Minutes after so many days"), hint=_NONE)] = 0
    conclusions_days: Annotated[
        int | None, Fact(N_("Conclusions after so many days"), hint=_NONE)
    ] = 3
    letters_days: Annotated[int | None, Fact(N_("Letters after so many days"), hint=_NONE)] = 3
    told_days: Annotated[int | None, Fact(N_("Raisers told after so many days"), hint=_NONE)] = 5
    results_days: Annotated[
        int | None, Fact(N_("Results published after so many days"), hint=_NONE)
    ] = 10
    word_days: Annotated[
        int | None,
        Fact(N_("An answer or a word to each after so many days"), hint=_NONE),
    ] = 14


# By which field the day of a duty is counted.
DAYS_OF = {
    Duty.NOTICE: "notice_days",
    Duty.MINUTES: "minutes_days",
    Duty.CONCLUSIONS: "conclusions_days",
    Duty.LETTERS: "letters_days",
    Duty.TOLD: "told_days",
    Duty.PUBLISHED: "results_days",
    Duty.POSTED: "results_days",
    Duty.PASSED_ON: "results_days",
    Duty.WORD: "word_days",
}


@dataclass(frozen=True, slots=True)
class SeriesShadows:
    """What the row of a series keeps beside what was typed, to find it by."""

    name_folded: str


def series_shadows(name: str) -> SeriesShadows:
    """What follows from its name."""
    return SeriesShadows(fold(clean_line(name)))
