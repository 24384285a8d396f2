"""A folder that others keep the same, or that lies on the network, is known."""

from __future__ import annotations

from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from dialogue_app.domain.deep_paths import LONGEST_NAME
from dialogue_app.domain.places import Risk
from dialogue_app.services.backing_up import back_up, restore
from dialogue_app.storage import places
from dialogue_app.storage.files import Files
from dialogue_app.storage.places import is_inside, risk_of
from dialogue_app.storage.sqlite import uri_of
from tests.template import sample_case, standing_clock

MOUNTS = """/dev/sda1 / ext4 rw 0 0
//may-chu/chung /mnt/o\\040chung cifs rw 0 0
may-chu:/data /srv/chung nfs4 rw 0 0
/dev/sdb1 /srv/chung/own ext4 rw 0 0
user@host: /home/mau/ssh fuse.sshfs rw 0 0
"""


@pytest.mark.parametrize(
    "name",
    ["OneDrive", "OneDrive - UBND phường Mẫu", "Google Drive", "GoogleDrive-mau@mau.example",
     "Dropbox", "Dropbox (Mẫu)", "iCloudDrive"],
)  # fmt: skip
def test_a_folder_of_a_synchronising_program_is_known_by_its_name(tmp_path: Path, name: str):
    assert risk_of(tmp_path / name / "dữ liệu") is Risk.SYNCED


def test_it_is_known_by_what_the_system_and_the_program_say(tmp_path: Path, monkeypatch):
    folder = tmp_path / "Tài liệu" / "data"
    folder.mkdir(parents=True)
    assert risk_of(folder) is None
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "Tài liệu"))
    assert risk_of(folder) is Risk.SYNCED
    monkeypatch.delenv("OneDriveCommercial")
    (tmp_path / ".dropbox").touch()
    assert risk_of(folder) is Risk.SYNCED


@pytest.mark.parametrize(
    ("folder", "risk"),
    [("/mnt/o chung/data", Risk.SHARED), ("/srv/chung/data", Risk.SHARED),
     ("/srv/chung/own/data", None), ("/srv/chung2", None), ("/home/mau/ssh/x", Risk.SHARED),
     ("/home/mau", None)],
)  # fmt: skip
def test_a_share_is_known_by_what_is_mounted(
    tmp_path: Path, monkeypatch, folder: str, risk: Risk | None
):
    (tmp_path / "mounts").write_text(MOUNTS, "utf-8")
    monkeypatch.setattr(places, "_MOUNTS", tmp_path / "mounts")
    assert risk_of(Path(PurePosixPath(folder))) is risk


def too_long(_path: Path, strict: bool = False) -> Path:
    raise OSError(22, "Invalid argument")


@pytest.mark.parametrize("resolves", [True, False])
def test_what_lies_in_a_folder_is_known_also_where_its_path_is_too_long(
    tmp_path: Path, monkeypatch, resolves: bool
):
    if not resolves:
        monkeypatch.setattr(Path, "resolve", too_long)
    assert is_inside(tmp_path / "backups" / "a.zip", tmp_path)
    assert not is_inside(tmp_path / "a.zip", tmp_path / "backups")


def test_a_path_too_long_to_follow_is_compared_as_both_are_written(tmp_path: Path, monkeypatch):
    """Else a backup in the folder itself, reached by a link, would count as one elsewhere."""
    (tmp_path / "data").mkdir()
    way = tmp_path / "way"
    way.symlink_to(tmp_path / "data")
    followed = Path.resolve
    monkeypatch.setattr(
        Path, "resolve", lambda path: too_long(path) if path.suffix else followed(path)
    )
    assert is_inside(way / "a.zip", way)


def test_another_way_to_a_folder_leads_into_it(tmp_path: Path):
    (tmp_path / "data").mkdir()
    (tmp_path / "way").symlink_to(tmp_path / "data")
    assert is_inside(tmp_path / "way" / "a.zip", tmp_path / "data")


def test_what_is_kept_in_a_data_folder_is_called_by_fewer_letters_than_deep_paths_counts(
    tmp_path: Path,
):
    folder = tmp_path / "data"
    case = sample_case(folder)
    (tmp_path / "letter.pdf").write_bytes(b"letter")
    Files(folder).keep(tmp_path / "letter.pdf")
    case.store.close()
    (made,) = back_up(folder, standing_clock())
    restore(folder, made.file, standing_clock())
    names = [str(path.relative_to(folder)) for path in folder.rglob("*")]
    assert any(len(name) > 100 for name in names)  # the backup, and what was there before it
    assert max(map(len, names)) < LONGEST_NAME


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (PurePosixPath("/dữ liệu?/a#b"), "file:///d%E1%BB%AF%20li%E1%BB%87u%3F/a%23b"),
        (PureWindowsPath(r"C:\a b"), "file:///C%3A/a%20b"),
        (PureWindowsPath(r"\\may-chu\chung\a"), "file:////may-chu/chung/a"),
        (PureWindowsPath(r"\\?\C:\a"), "file:///%5C%5C%3F%5CC%3A%5Ca"),
        (PureWindowsPath(r"\\?\UNC\may-chu\chung\a"), "file:///%5C%5C%3F%5CUNC%5Cmay-chu%5Cchung%5Ca"),
    ],
)  # fmt: skip
def test_sqlite_is_asked_for_a_file_whatever_its_path_looks_like(path: PurePath, uri: str):
    assert uri_of(path) == uri
