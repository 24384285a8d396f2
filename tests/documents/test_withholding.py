"""Names that were asked to stay unnamed stay so in every text, however they are written."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue_app.documents.facts import FlagFacts, RaiserFacts
from dialogue_app.documents.minutes import minutes_parts
from dialogue_app.documents.minutes_facts import (
    AnswerFacts,
    DirectionFacts,
    IssueFacts,
    StatementFacts,
)
from dialogue_app.documents.reading import as_text
from dialogue_app.documents.transfer import transfer_parts
from dialogue_app.documents.withholding import Withholding
from dialogue_app.domain.text import fold
from dialogue_app.domain.vocabulary import Medium, Moment
from tests.documents import example_facts as example
from tests.documents.example_letters import LETTERS

HIDDEN = FlagFacts(withhold_name=True)
STEEL = RaiserFacts("s", "Công ty TNHH MTV Cơ khí Mẫu Tân", speaker="Ông Vũ Kim Quỳnh, Giám đốc")
RICE = RaiserFacts("r", "Hộ kinh doanh Quán cơm Mẫu", speaker="Lê Thị Sáu")
AN = RaiserFacts("a", "Công ty An")


def over(text: str, *raisers: RaiserFacts) -> str:
    return Withholding(raisers).applied_to(text)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Công ty TNHH MTV Cơ khí Mẫu Tân xin", "…… xin"),
        ("Cty TNHH MTV CƠ KHÍ MẪU TÂN xin", "Cty TNHH MTV …… xin"),
        ("co khi mau tan xin", "…… xin"),
        ("cơ khí\nMẫu Tân xin", "…… xin"),
        ("Cơ khí - Mẫu Tân", "……"),
        ("anh Vũ Kim Quỳnh", "anh ……"),
        ("ông Quỳnh, ông quỳnh, Ông Quynh và anh Kim Quỳnh", "ông ……, ông ……, Ông …… và anh ……"),
    ],
)
def test_a_company_and_its_speaker(typed, printed):
    assert over(typed, STEEL) == printed


def test_the_longest_of_the_names_that_fit_is_hidden():
    shorter = RaiserFacts("c", "Công ty TNHH MTV Cơ khí Mẫu")
    assert over("Cơ khí Mẫu Tân và Cơ khí Mẫu xin", STEEL, shorter) == "…… và …… xin"


@pytest.mark.parametrize(
    "typed",
    [
        "Cơ khí mẫu, mẫu tân, Công ty TNHH MTV, cây quỳnh",
        "Quỳnh Lưu",  # a single word alone is no name
    ],
)
def test_what_only_looks_alike_stays(typed):
    assert over(typed, STEEL) == typed


def test_in_the_texts_of_other_issues_whole_names_are_hidden_only():
    text = "Cty TNHH MTV CƠ KHÍ MẪU TÂN, ông Vũ Kim Quỳnh, ông Quỳnh và quán cơm mẫu, chị Sáu"
    said = Withholding.elsewhere((STEEL, RICE)).applied_to(text)
    assert said == "Cty TNHH MTV ……, ông ……, ông Quỳnh và ……, chị Sáu"
    assert Withholding.elsewhere((AN,)).applied_to("Công an, công ty An") == "Công an, ……"


@pytest.mark.parametrize("flags", [HIDDEN, FlagFacts(unsigned=True), FlagFacts(complaint=True)])
def test_no_text_of_the_minutes_names_who_asked_it_elsewhere(flags):
    said = "Đề nghị như Công ty TNHH MTV Cơ khí Mẫu Tân đã nêu"
    hidden = IssueFacts("Đường ngập.", raisers=(STEEL,), flags=flags)
    answer = AnswerFacts(1, said)
    other = IssueFacts(said, raisers=(RICE,), moment=Moment.AT_MEETING, answers=(answer,))
    paper = as_text(minutes_parts(example.meeting((hidden, other))))
    assert "Cơ khí" not in paper
    assert paper.count("như …… đã nêu") == 4  # the issue and its answer, in body and annex
    named = as_text(minutes_parts(example.meeting((hidden, replace(other, raisers=(STEEL,))))))
    assert said in named  # who is named there itself


def test_a_household_and_what_people_call_it():
    said = over("chị Sáu, bà sáu, quán cơm mẫu; chỉ sau khi, thứ ba sau, CHỈ SÁU THÁNG", RICE)
    assert said == "chị ……, bà ……, ……; chỉ sau khi, thứ ba sau, CHỈ SÁU THÁNG"


def test_a_name_of_one_word_hides_no_other_word():
    text = "Bộ Công an, Công an phường và quận An Khánh"
    assert over(text, AN) == text
    assert over("Công ty An và cty An", AN) == "…… và cty ……"


def test_ordinary_words_are_no_people():
    calls = RaiserFacts("k", "x", speaker="Nguyễn Thanh Em")
    said = over("anh em công nhân, anh Em", calls)
    assert said == "anh em công nhân, anh ……"
    attention = over("chú ý, có ý kiến, chú Ý", RaiserFacts("k", "x", speaker="Lê Ý"))
    assert attention == "chú ý, có ý kiến, chú ……"


def test_a_description_is_no_name():
    text = "các hộ kinh doanh và một hộ tại chợ"
    described = [RaiserFacts("k", n) for n in ("Các hộ kinh doanh", "Hộ kinh doanh", "Một hộ")]
    assert over(text, *described) == text


@pytest.mark.parametrize("name", ["Cơ khí Mẫu Tân", "Bá Hoa Mẫu", "Chu Văn Mẫu"])
def test_a_name_that_begins_almost_like_an_honorific_is_whole(name):
    assert over(f"gặp {name} nhé", RaiserFacts("k", name)) == "gặp …… nhé"
    assert over(f"gặp {name} nhé", RaiserFacts("k", "x", speaker=name)) == "gặp …… nhé"


def test_an_unidentified_raiser_is_called_by_its_first_words():
    sau = RaiserFacts("k", "chị Sáu quán cơm đầu hẻm 47 (0900 000 123)")
    assert over("Chị Sáu ở quán cơm, hẻm 47", sau) == "Chị …… ở quán cơm, hẻm 47"


def test_a_remark_behind_the_name_is_no_part_of_it():
    remarked = RaiserFacts("k", "Hộ kinh doanh Quán cơm Mẫu (dữ liệu mẫu)")
    assert over("quán cơm Mẫu đề nghị", remarked) == "…… đề nghị"


def test_the_name_as_it_was_written_is_hidden_as_well():
    written = replace(STEEL, written_name="Xưởng Tân Mẫu")
    assert over("xưởng tân mẫu đề nghị", written) == "…… đề nghị"


def called(name: str = "x", speaker: str = "") -> RaiserFacts:
    return RaiserFacts("k", name, speaker=speaker)


@pytest.mark.parametrize(
    ("raiser", "typed", "printed"),
    [
        # What stands in brackets is hidden with the name and the name without it.
        (called("Cơ khí Mẫu (Tân Bình)"), "Cơ khí Mẫu Tân Bình, cơ khí Mẫu", "……, ……"),
        # A household bears a person's name, a company does not.
        (called("Hộ kinh doanh Lê Thị Mận"), "chị Mận, Thị Mận", "chị ……, Thị Mận"),
        (called("HKD Lê Mận"), "chị Mận, HKD Lê Mận", "chị ……, ……"),
        (called("Công ty TNHH Cơ khí Hoa"), "chị Hoa", "chị Hoa"),
        (called("Công ty Hoa"), "chị Hoa, cty Hoa", "chị ……, cty ……"),
        # Only a called name is known.
        (called("chị Sáu"), "chị Sáu nói, Sáu nói", "chị …… nói, Sáu nói"),
        (called("chị Sáu"), "Sáu nghìn đồng của chị", "Sáu nghìn đồng của chị"),
        (called("chị sáu quán cơm"), "chị Sáu, bà cơm", "chị ……, bà cơm"),
        (called("chị Lê Sáu quán cơm"), "bà Sáu, quán cơm, Lê Sáu", "bà ……, quán cơm, ……"),
        (called("chị Ý quán nước"), "quán nước, chị Ý", "quán nước, chị ……"),
        # A speaker, with or without an honorific, in capitals or not.
        (called(speaker="anh Em"), "anh em công nhân, anh Em", "anh em công nhân, anh ……"),
        (called(speaker="lê thị sáu"), "chị Sáu, lê thị sáu", "chị ……, ……"),
        (called(speaker="Lê Thị Sáu, Giám đốc"), "chị Sáu, Giám đốc", "chị ……, Giám đốc"),
        (called(speaker="Lê Thị Sáu - kế toán"), "Lê Thị Sáu; kế toán", "……; kế toán"),
        (called(speaker="Lê Thị Sáu (kế toán)"), "Lê Thị Sáu; kế toán", "……; kế toán"),
        # Without a capital only behind an honorific with the same marks, and never a common word.
        (called(speaker="Lê Thị Sáu"), "chị sáu, chi sáu, chỉ sáu", "chị ……, chi sáu, chỉ sáu"),
        (called(speaker="Lê Thị Sáu"), "chị sau, chị sấu", "chị sau, chị sấu"),
        (called(speaker="Lê Thị Sáu"), "chi sau, co sau", "chi ……, co ……"),
        (called(speaker="Lê Thị Sáu"), "chị Sau, chị Sấu", "chị ……, chị Sấu"),
        (called(speaker="Lê Hùng"), "anh hùng, anh Hùng", "anh hùng, anh ……"),
        (called("Công ty TNHH An"), "công ty an toàn, cty An", "công ty an toàn, cty ……"),
        # Two given names are one.
        (called(speaker="Lê Thị Kim Sáu"), "chị Kim Sáu, chị Kim", "chị ……, chị Kim"),
        # At the end of a text a name that is cut off is none.
        (called(speaker="Vũ Kim Quỳnh"), "ông Vũ Kim", "ông Vũ Kim"),
    ],
)
def test_who_is_called_how(raiser: RaiserFacts, typed: str, printed: str):
    assert over(typed, raiser) == printed


def test_private_numbers_are_hidden_where_no_name_is():
    assert over("gọi 0900 000 123") == "gọi ……"
    assert over("gọi 0900 000 123", called("chị Sáu")) == "gọi ……"


SYLLABLES = st.sampled_from(["Tân", "Đông", "Hòa", "Phát", "Mẫu", "Ước", "Quỳnh", "Ân", "Lộc"])
OTHER_WORDS = st.lists(st.sampled_from(["đề", "nghị", "phường", "sửa;", "đường,", "(giờ)"]))
TYPES = st.sampled_from(["Công ty TNHH", "Công ty Cổ phần", "HTX", "Hộ kinh doanh", "DNTN"])
SPELLINGS = st.sampled_from([str, str.upper, str.lower, fold, lambda text: text.replace(" ", "\n")])


@settings(max_examples=200, deadline=None)
@given(TYPES, st.lists(SYLLABLES, min_size=2, max_size=4), OTHER_WORDS, OTHER_WORDS, SPELLINGS)
def test_no_spelling_of_a_hidden_name_survives(type_, syllables, before, after, spelt):
    bare = " ".join(syllables)
    raiser = RaiserFacts("k", f"{type_} {bare}", speaker=f"Bà Lê {bare}, Giám đốc")
    around = " ".join(before), " ".join(after)
    for name in (raiser.name, bare, f"Lê {bare}"):
        said = fold(over(f"{around[0]} {spelt(name)} {around[1]}", raiser))
        assert fold(bare) not in re.sub(r"[^\w…]+", " ", said)
    untouched = " ".join(around).strip()
    assert over(untouched, raiser) == untouched


def minutes_of(*issues: IssueFacts, **more) -> str:
    return as_text(minutes_parts(replace(example.meeting(issues), **more)))


ANSWER = AnswerFacts(1, "Trả lời Cơ khí Mẫu Tân và Quán cơm Mẫu", body="Sở Mẫu")
DIRECTION = DirectionFacts(1, "trả lời Cơ khí Mẫu Tân và Quán cơm Mẫu")
PLEA = IssueFacts("Cơ khí Mẫu Tân xin", raisers=(STEEL,), flags=HIDDEN)
OPEN = IssueFacts("Quán cơm Mẫu xin", raisers=(RICE,))


def test_a_text_for_several_issues_hides_the_raisers_of_each():
    both = (replace(i, answers=(ANSWER,), directions=(DIRECTION,)) for i in (OPEN, PLEA))
    text = minutes_of(*both)
    assert "Cơ khí" not in text
    assert text.count("và Quán cơm Mẫu") == 4  # printed with each issue, answer in the annex too


def test_a_complaint_hides_its_raisers_in_what_it_shares():
    secret = replace(PLEA, flags=FlagFacts(complaint=True), answers=(ANSWER,))
    assert "Cơ khí" not in minutes_of(replace(OPEN, answers=(ANSWER,)), secret)


def test_an_issue_of_another_session_hides_its_raisers_too():
    answer = replace(ANSWER, unnamed=(STEEL,))
    direction = replace(DIRECTION, unnamed=(STEEL,))
    text = minutes_of(replace(OPEN, answers=(answer,), directions=(direction,)))
    assert "Cơ khí" not in text


@pytest.mark.parametrize("field", ["opening", "reports", "conclusions", "directions"])
def test_what_is_said_of_the_meeting_hides_every_hidden_name(field):
    said = {
        "opening": (StatementFacts("cảm ơn Cơ khí Mẫu Tân", example.CHAIR),),
        "reports": (StatementFacts("đã giúp Cơ khí Mẫu Tân, gọi 0900 000 123", example.LOAN),),
        "conclusions": ("làm việc với ông Quỳnh (Cơ khí Mẫu Tân)",),
        "directions": (DirectionFacts(9, "làm việc với Cơ khí Mẫu Tân"),),
    }
    more = {**dict.fromkeys(said, ()), field: said[field]}
    text = minutes_of(PLEA, OPEN, **more)
    assert "……" in text
    assert not {"Cơ khí", "Quỳnh", "0900"} & set(re.findall(r"Cơ khí|Quỳnh|0900", text))


def test_a_name_that_another_issue_prints_is_printed_for_the_meeting():
    spoken = {"moment": Moment.AT_MEETING, "medium": Medium.SPOKEN}
    named = IssueFacts("Việc khác", raisers=(STEEL,), **spoken)
    plea = replace(PLEA, **spoken, raisers=(replace(STEEL, written_name="Xưởng Tân Mẫu"),))
    text = minutes_of(plea, named, conclusions=("Gặp Cơ khí Mẫu Tân, ông Quỳnh, Xưởng Tân Mẫu",))
    assert "1. Gặp Cơ khí Mẫu Tân, ông Quỳnh, Xưởng Tân Mẫu." in text
    assert "Một doanh nghiệp nêu: …… xin." in text


def test_names_hidden_elsewhere_are_taken_apart_once(monkeypatch: pytest.MonkeyPatch):
    """However many issues a paper has: the minutes of 2,000 would take half a minute."""
    asked: list[object] = []
    elsewhere = Withholding.elsewhere
    monkeypatch.setattr(
        Withholding, "elsewhere", lambda raisers: (asked.append(raisers), elsewhere(raisers))[1]
    )
    minutes_parts(example.many(9))
    transfer_parts(LETTERS["higher-several"])
    assert len(asked) == 2
