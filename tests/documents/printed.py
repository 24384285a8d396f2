"""Minutes of invented facts as the tests read them, and issues of any kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from dialogue_app.documents.facts import FlagFacts, RaiserFacts
from dialogue_app.documents.minutes import minutes_parts
from dialogue_app.documents.minutes_facts import (
    AssignmentFacts,
    DirectionFacts,
    IssueFacts,
    MinutesFacts,
)
from dialogue_app.documents.minutes_texts import minutes_texts
from dialogue_app.documents.parts import Table
from dialogue_app.documents.reading import as_text
from dialogue_app.domain.vocabulary import Medium, Moment, Relation
from tests.documents import example_facts as example

WORDS = minutes_texts()
A, B = (RaiserFacts(f"k{n}", f"Công ty {n}") for n in ("A", "B"))
FLAGS = st.builds(FlagFacts, st.booleans(), st.booleans(), st.booleans())
ISSUE = st.builds(
    IssueFacts,
    text=st.just("Đề nghị sửa đường"),
    moment=st.sampled_from([Moment.AT_MEETING, Moment.BEFORE, Moment.UNKNOWN]),
    medium=st.sampled_from(Medium),
    venue=st.sampled_from(["", "chợ Mẫu"]),
    raisers=st.sampled_from([(), (A,), (A, B), (replace(B, others_count=3),)]),
    flags=FLAGS,
    answers=st.sampled_from([(), (example.PARKING,)]),
    directions=st.sampled_from([(), (DirectionFacts(1, "rà soát"),)]),
    assignments=st.sampled_from(
        [
            (),
            *(
                (AssignmentFacts("Sở Mẫu", Relation.OTHER, at_meeting=at_meeting, sent=sent),)
                for at_meeting in (True, False)
                for sent in (True, False)
            ),
        ]
    ),
    carried_from=st.sampled_from([None, date(2026, 6, 15)]),
)


def text_of(facts: MinutesFacts | None = None) -> str:
    """The whole paper as plain lines."""
    return as_text(minutes_parts(facts or example.meeting()))


def rows_of(*issues: IssueFacts) -> tuple[tuple[str, ...], ...]:
    """The rows of the annex."""
    sections = minutes_parts(example.meeting(issues)).sections[1:]
    tables = (part for section in sections for part in section.parts if isinstance(part, Table))
    return next(tables).rows if sections else ()


def body_of(*issues: IssueFacts, **more: Any) -> str:
    """The body of the minutes of these issues, other facts changed."""
    facts = replace(example.meeting(issues), **more)
    return text_of(facts).split("--- landscape")[0]
