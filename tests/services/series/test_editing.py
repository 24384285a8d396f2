"""Series of sessions: what each lacks or breaks is said in one sentence, and what is proposed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dialogue_app.domain.errors.base import Invalid, Missing
from dialogue_app.domain.errors.conflicts import EditConflict
from dialogue_app.domain.errors.series import (
    LaterThanLaw,
    SeriesNameTaken,
    SeriesOver,
    UnknownSeries,
)
from dialogue_app.domain.fields.agency import AgencyDraft
from dialogue_app.domain.fields.series import SeriesDraft
from dialogue_app.domain.fields.sessions import SessionDraft
from dialogue_app.domain.series import Rhythm, SeriesBasis
from dialogue_app.services.case import Case
from dialogue_app.services.series.editing import (
    add_series,
    edit_series,
    find_series,
    list_series,
    running_series,
)
from dialogue_app.services.series.proposing import propose_session
from dialogue_app.services.sessions.editing import add_session, session_detail
from tests.services.changing import change_session, name_agency
from tests.services.conftest import on_day

QUARTERLY = SeriesDraft("Đối thoại doanh nghiệp hằng quý")


def meet(case: Case, series_id: int | None, day: date | None, **more: str) -> int:
    form = SessionDraft("", more.get("name", "Hội nghị mẫu"), planned_on=day, series_id=series_id)
    return add_session(case, form)


@pytest.mark.parametrize(
    ("draft", "error"),
    [
        (SeriesDraft(" "), Missing),
        (replace(QUARTERLY, name="đối thoại  DOANH NGHIỆP hằng quý"), SeriesNameTaken),
        (SeriesDraft("Khác", word_days=366), Invalid),
        (SeriesDraft("Khác", told_days=-1), Invalid),
        (SeriesDraft("Khác", basis=SeriesBasis.LAW, notice_days=6), LaterThanLaw),
        (SeriesDraft("Khác", basis=SeriesBasis.LAW, notice_days=None), LaterThanLaw),
        (SeriesDraft("Khác", basis=SeriesBasis.LAW, results_days=11), LaterThanLaw),
    ],
)
def test_a_series_that_cannot_be_is_refused(case: Case, draft: SeriesDraft, error: type[Exception]):
    add_series(case, QUARTERLY)
    before = list_series(case)
    with pytest.raises(error):
        add_series(case, draft)
    assert list_series(case) == before


def test_the_law_may_be_kept_earlier(case: Case):
    key = add_series(
        case, SeriesDraft("Khác", basis=SeriesBasis.LAW, notice_days=10, results_days=5)
    )
    row = find_series(case, "khac")
    assert (row.id, row.draft.notice_days, row.draft.results_days) == (key, 10, 5)
    with pytest.raises(UnknownSeries):
        find_series(case, "không có")


def test_two_who_change_a_series_meet_field_by_field(case: Case):
    add_series(case, QUARTERLY)
    (read,) = list_series(case)
    edit_series(case, read.seen, replace(read.draft, rhythm=Rhythm.MONTH))
    edit_series(case, read.seen, replace(read.draft, basis_text="Kế hoạch 84/KH-UBND"))
    (now,) = list_series(case)
    assert (now.draft.rhythm, now.draft.basis_text) == (Rhythm.MONTH, "Kế hoạch 84/KH-UBND")
    with pytest.raises(EditConflict):
        edit_series(case, read.seen, replace(read.draft, rhythm=Rhythm.YEAR))
    # the rules run over what both typed
    law = replace(now.draft, basis=SeriesBasis.LAW)
    edit_series(case, now.seen, replace(now.draft, notice_days=3))
    with pytest.raises(LaterThanLaw):
        edit_series(case, now.seen, law)


def test_a_series_that_ended_keeps_its_sessions_and_takes_none_after_its_last_day(case: Case):
    key = add_series(case, QUARTERLY)
    held = meet(case, key, date(2026, 9, 15))
    (row,) = list_series(case)
    edit_series(case, row.seen, replace(row.draft, last_day=date(2026, 9, 30)))
    assert session_detail(case, held).row.series == QUARTERLY.name
    assert [row.sessions for row in list_series(case)] == [1]
    assert running_series(case) == []  # the clock stands in November
    with pytest.raises(SeriesOver):
        meet(case, key, date(2026, 10, 1))
    with pytest.raises(SeriesOver):
        change_session(case, held, planned_on=date(2026, 12, 1))
    change_session(case, held, place="Hội trường B")


def test_the_next_session_is_proposed_from_the_last_one(case: Case):
    name_agency(case, AgencyDraft("Ủy ban nhân dân phường Mẫu", "phường Mẫu"))
    key = add_series(case, QUARTERLY)
    new = propose_session(case, key)
    assert (new.day, new.code) == (date(2026, 11, 27), "2026-K1")
    assert new.name.endswith("trên địa bàn phường Mẫu quý IV năm 2026")
    meet(case, key, date(2026, 9, 15), name="Hội nghị đối thoại tại chợ Mẫu\nquý III năm 2026")
    meet(case, None, date(2026, 11, 1))  # of no series
    new = propose_session(case, key)
    assert (new.day, new.code) == (date(2026, 12, 15), "2026-K3")
    assert new.name == "Hội nghị đối thoại tại chợ Mẫu\nquý IV năm 2026"
    typed = propose_session(case, key, date(2027, 2, 3))
    assert (typed.code, typed.name.splitlines()[1]) == ("2027-K1", "quý I năm 2027")


@pytest.mark.parametrize(
    ("rhythm", "period"),
    [
        (Rhythm.MONTH, "tháng 11 năm 2026"),
        (Rhythm.QUARTER, "quý IV năm 2026"),
        (Rhythm.HALF_YEAR, "6 tháng cuối năm 2026"),
        (Rhythm.YEAR, "năm 2026"),
    ],
)
def test_a_name_ends_on_its_period(case: Case, rhythm: Rhythm, period: str):
    key = add_series(case, SeriesDraft("Đối thoại với Nhân dân", rhythm, SeriesBasis.LAW))
    assert propose_session(case, key).name == (
        f"Hội nghị đối thoại giữa chính quyền với Nhân dân trên địa bàn phường {period}"
    )


def test_a_series_planned_ahead_goes_on_after_its_last_plan(case: Case):
    key = add_series(case, replace(QUARTERLY, rhythm=Rhythm.MONTH))
    meet(case, key, date(2027, 1, 29))
    later = on_day(case, date(2026, 12, 1))
    assert propose_session(later, key).day == date(2027, 3, 1)  # 28 February is a Sunday
