"""What only this machine knows: what time it is, and who is logged in.

The entry points (command line, window) ask once and hand the answers on in a case; nothing in
domain, services, storage or the pages of the window calls this module (a test sees to it).
"""

from __future__ import annotations

import getpass
import sys
from contextlib import suppress
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


def full_name() -> str:
    """The full name the system has of its user; "" where it has none but that of the account."""
    name = ""
    with suppress(OSError, KeyError):
        name = " ".join(_noted_name().split())
    # One word is what an account is called by, whatever the system says it is
    return name if " " in name and name != user_name() else ""


if sys.platform == "win32":

    def _noted_name() -> str:
        """As the domain has it, else this computer."""
        import ctypes

        display_name, length = 3, ctypes.c_ulong(256)
        name = ctypes.create_unicode_buffer(length.value)
        if ctypes.windll.secur32.GetUserNameExW(display_name, name, ctypes.byref(length)):
            return name.value
        return _of_this_computer()

    def _of_this_computer() -> str:
        import ctypes

        network = ctypes.windll.netapi32
        name_comments_full_name, told = 10, ctypes.POINTER(ctypes.c_wchar_p)()
        if network.NetUserGetInfo(None, user_name(), name_comments_full_name, ctypes.byref(told)):
            return ""
        try:
            return told[3] or ""
        finally:
            network.NetApiBufferFree(told)

else:

    def _noted_name() -> str:
        """The first field of what the list of users says beside the account."""
        import os
        import pwd

        return pwd.getpwuid(os.getuid()).pw_gecos.split(",")[0]
