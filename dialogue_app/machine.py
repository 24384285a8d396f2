"""What only this machine knows: what time it is, and who is logged in.

The entry points (command line, window) ask once and hand the answers on in a case; nothing in
domain, services, storage or the pages of the window calls this module (a test sees to it).
"""

from __future__ import annotations

import getpass
from datetime import UTC, datetime


def now() -> datetime:
    """This moment in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def user_name() -> str:
    """The name of the system's user; "user" for one without a name."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError, ImportError):  # ImportError: Windows without any of the variables
        name = ""
    return name.encode(errors="replace").decode().strip() or "user"
