"""What was decided for files of one shape, kept by headings and applied to the next."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from dialogue_app.domain.errors.conflicts import ChangedSince
from dialogue_app.domain.errors.workbooks import ProfileNameTaken, UnknownProfile
from dialogue_app.exchange.columns import ColumnMapping, nearly_mapping
from dialogue_app.exchange.reading import Cell, Sheet
from dialogue_app.exchange.settling import settled
from dialogue_app.services.case import Case, Seen
from dialogue_app.services.imports.decisions import UNDECIDED, Decisions
from dialogue_app.services.imports.profiles import (
    Fit,
    Profile,
    best_fit,
    find_profile,
    fit,
    fits_of,
    list_profiles,
    profile_of,
    profiles,
    remove_profile,
    rename_profile,
    save_profile,
)
from dialogue_app.services.imports.workbooks import OpenedWorkbook, TableKind, require_mapping

KIND = TableKind.ENTERPRISES
HEADINGS = ["STT", "Tên doanh nghiệp", "Nghề", "Số máy"]


def sheet(*headings: str) -> tuple[Sheet, ColumnMapping]:
    made = Sheet("a", False, [[*headings], ["x"] * len(headings)], path=Path("so.xlsx"))
    return made, nearly_mapping(made, KIND)


def kept(*headings: str, decided: Decisions) -> Profile:
    return profile_of(KIND, "Sổ thuế", *sheet(*headings), decided)


def fields(found: Fit, *headings: str) -> dict[str, int]:
    return found.decided.mapping(sheet(*headings)[1]).fields


DECIDED = (
    UNDECIDED.with_column("phone", 3).with_column("ordinal", None).with_said("unit", "P1", "X")
)
PROFILE = kept(*HEADINGS, decided=DECIDED)


def test_it_goes_by_headings_not_by_positions():
    other = ["Số máy", "TÊN  DOANH NGHIỆP", "STT", "nghề"]
    found = fit(PROFILE, *sheet(*other))
    assert fields(found, *other) == {"phone": 0, "name": 1}
    assert found.decided.said == {("unit", "p1"): "X"}
    assert (found.new, found.missing) == ((), ())


def test_what_is_new_or_missing_is_told():
    found = fit(PROFILE, *sheet("Tên doanh nghiệp", "Nghề", "Vốn góp", "Email"))
    assert found.new == ((2, "Vốn góp"),)  # "Email" is recognised by itself
    assert found.missing == ("phone",)
    found = fit(PROFILE, *sheet("Tên doanh nghiệp", "Nghề", "Điện thoại"))
    assert found.missing == ()  # another heading says it


def of_issues(*headings: str) -> tuple[Sheet, ColumnMapping]:
    made = Sheet("a", False, [[*headings], *[["x"] * len(headings)] * 2])
    return made, settled(made, nearly_mapping(made, TableKind.ISSUES), TableKind.ISSUES)


def test_headings_in_a_row_that_somebody_named_are_found_again():
    rows: list[list[Cell]] = [
        ["Tên doanh nghiệp", "Điện thoại"], ["Công ty cũ", "1"],
        ["Đơn vị", "Máy"], ["Công ty Mẫu", "0900 000 001"],
    ]  # fmt: skip
    made = Sheet("a", False, rows)
    found = nearly_mapping(made, TableKind.ENTERPRISES)
    book = OpenedWorkbook(Path(), TableKind.ENTERPRISES, [made], [found], 0)
    decided = UNDECIDED.headed_by(3).with_column("name", 0).with_column("phone", 1)
    mapping = require_mapping(book, 0, 3)
    profile = profile_of(TableKind.ENTERPRISES, "a", made, mapping, decided)
    (again,) = fits_of(book, [profile]).values()
    assert again.decided.header == 3
    assert again.decided.mapping(mapping).by_column == {0: "name", 1: "phone"}


TWO_BODIES = ("Nội dung kiến nghị", "Ý kiến của Phòng Mẫu", "Ý kiến của Sở Mẫu")


@pytest.mark.parametrize(
    ("decided", "here", "read"),
    [
        (UNDECIDED, TWO_BODIES, {0: "text", 1: "answer", 2: "answer"}),
        (UNDECIDED, (*TWO_BODIES, "Ý kiến của Sở Khác"), dict.fromkeys((1, 2, 3), "answer")),
        (UNDECIDED, TWO_BODIES[:2], {0: "text", 1: "answer"}),
        (UNDECIDED.with_column("answer", 2), TWO_BODIES, {0: "text", 2: "answer"}),
        (UNDECIDED.with_column("answer", None), TWO_BODIES, {0: "text"}),
        (UNDECIDED.with_column("note", 1), TWO_BODIES, {1: "note", 2: "answer"}),
    ],
)
def test_columns_that_share_a_field_are_read_as_they_were(
    decided: Decisions, here: tuple[str, ...], read: dict[int, str]
):
    profile = profile_of(TableKind.ISSUES, "a", *of_issues(*TWO_BODIES), decided)
    found = fit(profile, *of_issues(*here))
    assert found.decided.mapping(of_issues(*here)[1]).by_column == {0: "text", **read}
    assert (found.new, found.missing) == ((), ())


def test_a_column_that_shared_a_field_and_is_empty_now_takes_it_from_no_other():
    def ticked(*ticks: list[str | None]) -> tuple[Sheet, ColumnMapping]:
        header: list[Cell] = ["Nội dung kiến nghị", "Phiếu", "Zalo", "Thư điện tử"]
        rows: list[list[Cell]] = [["Vá đường", *some] for some in ticks]
        made = Sheet("a", False, [header, *rows])
        return made, settled(made, nearly_mapping(made, TableKind.ISSUES), TableKind.ISSUES)

    all_three = ticked(["x", None, None], [None, "x", None], [None, None, "x"])
    profile = profile_of(TableKind.ISSUES, "a", *all_three, UNDECIDED.with_said("topic", "a", "b"))
    sheet, mapping = ticked(["x", None, None], [None, "x", None])
    assert mapping.by_column == {0: "text", 1: "medium", 2: "medium"}
    assert fit(profile, sheet, mapping).decided.mapping(mapping).by_column == mapping.by_column


def test_nothing_of_single_rows_is_kept():
    decided = DECIDED.with_cell(2, 0, "x").left_out([3]).taken([4], [4])
    assert kept(*HEADINGS, decided=decided) == PROFILE


def test_the_profile_of_most_headings_is_applied_and_none_of_another_shape():
    others = kept("Tên doanh nghiệp", "Vốn", "Ngành", "Ghi", decided=UNDECIDED)
    found = best_fit([others, PROFILE], *sheet(*HEADINGS, "Vốn"))
    assert found is not None
    assert found.decided.said == DECIDED.said
    assert best_fit([others, PROFILE], *sheet("Tên doanh nghiệp", "Điện thoại")) is None
    assert best_fit([], *sheet(*HEADINGS)) is None


def test_a_profile_outlives_the_program_renewed_or_under_a_free_name(case: Case):
    assert save_profile(case, PROFILE) == "Sổ thuế"
    assert profiles(case, KIND) == [PROFILE]
    assert profiles(case, TableKind.ISSUES) == []
    assert save_profile(case, PROFILE) == "Sổ thuế (2)"
    renewed = kept(*HEADINGS, decided=UNDECIDED.with_column("note", 2))
    assert save_profile(case, renewed, renewed=True) == "Sổ thuế"
    assert find_profile(case, KIND, " SỔ THUẾ ") == renewed
    with pytest.raises(UnknownProfile):
        find_profile(case, KIND, "Sổ khác")


def test_profiles_of_one_name_for_both_kinds_of_rows(case: Case):
    of_issues_too = replace(PROFILE, kind=TableKind.ISSUES)
    for profile in (PROFILE, of_issues_too):
        assert save_profile(case, profile, renewed=True) == "Sổ thuế"
    assert profiles(case, KIND) == [PROFILE]
    assert profiles(case, TableKind.ISSUES) == [of_issues_too]


def test_a_profile_is_renamed_and_removed(case: Case):
    save_profile(case, PROFILE)
    save_profile(case, PROFILE)
    first, second = list_profiles(case)
    for taken in ("sổ thuế (2)", " "):
        with pytest.raises(ProfileNameTaken):
            rename_profile(case, Seen(first.id, first.version), taken)
    rename_profile(case, Seen(first.id, first.version), "Sổ  quý 3")
    with pytest.raises(ChangedSince):
        remove_profile(case, Seen(first.id, first.version))
    remove_profile(case, Seen(second.id, second.version))
    assert [row.name for row in list_profiles(case)] == ["Sổ quý 3"]
    with pytest.raises(UnknownProfile):
        remove_profile(case, Seen(second.id, second.version))


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"headings": [], "decided": {}}'])
def test_what_another_program_wrote_is_left_out(case: Case, content: str):
    save_profile(case, PROFILE)
    with case.store.writing(case.actor, "test", case.clock()) as session:
        session.execute(text("UPDATE import_profile SET content = :it"), {"it": content})
    assert profiles(case, KIND) == []
    assert len(list_profiles(case)) == 1
