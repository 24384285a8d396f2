"""What programs and libraries of Windows and Linux say of themselves: what they need and offer.

binutils reads both; only the checksum in the header of a Windows file is ours to set.
"""

from __future__ import annotations

import re
import struct
from array import array
from pathlib import Path

from bundling.tools import run

# For mingw's linker: no times, and no address made up from where the file happens to be written.
SAME_BYTES = ("-Wl,--no-insert-timestamp", "-Wl,--image-base=0x180000000")
_NEEDED = re.compile(r"^\s*(?:NEEDED|DLL Name:)\s+(\S+)", re.MULTILINE)
_EXPORTED = re.compile(r"^\s+\[\s*\d+\]\s+(\w+)$", re.MULTILINE)
_HEADER_AT, _CHECKSUM_IN_HEADER = 0x3C, 24 + 64


def needed_libraries(file: Path) -> list[str]:
    """The libraries a file names as needed."""
    return _NEEDED.findall(run([_objdump(file), "-p", file]))


def exported_names(library: Path) -> list[str]:
    """The names a library of Windows offers."""
    told = run([_objdump(library), "-p", library])
    _before, _, table = told.partition("[Ordinal/Name Pointer] Table")
    return sorted(set(_EXPORTED.findall(table.split("\n\n")[0])))


def is_windows_program(file: Path) -> bool:
    """Whether a file is a program or library of Windows."""
    with file.open("rb") as content:
        return content.read(2) == b"MZ"


def checksum(content: bytes) -> int:
    """The checksum of a Windows file as its header should say it."""
    at = _checksum_at(content)
    blank = bytearray(content)
    blank[at : at + 4] = bytes(4)
    blank += bytes(-len(blank) % 4)
    words = array("I", bytes(blank))
    total = sum(words)
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return total + len(content)


def header_checksum(content: bytes) -> int:
    """The checksum that the header says."""
    return int(struct.unpack_from("<I", content, _checksum_at(content))[0])


def set_checksum(file: Path) -> None:
    """Make the header of a Windows file say its checksum.

    Virus scanners mistrust a wrong one. No signature covers it.
    """
    content = bytearray(file.read_bytes())
    right = checksum(bytes(content))
    if header_checksum(bytes(content)) != right:
        struct.pack_into("<I", content, _checksum_at(content), right)
        file.write_bytes(content)


def _checksum_at(content: bytes | bytearray) -> int:
    return int(struct.unpack_from("<I", content, _HEADER_AT)[0]) + _CHECKSUM_IN_HEADER


def _objdump(file: Path) -> str:
    return "x86_64-w64-mingw32-objdump" if is_windows_program(file) else "objdump"
