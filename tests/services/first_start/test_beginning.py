"""A register that nobody has begun is told from one whose settings are missing."""

from __future__ import annotations

from dialogue_app.domain.fields.agency import AgencyDraft
from dialogue_app.services.bodies.naming import NamedBody, name_bodies
from dialogue_app.services.case import Case
from dialogue_app.services.first_start.beginning import is_untouched
from dialogue_app.services.sample import fill_sample
from dialogue_app.services.staff.editing import list_staff, work_as
from tests.services.changing import name_agency


def test_a_new_register_is_untouched_until_somebody_says_who_we_are(case: Case):
    assert is_untouched(case)
    (me,) = list_staff(case)
    work_as(case, me.seen, me.seen.draft)
    name_bodies(case, [NamedBody("Công ty Điện lực", "Công ty Điện lực Mẫu")])
    assert is_untouched(case)
    name_agency(case, AgencyDraft("Ủy ban nhân dân phường Mẫu", "phường Mẫu"))
    assert not is_untouched(case)


def test_the_sample_is_touched(case: Case):
    fill_sample(case)
    assert not is_untouched(case)
