"""What of the libraries is handed out."""

from __future__ import annotations

import ast
import zipfile
from pathlib import Path

import pytest

from bundling import libraries, qt
from bundling.layout import ROOT


@pytest.mark.parametrize(
    ("library", "file", "is_kept"),
    [
        ("babel", "babel/locale-data/fr.dat", False),
        ("babel", "babel/locale-data/vi.dat", True),
        ("babel", "babel/core.py", True),
        ("tzdata", "tzdata/zoneinfo/Asia/Ho_Chi_Minh", True),
        ("tzdata", "tzdata/zoneinfo/Europe/Paris", False),
        ("sqlalchemy", "sqlalchemy/orm/session.py", True),
        ("sqlalchemy", "sqlalchemy/testing/fixtures/base.py", False),
        ("lxml", "lxml/etree.pyi", False),
        ("lxml", "lxml-6.1.3.dist-info/METADATA", True),
    ],
)
def test_what_nobody_here_needs_is_cut(library: str, file: str, is_kept: bool):
    assert libraries.is_kept(library, file) is is_kept


def test_files_of_a_wheels_data_stand_where_pip_would_put_them(tmp_path: Path):
    wheel = tmp_path / "thing-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("thing/__init__.py", "")
        archive.writestr("thing-1.0.data/platlib/thing/more.py", "")
        archive.writestr("thing-1.0.data/scripts/run", "")
        archive.writestr("thing-1.0.dist-info/licenses/LICENSE", "free")
    libraries.unpack(wheel, tmp_path / "lib")
    found = sorted(path.relative_to(tmp_path / "lib") for path in (tmp_path / "lib").rglob("*.py"))
    assert [path.as_posix() for path in found] == ["thing/__init__.py", "thing/more.py"]
    assert list(libraries.licence_texts(wheel)) == [("LICENSE", b"free")]


def test_the_modules_of_qt_are_those_that_the_window_imports():
    imported = {
        node.module
        for path in (ROOT / "ui").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("PySide6.")
    }
    assert {f"PySide6.{name}" for name in qt.used_modules()} >= imported
    assert {"QtCore", "QtGui", "QtWidgets", "QtSvg"} <= qt.used_modules()
    assert "QtQuick" not in qt.used_modules()
