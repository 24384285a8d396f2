"""Which issues stand in a letter, to which body, and what the letter states of the register."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from dialogue_app.documents.reading import as_text
from dialogue_app.documents.transfer_facts import TransferFacts
from dialogue_app.domain.errors.base import DialogueError
from dialogue_app.domain.errors.bodies import UnknownBody
from dialogue_app.domain.errors.issues import UnknownIssue
from dialogue_app.domain.errors.papers import (
    BodyUnnamed,
    ComplaintInLetter,
    NoCommonBody,
    NotGivenOut,
    NothingToSend,
    UnknownPaper,
    WrongPaperFile,
)
from dialogue_app.domain.errors.sessions import UnknownSession
from dialogue_app.domain.fields.issues import IssueDraft, RaiserDraft
from dialogue_app.domain.vocabulary import AnswerKind, RaiserKind, Relation
from dialogue_app.services.bodies.editing import find_body
from dialogue_app.services.case import Case
from dialogue_app.services.issues import answering, assigning, intake
from dialogue_app.services.issues.assigning import AssignmentDraft, Due
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.sending import SendingDraft, record_sent
from dialogue_app.services.papers.source import source_of
from dialogue_app.services.papers.transfer import SOURCE
from tests.services.conftest import DAY
from tests.template import seen

OWN, OTHER, THIRD = "Phòng Kinh tế, Hạ tầng và Đô thị", "Sở Xây dựng", "Sở Tài chính"
DUE = date(2026, 9, 30)


def raised(case: Case, meeting: int | None, name: str = "Công ty Mẫu", **more) -> int:
    raiser = RaiserDraft(RaiserKind.UNIDENTIFIED, written_name=name)
    form = IssueDraft(
        f"{name} thấy đường ngập", meeting, received_on=DAY, raisers=(raiser,), **more
    )
    return intake.register_issue(case, form)


def given(case: Case, meeting: int | None, body: str, **more) -> int:
    issue = raised(case, meeting, **more)
    lead = AssignmentDraft(find_body(case, body, DAY), due=Due(on=DUE))
    assigning.assign(case, seen(case, issue), lead, DAY)
    return issue


def code(case: Case, issue: int) -> str:
    return issue_detail(case, issue).row.code


def facts_of(case: Case, *codes: str, body: str = "") -> TransferFacts:
    return SOURCE.facts(case, SOURCE.chosen(case, codes, body))


def codes_in(case: Case, *codes: str, body: str = "") -> list[str]:
    return [issue.code for issue in facts_of(case, *codes, body=body).issues]


def refused(case: Case, *codes: str, body: str = "") -> type[DialogueError]:
    with pytest.raises(DialogueError) as caught:
        SOURCE.chosen(case, codes, body)
    return type(caught.value)


def printed(case: Case, issue: int) -> str:
    return as_text(SOURCE.paper(case, SOURCE.chosen(case, [code(case, issue)], "")))


def test_issues_of_one_body_stand_in_its_letter_each_once_in_order(case: Case, meeting: int):
    one, two = (given(case, meeting, OTHER) for _ in range(2))
    first, second = code(case, one), code(case, two)
    assert codes_in(case, second, first, second) == [first, second]
    facts = facts_of(case, first)
    assert (facts.body, facts.relation) == (OTHER, Relation.OTHER)
    assert facts.issues[0].due == DUE
    assert facts.session_day == DAY
    assert facts.drawn_up == case.today()
    assert "kính đề nghị Quý Sở" in as_text(SOURCE.kind.build(facts))


def test_a_session_gives_what_waits_to_be_sent_to_the_body(case: Case, meeting: int):
    here = [given(case, meeting, OTHER) for _ in range(3)]
    given(case, None, OTHER)
    given(case, meeting, THIRD)
    body = find_body(case, OTHER, DAY)
    record_sent(case, seen(case, here[0]), body, SendingDraft(DAY))
    assert codes_in(case, "2026-K3", body=OTHER) == [code(case, one) for one in here[1:]]
    assert codes_in(case, code(case, here[0])) == [code(case, here[0])]


def test_a_session_gives_an_own_unit_what_it_has_not_answered(case: Case, meeting: int):
    one, two = (given(case, meeting, OWN) for _ in range(2))
    form = answering.AnswerDraft(AnswerKind.IN_WRITING, "đã xong", DAY, find_body(case, OWN, DAY))
    answering.answer(case, [seen(case, one)], form)
    assert codes_in(case, "2026-K3", body=OWN) == [code(case, two)]
    assert facts_of(case, "2026-K3", body=OWN).relation is Relation.OWN


def test_why_there_is_no_letter(case: Case, meeting: int):
    to_other, to_third = given(case, meeting, OTHER), given(case, meeting, THIRD)
    nobody = code(case, raised(case, meeting))
    other, third = code(case, to_other), code(case, to_third)
    assert refused(case, nobody) is NotGivenOut
    assert refused(case, other, nobody) is NotGivenOut
    assert refused(case, other, third) is NoCommonBody
    assert refused(case, other, body=THIRD) is NotGivenOut
    assert refused(case, "2026-K3") is BodyUnnamed
    assert refused(case, "2026-K3", body=OWN) is NothingToSend
    assert refused(case, "2026-K3", body="Sở Không Có") is UnknownBody
    assert refused(case, "2026-K9", body=OTHER) is UnknownSession
    assert refused(case, "KN-2026-0999") is UnknownIssue
    assert refused(case, "2026-K3", other) is UnknownIssue


def test_what_is_only_proposed_or_came_back_is_in_no_letter(case: Case, meeting: int):
    body = find_body(case, OTHER, DAY)
    proposed = raised(case, meeting)
    assigning.propose(case, seen(case, proposed), [AssignmentDraft(body)])
    assert refused(case, code(case, proposed)) is NotGivenOut
    back = given(case, meeting, OTHER)
    assigning.return_issue(case, seen(case, back), body, DAY + timedelta(1), "không thuộc")
    assert refused(case, code(case, back)) is NotGivenOut
    assert refused(case, "2026-K3", body=OTHER) is NothingToSend


def test_a_complaint_stands_in_no_letter(case: Case, meeting: int):
    plain = given(case, meeting, OTHER)
    accused = raised(case, meeting, complaint=True)
    assert refused(case, code(case, plain), code(case, accused)) is ComplaintInLetter
    assert codes_in(case, "2026-K3", body=OTHER) == [code(case, plain)]


def test_the_body_named_chooses_among_two_in_charge(case: Case, meeting: int):
    issue = given(case, meeting, OTHER)
    lead = AssignmentDraft(find_body(case, THIRD, DAY), due=Due(on=DUE))
    assigning.assign(case, seen(case, issue), lead, DAY)
    both = code(case, issue)
    assert refused(case, both) is NoCommonBody
    assert facts_of(case, both, body=THIRD).body == THIRD


def test_names_only_where_it_was_ticked(case: Case, meeting: int):
    hidden = given(case, meeting, OTHER, name="Công ty Vàng Mẫu", withhold_name=True)
    ticked = given(
        case, meeting, OTHER, name="Công ty Mở", withhold_name=True, name_when_transferring=True
    )
    text = printed(case, hidden)
    assert "Vàng" not in text
    assert "Một doanh nghiệp, kiến nghị số" in text
    assert "Công ty Mở" in as_text(
        SOURCE.paper(case, SOURCE.chosen(case, [code(case, ticked)], ""))
    )


def test_no_text_names_who_asked_it_in_another_issue_of_the_session(case: Case, meeting: int):
    raised(case, meeting, name="Công ty Vàng Mẫu", withhold_name=True)
    other = given(case, meeting, OTHER, name="Bà Mẫu và Công ty Vàng Mẫu")
    alone = given(case, None, OTHER, name="Bà Mẫu và Công ty Vàng Mẫu")
    assert "nêu: Bà Mẫu và …… thấy đường ngập" in printed(case, other)
    assert "nêu: Bà Mẫu và Công ty Vàng Mẫu thấy đường ngập" in printed(case, alone)


def test_issues_of_no_common_session_name_none(case: Case, meeting: int):
    one, two = given(case, meeting, OTHER), given(case, None, OTHER)
    facts = facts_of(case, code(case, one), code(case, two))
    assert (facts.session_name, facts.session_day) == ("", None)


def test_files_by_their_endings(case: Case, meeting: int, tmp_path: Path):
    about = SOURCE.chosen(case, [code(case, given(case, meeting, OTHER))], "")
    assert SOURCE.file_name(case, about, ".docx") == "Cong-van-KN-2026-0001-so-xay-dung.docx"
    for name, begins in (("a.pdf", b"%PDF"), ("a.DOCX", b"PK")):
        SOURCE.write(case, about, tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(begins)
    with pytest.raises(WrongPaperFile):
        SOURCE.write(case, about, tmp_path / "a.txt")
    assert not (tmp_path / "a.txt").exists()


def test_a_paper_is_found_by_its_key():
    assert source_of("transfer") is SOURCE
    with pytest.raises(UnknownPaper):
        source_of("x")


def test_letters_that_cannot_be_printed_are_told_with_the_file(case: Case, meeting: int):
    issue = given(case, meeting, OTHER, name="Công ty 日本")
    about = SOURCE.chosen(case, [code(case, issue)], "")
    (lack,) = (lack for lack in SOURCE.pdf(case, about).lacks if lack.letters)
    assert (lack.letters, lack.issue) == ("日本", code(case, issue))


def test_every_kind_has_its_source():
    from dialogue_app.documents.kind import paper_kinds

    assert all(source_of(key).kind is kind for key, kind in paper_kinds().items())


def test_the_relation_is_that_of_the_day_it_was_given(case: Case, meeting: int):
    facts = facts_of(case, code(case, given(case, meeting, "Công an phường")))
    assert facts.relation is Relation.LOCAL
    assert replace(facts, relation=Relation.OWN) != facts
