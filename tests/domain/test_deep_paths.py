"""A folder so deep that Windows would not open what lies in it is spelled the long way."""

from __future__ import annotations

from pathlib import PurePath, PurePosixPath, PureWindowsPath

import pytest

from dialogue_app.domain.deep_paths import openable, readable

DEEP = "\\".join(["Hội nghị đối thoại với doanh nghiệp"] * 4)
NOT_SO_DEEP = "C:\\" + "a" * 128


@pytest.mark.parametrize(
    ("folder", "opened"),
    [
        (f"C:\\{DEEP}", f"\\\\?\\C:\\{DEEP}"),
        (f"C:/{DEEP}/a/../x", f"\\\\?\\C:\\{DEEP}\\x"),
        (f"\\\\may-chu\\chung\\{DEEP}", f"\\\\?\\UNC\\may-chu\\chung\\{DEEP}"),
        (NOT_SO_DEEP, NOT_SO_DEEP),
        (f"{NOT_SO_DEEP}a", f"\\\\?\\{NOT_SO_DEEP}a"),
    ],
)
def test_only_a_deep_folder_of_windows_is_spelled_the_long_way(folder: str, opened: str):
    found = openable(PureWindowsPath(folder))
    assert str(found) == opened
    assert openable(found) == found
    assert not readable(found).startswith("\\\\?\\")
    assert openable(PureWindowsPath(readable(found))) == found


@pytest.mark.parametrize(
    "path",
    [PureWindowsPath(r"C:\dữ liệu"), PureWindowsPath(r"\\may-chu\chung\x"), PurePosixPath("/a/b")],
)
def test_any_other_path_is_read_and_opened_as_it_is(path: PurePath):
    assert readable(path) == str(path)
    assert openable(path) is path


def test_elsewhere_no_path_is_too_long():
    path = PurePosixPath("/", *(["Hội nghị đối thoại với doanh nghiệp"] * 20))
    assert openable(path) is path
