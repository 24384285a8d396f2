"""Commands called in this process, each test on a data folder of its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from dialogue_app import cli, i18n, machine
from dialogue_app.cli import main
from dialogue_app.cli.parser import build_parser
from dialogue_app.cli.parsing import Parser
from dialogue_app.domain.calendar import Clock
from tests.exchange.workbooks import save
from tests.template import USER, copy_database, standing_clock

OWN, OTHER = "Phòng Kinh tế, Hạ tầng và Đô thị", "Sở Xây dựng"
HOUSEHOLD_CODE = "000365685183"
ENTERPRISES = [
    ["Mã số thuế", "Tên doanh nghiệp", "Điện thoại"],
    ["0072281864", "Công ty TNHH Nhựa Mẫu", "0900 000 001"],
    [HOUSEHOLD_CODE, "Hộ kinh doanh Quán cơm Mẫu", "0900 000 002"],
]
ISSUES = [
    ["STT", "Đơn vị nêu", "Nội dung kiến nghị", "Cơ quan chủ trì", "Trả lời tại hội nghị", "Hạn"],
    [1, "Công ty TNHH Nhựa Mẫu", "Hẻm ngập khi mưa lớn.", OWN, None, "30/9/2026"],
    [2, "Hộ kinh doanh Quán cơm Mẫu", "Giấy phép chậm.", OTHER, None, None],
    [3, "chị Mẫu đầu hẻm", "Bảng hiệu nộp ở đâu?", OWN, "Nộp tại Trung tâm.", None],
    [4, "Công ty TNHH Nhựa Mẫu", "Thiếu chỗ đỗ xe.", None, None, None],
]


@dataclass(frozen=True)
class Told:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Told]


@lru_cache(maxsize=4)
def _parser(_language: str, clock: Clock) -> Parser:
    return build_parser(clock)


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Calls a command, on a database of this test or in the folder `data` as it is."""
    monkeypatch.setattr(i18n._InUse, "language", i18n._InUse.language)
    monkeypatch.setattr(i18n._InUse, "texts", i18n._InUse.texts)
    monkeypatch.setattr(machine, "user_name", lambda: USER)
    # put together for each process, which takes as long as most commands; the same each time
    monkeypatch.setattr(cli, "build_parser", lambda clock: _parser(i18n.language(), clock))
    own = tmp_path / "data"
    copy_database(own)

    def call(
        *arguments: object,
        lang: str = "vi",
        data: Path | None = None,
        clock: Clock = standing_clock,
    ) -> Told:
        code = main(["--data", str(data or own), "--lang", lang, *map(str, arguments)], clock=clock)
        told = capsys.readouterr()
        return Told(code, told.out, told.err)

    return call


@pytest.fixture
def done(run: Run) -> Run:
    """A command that must succeed and complain of nothing."""

    def call(*arguments: object, **settings: Any) -> Told:
        told = run(*arguments, **settings)
        assert (told.code, told.err) == (0, ""), told
        return told

    return call


@pytest.fixture
def meeting(done: Run) -> str:
    """A session of phường Mẫu."""
    done("agency", "set", "--name", "Ủy ban nhân dân phường Mẫu", "--area", "phường Mẫu")
    done(
        "session", "add", "--code", "2026-K3", "--start", "15/09/2026 8h00",
        "--place", "Hội trường", "--chair", "Ông Trần Văn Mẫu; Chủ tịch",
    )  # fmt: skip
    return "2026-K3"


@pytest.fixture
def issue(done: Run, meeting: str) -> str:
    """One issue of the session, raised by two."""
    done(
        "issue", "add", "Hẻm ngập khi mưa lớn.", "--session", meeting,
        "--raiser", "chị Mẫu", "--raiser", "anh Mẫu",
    )  # fmt: skip
    return "KN-2026-0001"


@pytest.fixture
def register(tmp_path: Path) -> Path:
    return save(tmp_path / "so.xlsx", ENTERPRISES)


@pytest.fixture
def raised(tmp_path: Path) -> Path:
    return save(tmp_path / "kien-nghi.xlsx", ISSUES)


def one_sentence(told: Told) -> str:
    """What stands on stderr: one line, nothing of the machinery."""
    assert told.err.endswith("\n")
    sentence = told.err[:-1]
    assert sentence.strip()
    assert "\n" not in sentence
    assert "Traceback" not in sentence
    return sentence
