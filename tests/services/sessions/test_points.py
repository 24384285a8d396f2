"""Each line of a conclusion is a point of its own, in the register and on paper."""

from __future__ import annotations

from dialogue_app.services.case import Case
from dialogue_app.services.papers.minutes import minutes_facts
from dialogue_app.services.sessions.editing import session_detail
from tests.services.changing import change_session


def test_a_line_is_a_point(case: Case, meeting: int):
    change_session(case, meeting, conclusions=("Một.\n\n  Hai. ", " ", "Ba."))
    points = ("Một.", "Hai.", "Ba.")
    assert session_detail(case, meeting).form.conclusions == points
    assert tuple(minutes_facts(case, meeting).conclusions) == points
