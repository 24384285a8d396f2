"""Nothing is handed out without its licence."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from bundling import licences
from bundling.locking import LINUX, WINDOWS, Target


def wheel(folder: Path, name: str, *texts: str) -> Path:
    path = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}/__init__.py", "")
        for text in texts:
            archive.writestr(f"{name}-1.0.dist-info/licenses/{text}", "free")
    return path


@pytest.mark.parametrize("target", [WINDOWS, LINUX], ids=["windows", "linux"])
def test_the_licence_of_a_wheel_is_put_beside_it_and_it_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: Target
):
    found = [wheel(tmp_path, "thing", "LICENSE")]
    monkeypatch.setattr(licences, "wheels", lambda _target: found)
    monkeypatch.setattr(licences, "_text", lambda _source: b"words")
    licences.put_licences(tmp_path, target)
    assert (tmp_path / "licences" / "thing" / "LICENSE").read_text() == "free"
    assert "thing 1.0" in (tmp_path / "NOTICES.txt").read_text("utf-8").splitlines()


def test_a_wheel_without_one_that_no_notice_makes_up_for_is_not_packed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(licences, "_text", lambda _source: b"words")
    monkeypatch.setattr(licences, "wheels", lambda _target: [wheel(tmp_path, "fontpkg")])
    licences.put_licences(tmp_path, WINDOWS)
    monkeypatch.setattr(licences, "wheels", lambda _target: [wheel(tmp_path, "thing")])
    with pytest.raises(SystemExit, match=r"thing-1\.0-py3-none-any\.whl comes without a licence"):
        licences.put_licences(tmp_path, WINDOWS)
