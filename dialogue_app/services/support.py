"""What somebody who helps from afar needs to see, as one file: versions, sizes, the log.

Nothing in it is of a person: the log holds no values, tables are counted, folders are not named. It
is made of a register that does not open, too.
"""

from __future__ import annotations

import platform
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import datetime
from io import BytesIO
from pathlib import Path

from dialogue_app import trouble_log
from dialogue_app.storage import backups, places, schema
from dialogue_app.storage.archive import info_of
from dialogue_app.storage.models import whole_schema
from dialogue_app.storage.sqlite import FILE_NAME, QUICK_CHECK, log_of, look
from dialogue_app.whole_files import write_for_others

_OLDER_LOG = Path(trouble_log.NAME).with_suffix(".1.log").name


def support_name(at: datetime) -> str:
    """The name proposed for the file."""
    return f"dialogue-support-{at:%Y%m%d-%H%M}.zip"


def write_support(folder: Path, target: Path, at: datetime) -> None:
    """Write the file about the data folder; raises `FileNotWritable`, `DiskFull`."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(info_of("about.txt", at), "\n".join(_about(folder, at)) + "\n")
        for name in (trouble_log.NAME, _OLDER_LOG):
            with suppress(OSError):
                packed.writestr(info_of(name, at), (folder / name).read_bytes())
    write_for_others(target, content.getvalue())


def _about(folder: Path, at: datetime) -> Iterator[str]:
    yield f"{at:%Y-%m-%d %H:%M:%S} UTC"
    yield trouble_log.versions()
    yield f"system: {platform.system()} {platform.release()} {platform.machine()}"
    yield f"schema of the program: {schema.HEAD}"
    risk = places.risk_of(folder)
    yield f"folder: {risk.value if risk else 'nothing known against it'}"
    with suppress(OSError):
        yield f"free on the disk: {shutil.disk_usage(folder).free:,} bytes"
    for path in (folder / FILE_NAME, log_of(folder / FILE_NAME)):
        with suppress(OSError):
            yield f"{path.name}: {path.stat().st_size:,} bytes"
    yield f"backups in the folder: {len(backups.found_in(folder / backups.FOLDER, None))}"
    yield from _about_register(folder / FILE_NAME)


def _about_register(path: Path) -> Iterator[str]:
    try:
        with closing(look(path)) as connection:
            yield f"schema of the file: {schema.revision_of(path, connection)}"
            (said,) = connection.execute(f"PRAGMA {QUICK_CHECK}").fetchone()
            yield f"quick check: {said}"
            for table in sorted(whole_schema().tables):
                (n,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
                yield f"{table}: {n:,}"
    except Exception as error:  # whatever is wrong with it is what is to be told
        yield f"the register cannot be read: {trouble_log.kind_of(error)}"
