"""A fresh register for each test of the services."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dialogue_app.domain.people import Actor
from dialogue_app.domain.vocabulary import ParticipantRole
from dialogue_app.services.opening import actor_here, open_store
from dialogue_app.services.reference import AgencyForm, set_agency
from dialogue_app.services.sessions import (
    ParticipantForm,
    SessionForm,
    SpeechForm,
    add_session,
    propose_name,
)
from dialogue_app.storage.engine import Store

DAY = date(2026, 9, 15)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "data")
    yield opened
    opened.close()


@pytest.fixture
def actor(store: Store) -> Actor:
    return actor_here(store)


@pytest.fixture
def meeting(store: Store, actor: Actor) -> int:
    """A session of phường Mẫu with its chair."""
    set_agency(store, actor, AgencyForm("Ủy ban nhân dân phường Mẫu", "phường Mẫu"))
    form = SessionForm(
        code="2026-K3",
        name=propose_name(store, DAY),
        planned_on=DAY,
        place="Hội trường phường Mẫu",
        started_at=datetime(2026, 9, 15, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")),
        participants=(ParticipantForm(ParticipantRole.CHAIR, "Ông Trần Văn Mẫu", "Chủ tịch"),),
        opening=(SpeechForm("Ông Trần Văn Mẫu", "phát biểu khai mạc"),),
    )
    return add_session(store, actor, form)
