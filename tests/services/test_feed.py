"""What changed is told once to whoever follows, whoever wrote: this process or another one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dialogue_app.domain.changes import Changes
from dialogue_app.domain.errors.base import Missing
from dialogue_app.domain.errors.store import StoreReplaced
from dialogue_app.domain.fields.bodies import BodyDraft
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.issues import RaiserDraft
from dialogue_app.domain.people import Person
from dialogue_app.domain.vocabulary import RaiserKind
from dialogue_app.services.agency.reference import ReferenceList, topics
from dialogue_app.services.bodies.editing import add_body, body_detail, edit_body
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.editing import enterprise_detail, register_enterprise
from dialogue_app.services.issues import answering, intake
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from dialogue_app.services.opening import open_case
from dialogue_app.storage import feed as stored_feed
from dialogue_app.storage.commit import insert_rows
from dialogue_app.storage.feed import MOST_NAMED, Feed
from dialogue_app.storage.models.enterprises import Enterprise
from tests.services.changing import (
    change_enterprise,
    change_issue,
    change_session,
    read_list,
    save_list,
)
from tests.services.conftest import DAY
from tests.template import NOW, copy_database, seen, standing_clock


@pytest.fixture
def other(case: Case) -> Iterator[Case]:
    """The same database opened a second time, as another window or command does."""
    opened = open_case(case.store.folder, standing_clock, "chi-mau")
    yield opened
    opened.store.close()


@pytest.fixture
def feed(case: Case, other: Case) -> Iterator[Feed]:
    """What the first one hears from now on."""
    following = Feed(case.store)
    yield following
    following.close()


def raised_by(case: Case, enterprise: int, **more: object) -> int:
    raiser = RaiserDraft(RaiserKind.ENTERPRISE, enterprise)
    form = intake.IssueDraft("Đường ngập", received_on=DAY, raisers=(raiser,), **more)
    return intake.register_issue(case, form)


def test_nothing_is_told_before_anything_happens(feed: Feed):
    assert not feed.has_news()
    assert feed.changes().touched == {}


@pytest.mark.parametrize("whose", ["case", "other"])
def test_what_anybody_writes_is_noticed_and_told_once(
    whose: str, feed: Feed, request: pytest.FixtureRequest
):
    key = register_enterprise(request.getfixturevalue(whose), EnterpriseDraft("Công ty Mẫu"))
    assert feed.has_news()
    assert feed.changes().touched == {"enterprise": {key}}
    assert not feed.has_news()
    assert feed.changes().touched == {}


def test_several_entries_are_told_together_each_whole_once(case: Case, other: Case, feed: Feed):
    first = register_enterprise(case, EnterpriseDraft("Công ty Mẫu"))
    second = register_enterprise(other, EnterpriseDraft("Công ty Khác"))
    change_enterprise(case, first, phone="0900 000 001")
    told = feed.changes()
    assert told.touched == {"enterprise": {first, second}}
    assert told.sequence == enterprise_detail(case, first).version


def test_what_was_refused_is_no_news(case: Case, feed: Feed):
    with pytest.raises(Missing):
        register_enterprise(case, EnterpriseDraft(""))
    assert not feed.has_news()
    assert feed.changes().touched == {}


def test_who_follows_later_hears_only_what_comes_later(case: Case, feed: Feed):
    register_enterprise(case, EnterpriseDraft("Công ty Mẫu"))
    late = Feed(case.store)
    key = register_enterprise(case, EnterpriseDraft("Công ty Khác"))
    assert late.changes().touched == {"enterprise": {key}}
    late.close()


def test_an_edit_touches_the_whole_it_changes(case: Case, meeting: int, feed: Feed):
    feed.changes()
    key = intake.register_issue(case, intake.IssueDraft("Đường ngập", meeting, received_on=DAY))
    feed.changes()

    def told(act: Callable[[], object]) -> dict[str, frozenset[int]]:
        act()
        return dict(feed.changes().touched)

    assert told(lambda: change_issue(case, key, note="đã gọi")) == {"issue": {key}}
    assert told(lambda: change_session(case, meeting, place="Nhà văn hóa")) == {
        "session": {meeting}
    }
    form = answering.DirectionDraft(Person.typed("Ông Mẫu"), "làm ngay")
    touched = told(lambda: answering.direct(case, meeting, [seen(case, key)], form))
    assert (touched["issue"], touched["session"]) == ({key}, {meeting})
    body = add_body(case, BodyDraft("Đội Mẫu"))
    feed.changes()
    read = body_detail(case, body)
    assert told(lambda: edit_body(case, read, BodyDraft("Đội Mẫu", note="mới"))) == {"body": {body}}


def test_a_renamed_enterprise_touches_its_issues_and_leaves_their_version(case: Case, feed: Feed):
    firm = register_enterprise(case, EnterpriseDraft("Công ty Mẫu"))
    another = register_enterprise(case, EnterpriseDraft("Công ty Khác"))
    issue, apart = raised_by(case, firm), raised_by(case, another)
    version = issue_detail(case, issue).version
    feed.changes()
    change_enterprise(case, firm, name="Công ty Mẫu Mới")
    told = feed.changes()
    assert told.touched == {"enterprise": {firm}, "issue": {issue}}
    assert told.includes("issue", issue)
    assert not told.includes("issue", apart)
    after = issue_detail(case, issue)
    assert (after.version, after.row.raisers) == (version, "Công ty Mẫu Mới")
    found = IssueList(case).ids(IssueQuery(search="cong ty mau moi"))
    assert list(found) == [issue]


def test_what_an_issue_does_not_show_of_an_enterprise_does_not_touch_it(case: Case, feed: Feed):
    firm = register_enterprise(case, EnterpriseDraft("Công ty Mẫu"))
    raised_by(case, firm)
    feed.changes()
    change_enterprise(case, firm, email="mau@example.vn")
    assert feed.changes().touched == {"enterprise": {firm}}


def test_a_topic_spelled_anew_touches_its_issues_and_they_are_found_by_it(case: Case, feed: Feed):
    tax, other_topic = (next(t for t in topics(case) if (t.name == "Thuế") is is_tax)
                        for is_tax in (True, False))  # fmt: skip
    firm = register_enterprise(case, EnterpriseDraft("Công ty Mẫu"))
    apart = raised_by(case, firm, topic_id=other_topic.id, note="đã nộp thuế")
    issue = raised_by(case, firm, topic_id=tax.id)
    version = issue_detail(case, issue).version
    typed = IssueQuery(search="thuê", descending=False)  # the very marks come first
    assert list(IssueList(case).ids(typed)) == [apart, issue]
    feed.changes()
    rows = read_list(case, ReferenceList.TOPICS).draft.rows
    renamed = [("Thuê" if name == "Thuế" else name, active) for name, active in rows]
    save_list(case, ReferenceList.TOPICS, *renamed)
    assert feed.changes().touched == {"topic": {tax.id}, "issue": {issue}}
    after = issue_detail(case, issue)
    assert (after.version, after.row.topic) == (version, "Thuê")
    assert list(IssueList(case).ids(typed)) == [issue, apart]


@pytest.mark.parametrize(("count", "named"), [(MOST_NAMED, True), (MOST_NAMED + 1, False)])
def test_too_many_of_a_kind_are_told_as_all(case: Case, feed: Feed, count: int, named: bool):
    with case.store.writing(case.actor, "test", NOW) as session:
        rows = [
            {"number": n, "name": "Mẫu", "name_sort": "mau", "match_key": "mau"}
            for n in range(1, count + 1)
        ]
        ids = insert_rows(session, Enterprise, rows)
    told = feed.changes()
    assert told.touched == {"enterprise": frozenset(ids) if named else frozenset()}
    assert told.of("enterprise")
    assert told.includes("enterprise", ids[-1])
    assert told.includes("enterprise", 10**6) is not named
    assert not told.of("issue", "session")


def test_what_came_after_an_entry_can_be_asked_any_time(case: Case):
    first = register_enterprise(case, EnterpriseDraft("Công ty Mẫu"))
    since = enterprise_detail(case, first).version
    second = register_enterprise(case, EnterpriseDraft("Công ty Khác"))
    with case.reading() as session:
        told = stored_feed.after(session, since)
        nothing = stored_feed.after(session, told.sequence)
    assert told == Changes(enterprise_detail(case, second).version, {"enterprise": {second}})
    assert nothing == Changes(told.sequence, {})


def test_a_file_that_was_replaced_is_noticed(case: Case, feed: Feed, tmp_path: Path):
    copy_database(tmp_path / "copy")
    (tmp_path / "copy" / case.store.path.name).replace(case.store.path)
    with pytest.raises(StoreReplaced) as trouble:
        feed.has_news()
    assert trouble.value.file == case.store.path


def test_a_file_that_was_removed_is_noticed(case: Case, feed: Feed):
    case.store.path.unlink()
    with pytest.raises(StoreReplaced):
        feed.has_news()
