"""Where data may lie."""

from __future__ import annotations

from dialogue_app.domain.worded import N_, Worded


class Risk(Worded):
    """Why a folder is not safe for a register; the words say the way out."""

    READ_ONLY = (
        "read_only",
        N_(
            "The data can only be read here: the folder they lie in does not let you write, so "
            "nothing can be saved. Have the right to write given to you, then start the program "
            "again."
        ),
    )
    FULL = (
        "full",
        N_(
            "The data can only be read now: the disk they lie on is full, so nothing can be saved. "
            "Free some room, then start the program again."
        ),
    )
    SYNCED = (
        "synced",
        N_(
            "The data lie in a folder that is kept the same with other computers (OneDrive, "
            "Google Drive, Dropbox…): that can damage them. Keep them on this computer's own "
            "disk, and only the backups there (Settings, Backups)."
        ),
    )
    SHARED = (
        "shared",
        N_(
            "The data lie on a share of the network: when it fails, or two computers write, they "
            "can be damaged. Keep them on this computer's own disk, and only the backups there "
            "(Settings, Backups)."
        ),
    )
