"""The licence of everything that is handed out, and a list of what that is."""

from __future__ import annotations

import sysconfig
import tomllib
from pathlib import Path

from packaging.utils import parse_wheel_filename

from bundling.fetching import wheels
from bundling.layout import ROOT
from bundling.libraries import licence_texts
from bundling.locking import Target

FOLDER = "licences"
_HEAD = """\
Đối thoại doanh nghiệp: Apache-2.0, see licences/dialogue-app.
It is handed out together with what is listed here; each one's licence stands in licences/.
Qt and PySide6 are used under the LGPL version 3. Their libraries lie as files of their own in
lib/PySide6 and lib/shiboken6 and may be replaced by other builds of the same version. Their source:
https://download.qt.io/archive/qt/ and https://download.qt.io/official_releases/QtForPython/.

"""


def put_licences(folder: Path, target: Target) -> None:
    """Put all licences into the folder of a version, and the list of what they are for."""
    place = folder / FOLDER
    _write(place / "dialogue-app" / "LICENSE", (ROOT / "LICENSE").read_bytes())
    lines: list[str] = []
    notices = _notices(target)
    for wheel in wheels(target):
        name, version = map(str, parse_wheel_filename(wheel.name)[:2])
        lines.append(f"{name} {version}")
        texts = list(licence_texts(wheel))
        if not texts and name not in notices:
            raise SystemExit(f"{wheel.name} comes without a licence: bundling/notices.toml")
        for file, text in texts:
            _write(place / name / file, text)
    for name, notice in notices.items():
        lines.append(f"{name}: {notice['licence']}")
        for source in notice.get("texts", []):
            _write(place / name / Path(source).name, _text(source))
        if "words" in notice:
            _write(place / name / "NOTICE", notice["words"].encode())
    (folder / "NOTICES.txt").write_text(_HEAD + "\n".join(lines) + "\n", "utf-8")


def _notices(target: Target) -> dict[str, dict[str, str]]:
    told = tomllib.loads(Path(__file__).with_name("notices.toml").read_text("utf-8"))
    return {name: one for name, one in told.items() if target.system in one["on"]}


def _text(source: str) -> bytes:
    """A licence from where Debian or Python keeps it."""
    candidates = [Path(source), Path(sysconfig.get_path("stdlib"), source)]
    for path in candidates:
        if path.is_file():
            return path.read_bytes()
    raise SystemExit(f"The licence {source} was not found on this machine.")


def _write(path: Path, text: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text)
