"""The register the scenarios run on: invented words, the same every time, kept in `.make/bench`."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from dialogue_app.domain.text import enterprise_match_key, fold, sort_key, text_digest
from dialogue_app.domain.vocabulary import (
    AssignmentRole,
    AssignmentState,
    AuthorityLevel,
    DueBasis,
    IssueKind,
    Medium,
    Moment,
    ParticipantRole,
    RaiserKind,
    TaxCodeKind,
)
from dialogue_app.i18n.formats import stored
from dialogue_app.services.opening import Store, actor_here, open_store
from dialogue_app.services.reference import AgencyForm, set_agency
from dialogue_app.services.sessions import ParticipantForm, SessionForm, add_session
from dialogue_app.storage.commit import insert_rows
from dialogue_app.storage.models import Assignment, Body, Enterprise, Issue, Raiser, Topic

CODE = "2026-K3"  # the session of forty issues
OF_SESSION = 40
DAY = date(2026, 9, 15)
VOCABULARY = """
đề nghị thuế hoàn hồ sơ doanh nghiệp phường đường hẻm ngập nước điện công suất giấy phép xây dựng
chợ vỉa hè xe đỗ giờ cao điểm thủ tục đăng ký trực tuyến lao động bảo hiểm môi trường phòng cháy
chữa kiểm tra hướng dẫn bổ sung trả lời văn bản quy hoạch đất thuê mặt bằng tín dụng vay vốn hải
quan thông hàng hóa an toàn thực phẩm chứng nhận chuyển đổi số nhãn hiệu quảng cáo biển camera tuần
rác thải thoát chiếu sáng đèn
"""
TRADES = ("Cơ khí", "Dệt may", "Thực phẩm", "Vận tải", "In ấn", "Nội thất", "Dược phẩm")
SYLLABLES = ("An", "Bình", "Cường", "Dũng", "Giang", "Hòa", "Khánh", "Lộc", "Minh", "Phúc")


def names(count: int, seed: int = 1) -> list[str]:
    """Names of enterprises, each another one, none of them anyone's."""
    chance = random.Random(seed)
    return [
        f"Công ty TNHH {chance.choice(TRADES)} Mẫu {' '.join(chance.sample(SYLLABLES, 3))} {n}"
        for n in range(count)
    ]


def sentence(chance: random.Random, words: int) -> str:
    """Some words of the field in any order."""
    return " ".join(chance.choices(VOCABULARY.split(), k=words)).capitalize() + "."


def tax_code(number: int) -> str:
    """A code of no province, so of nobody."""
    return f"00{number:08}"


def build(folder: Path, issues: int, enterprises: int) -> Store:
    """The register in `folder`, filled where it is new."""
    store = open_store(folder)
    with store.reading() as session:
        if session.scalar(select(Issue.id).limit(1)) is not None:
            return store
    actor = actor_here(store)
    set_agency(store, actor, AgencyForm("Ủy ban nhân dân phường Mẫu", "phường Mẫu"))
    held = add_session(store, actor, _session())
    with store.writing(actor, "bench.fill") as session:
        insert_rows(session, Enterprise, _enterprises(enterprises))
        bodies = list(session.execute(select(Body.id, Body.relation)))
        topics = list(session.scalars(select(Topic.id)))
        chance = random.Random(2)
        keys = insert_rows(session, Issue, [_issue(n, chance, topics, held) for n in range(issues)])
        insert_rows(session, Raiser, [_raiser(key, chance, enterprises) for key in keys])
        insert_rows(session, Assignment, [_part(key, chance, bodies) for key in keys])
    return store


def _session() -> SessionForm:
    from datetime import datetime

    return SessionForm(
        CODE,
        "Hội nghị đối thoại phường Mẫu quý III năm 2026",
        planned_on=DAY,
        place="Hội trường phường Mẫu",
        started_at=stored(datetime(2026, 9, 15, 8, 0)),
        ended_at=stored(datetime(2026, 9, 15, 11, 0)),
        participants=(ParticipantForm(ParticipantRole.CHAIR, "Ông Trần Văn Mẫu", "Chủ tịch"),),
    )


def _enterprises(count: int) -> list[dict[str, Any]]:
    return [
        {
            "number": n + 1,
            "name": name,
            "name_sort": sort_key(name),
            "match_key": enterprise_match_key(name),
            "tax_code": tax_code(n),
            "tax_code_kind": TaxCodeKind.ENTERPRISE,
            "address": f"Số {n}, đường Mẫu, phường Mẫu",
            "address_folded": fold(f"Số {n}, đường Mẫu, phường Mẫu"),
        }
        for n, name in enumerate(names(count))
    ]


def _issue(n: int, chance: random.Random, topics: list[int], held: int) -> dict[str, Any]:
    text = sentence(chance, 30)
    return {
        "year": 2026 if n < OF_SESSION else 2020 + n % 6,
        "number": n + 1,
        "session_id": held if n < OF_SESSION else None,
        "kind": IssueKind.REQUEST,
        "moment": Moment.AT_MEETING,
        "medium": Medium.SPOKEN,
        "authority": AuthorityLevel.UNKNOWN,
        "received_on": DAY - timedelta(days=chance.randrange(900)) if n >= OF_SESSION else DAY,
        "text": text,
        "text_digest": text_digest(text),
        "topic_id": chance.choice(topics),
    }


def _raiser(key: int, chance: random.Random, enterprises: int) -> dict[str, Any]:
    return {
        "issue_id": key,
        "kind": RaiserKind.ENTERPRISE,
        "enterprise_id": chance.randrange(enterprises) + 1,
    }


def _part(key: int, chance: random.Random, bodies: list[Any]) -> dict[str, Any]:
    body, relation = chance.choice(bodies)
    return {
        "issue_id": key,
        "body_id": body,
        "relation": relation,
        "role": AssignmentRole.LEAD,
        "state": AssignmentState.GIVEN,
        "given_on": DAY,
        "due_on": DAY + timedelta(days=chance.randrange(90)),
        "due_basis": DueBasis.TYPED,
    }


def workbook(path: Path, rows: int) -> Path:
    """A register of enterprises as an office keeps it."""
    from openpyxl import Workbook

    if path.exists():
        return path
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Danh sách")
    sheet.append(["STT", "Tên doanh nghiệp", "Mã số thuế", "Địa chỉ", "Điện thoại"])
    for n, name in enumerate(names(rows, seed=3), start=1):
        address = f"Số {n}, đường Mẫu, phường Mẫu"
        sheet.append([n, name, tax_code(n), address, f"0900 {n:06}"])
    book.save(path)
    return path
