"""The rules of the house that no linter knows, and the wheel that works away from the clone."""

from __future__ import annotations

import ast
import importlib
import os
import pkgutil
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from types import ModuleType
from typing import Any, get_type_hints

import pytest

from dialogue_app import domain, services
from dialogue_app.domain.errors.base import DialogueError
from dialogue_app.domain.errors.conflicts import LastChange
from dialogue_app.domain.life import Move
from dialogue_app.domain.worded import Worded

ROOT = Path(__file__).parents[1]
PACKAGES = ("dialogue_app", "ui", "resources")
MIRRORED = ("cli", "documents", "domain", "exchange", "i18n", "services", "storage", "ui")
# What asks the machine for the time or the user; only the entry points may.
ASKS_THE_MACHINE = re.compile(
    r"\b(?:"
    r"(?:datetime|date)\.(?:now|utcnow|today)"
    r"|time\.(?:time|time_ns|localtime|gmtime|strftime|ctime)"
    r"|Q(?:Date|Time|DateTime)\.current\w+"
    r"|func\.(?:now|current_\w+)"
    r"|os\.getlogin|getpass(?:\.\w+)?|dialogue_app\.machine(?:\.\w+)?"
    r")$"
)
KNOWS_THE_MACHINE = ("dialogue_app/cli/", "dialogue_app/machine.py", "ui/app.py")
LONGEST_FILE, LONGEST_FUNCTION = 400, 40
COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}\b|#[0-9a-fA-F]{8}\b|Qt\.GlobalColor|QColor\([\"'\d]")


def modules() -> list[Path]:
    found = (path for package in PACKAGES[:2] for path in (ROOT / package).rglob("*.py"))
    return sorted(path for path in found if "versions" not in path.parts)


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{short(path)}:{node.name}", (node.end_lineno or 0) - node.lineno + 1


def run(*command: str, **extra: Any) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, **extra)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


def test_the_layers_hold():
    run(str(Path(sys.executable).with_name("lint-imports")), "--no-cache", cwd=ROOT)


def test_a_file_is_one_idea():
    long = {
        short(p): n for p in modules() if (n := p.read_text("utf-8").count("\n")) > LONGEST_FILE
    }
    assert long == {}


def test_a_function_is_a_step():
    long = {name: n for path in modules() for name, n in functions(path) if n > LONGEST_FUNCTION}
    assert long == {}


def test_each_module_says_what_it_is_for():
    silent = [short(p) for p in modules() if not ast.get_docstring(ast.parse(p.read_text("utf-8")))]
    assert silent == []


def test_colours_and_style_sheets_stand_in_the_theme_only():
    outside = [path for path in modules() if short(path) != "ui/theme.py"]
    texts = {short(path): path.read_text("utf-8") for path in outside}
    assert [name for name, text in texts.items() if "setStyleSheet" in text] == []
    assert [name for name, text in texts.items() if COLOUR.search(text)] == []


# Where plain text is made, where guides are read, which are ours, and the faces of each class.
PLAIN, GUIDES, THEME = "ui/widgets/plain.py", "ui/help/page.py", "ui/theme.py"
GUESSES_HTML = re.compile(
    r"(?<!\")\b(QLabel|QMessageBox|QTextBrowser|QTextEdit|setToolTip|setStatusTip|setWhatsThis|setTextFormat"
    r"|ToolTipRole|setHtml|insertHtml|QErrorMessage|QInputDialog)\b"
    r"|QToolTip\.showText\((?!.*\bas_tip\()"
)


def guesses_html(source: str) -> list[str]:
    found = [one[0] for one in GUESSES_HTML.finditer(source)]
    return [one for one in found if one != "ToolTipRole" or "as_tip(" not in source]


def test_only_one_module_makes_what_guesses_whether_a_text_is_html():
    outside = [path for path in modules() if short(path) not in (PLAIN, GUIDES, THEME)]
    found = {short(path): guesses_html(path.read_text("utf-8")) for path in outside}
    assert {name: said for name, said in found.items() if said} == {}


@pytest.mark.parametrize(
    "source",
    ["QLabel(name)", "button.setToolTip(name)", "class Box(QMessageBox):",
     "Qt.ItemDataRole.ToolTipRole", "QToolTip.showText(place, name, view)",
     "label.setTextFormat(Qt.TextFormat.RichText)"],
)  # fmt: skip
def test_what_guesses_is_seen(source: str):
    assert guesses_html(source)


def dotted_names(tree: ast.AST) -> Iterator[str]:
    """What is imported, and every name that is reached through dots."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(module), names=names):
                yield from (f"{module}.{alias.name}" for alias in names)
            case ast.Attribute():
                yield ast.unparse(node)


def asked_of_the_machine(source: str) -> list[str]:
    return [name for name in dotted_names(ast.parse(source)) if ASKS_THE_MACHINE.search(name)]


def test_only_the_entry_points_ask_the_machine_for_the_time_or_the_user():
    asking = {
        short(path): asked
        for path in modules()
        if not short(path).startswith(KNOWS_THE_MACHINE)
        and (asked := asked_of_the_machine(path.read_text("utf-8")))
    }
    assert asking == {}


@pytest.mark.parametrize(
    "source",
    [
        "datetime.now(UTC)", "datetime.datetime.now()", "datetime.utcnow()", "datetime.today()",
        "date.today()", "day = date.today", "time.time()", "from time import time",
        "time.localtime()", "import getpass", "from getpass import getuser", "getpass.getuser()",
        "os.getlogin()", "from os import getlogin", "from dialogue_app import machine",
        "from dialogue_app.machine import now", "import dialogue_app.machine",
        "QDate.currentDate()", "QDateTime.currentDateTimeUtc()", "select(func.now())",
    ],
)  # fmt: skip
def test_what_asks_the_machine_is_seen(source: str):
    assert asked_of_the_machine(source)


@pytest.mark.parametrize(
    "source",
    ["case.today()", "self.today()", "time.monotonic()", "datetime.combine(day, hour)", "date.min",
     "from datetime import date, time", "row.date", "from time import monotonic"],
)  # fmt: skip
def test_what_does_not_ask_the_machine_is_allowed(source: str):
    assert asked_of_the_machine(source) == []


def package_of(folder: Path) -> Path:
    """The package that a folder of tests mirrors."""
    inner = folder.relative_to(ROOT / "tests")
    return ROOT / inner if inner.parts[0] == "ui" else ROOT / "dialogue_app" / inner


def test_a_folder_of_tests_mirrors_a_package():
    roots = [ROOT / "tests" / name for name in MIRRORED]
    folders = sorted({test.parent for root in roots for test in root.rglob("test_*.py")})
    assert [short(one) for one in folders if not (package_of(one) / "__init__.py").exists()] == []
    assert [short(root) for root in roots if not any(f.is_relative_to(root) for f in folders)] == []


def test_every_package_of_the_services_has_its_tests():
    packages = sorted(path.parent for path in (ROOT / "dialogue_app/services").rglob("__init__.py"))
    tested = [ROOT / "tests" / one.relative_to(ROOT / "dialogue_app") for one in packages]
    assert [short(folder) for folder in tested if not list(folder.glob("test_*.py"))] == []


@pytest.mark.parametrize(
    "argv", [["--version"], ["--help"], ["issue", "--help"]], ids=lambda argv: " ".join(argv)
)
@pytest.mark.parametrize("entry", ["dialogue_app.__main__", "ui.app"])
def test_a_command_loads_no_qt(entry: str, argv: list[str]):
    code = (
        "import importlib, sys\n"
        f"sys.argv = ['dialogue-app', *{argv!r}]\n"
        "try:\n"
        f"    assert not importlib.import_module({entry!r}).main()\n"
        "except SystemExit as end:\n"
        "    assert not end.code, end.code\n"
        "loaded = sorted(name for name in sys.modules if name.startswith('PySide6'))\n"
        "assert not loaded, loaded\n"
    )
    run(sys.executable, "-c", code, cwd=ROOT)


def words() -> Any:
    return importlib.import_module("dialogue_app.i18n.words")


def kinds_of(root: type[Any], package: ModuleType) -> list[type[Any]]:
    """All classes below `root` that the modules of a package declare."""
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        importlib.import_module(module.name)
    found, open_ends = [], [root]
    while open_ends:
        below = open_ends.pop().__subclasses__()
        found += [kind for kind in below if kind.__module__.startswith(f"{package.__name__}.")]
        open_ends += below
    return sorted(found, key=lambda kind: (kind.__module__, kind.__name__))


def test_every_enumeration_of_the_domain_has_words():
    enums = [kind for kind in kinds_of(StrEnum, domain) if kind is not Worded]
    assert [kind for kind in enums if not issubclass(kind, Worded)] == []
    assert [repr(value) for kind in enums for value in kind if not words().word(value)] == []


def error_classes() -> list[type[DialogueError]]:
    """The errors that are raised: those that others are derived from are not."""
    kinds = kinds_of(DialogueError, domain) + kinds_of(DialogueError, services)
    return [kind for kind in kinds if not kind.__subclasses__()]


def example(kind: type[DialogueError]) -> DialogueError:
    """An error with a plain value in each of its fields."""
    if not is_dataclass(kind):
        return kind()
    by_name = {"field": "name"}
    by_type: dict[Any, Any] = {
        str: "x",
        int: 1,
        date: date(2026, 9, 15),
        datetime: datetime(2026, 9, 15, 8, tzinfo=UTC),
        Path: Path("x.xlsx"),
        list[str]: ["name"],
        tuple[str, ...]: ("name",),
        Worded: Move.ASSIGN,
        LastChange: LastChange("", "x", datetime(2026, 9, 15, 8, tzinfo=UTC)),
        Any: "x",
    }
    hints = get_type_hints(kind)
    values = {}
    for one in fields(kind):
        hint = hints[one.name]
        value = by_name.get(one.name) or by_type.get(hint)
        values[one.name] = next(iter(hint)) if value is None else value
    return kind(**values)


@pytest.mark.parametrize("kind", error_classes(), ids=lambda kind: kind.__name__)
def test_every_error_is_explained_in_one_sentence(kind: type[DialogueError]):
    sentence = importlib.import_module("dialogue_app.i18n.sentences").explain(example(kind))
    assert sentence.strip()
    assert "\n" not in sentence
    assert kind.__name__ not in sentence


def test_what_nobody_foresaw_is_told_by_its_kind_not_by_its_words():
    sentence = importlib.import_module("dialogue_app.i18n.sentences").explain
    said = sentence(ValueError("SELECT name FROM enterprise WHERE phone = '0900 000 001'"))
    assert "ValueError" in said
    assert "SELECT" not in said
    assert "0900" not in said


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built the way pip builds it and unpacked away from the clone."""
    folder = tmp_path_factory.mktemp("wheel")
    # pip keeps its cache and its settings in the person's own folders
    own = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
    run(*pip, "wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT), env=own)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


def test_the_wheel_carries_all_the_program_reads(installed: Path):
    carried = {path.relative_to(installed).as_posix() for path in installed.rglob("*")}
    skipped = {".po", ".pot", ".pyc", ".mo"}
    needed = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and path.suffix not in skipped
    }
    assert needed - carried == set()
    assert {
        f"resources/translations/{one}/LC_MESSAGES/dialogue.mo" for one in ("vi", "en")
    } <= carried


def test_the_wheel_works_away_from_the_clone(installed: Path, tmp_path: Path):
    code = (
        "import sys; sys.path.insert(0, sys.argv.pop(1))\n"
        "import dialogue_app, runpy\n"
        "assert dialogue_app.__file__.startswith(sys.path[0]), dialogue_app.__file__\n"
        "runpy.run_module('dialogue_app', run_name='__main__')\n"
    )
    told = run(sys.executable, "-c", code, str(installed), "--help", cwd=tmp_path)
    assert "dialogue" in told
