"""The checksum that the header of a Windows file must say."""

from __future__ import annotations

import struct
from pathlib import Path

from bundling.binaries import checksum, header_checksum, is_windows_program, set_checksum

HEADER = 0x80


def program(length: int = 1001, said: int = 0) -> bytes:
    """As little of a Windows file as has a checksum; of odd length, as some are."""
    content = bytearray(b"MZ" + bytes(range(256)) * 4)[:length]
    struct.pack_into("<I", content, 0x3C, HEADER)
    struct.pack_into("<I", content, HEADER + 88, said)
    return bytes(content)


def by_the_book(content: bytes) -> int:
    """Words of 16 bits added with what is carried, then the length: ImageHlp's own way."""
    blank = bytearray(content)
    blank[HEADER + 88 : HEADER + 92] = bytes(4)
    blank += bytes(len(blank) % 2)
    total = 0
    for (word,) in struct.iter_unpack("<H", blank):
        total += word
        total = (total & 0xFFFF) + (total >> 16)
    return total + len(content)


def test_it_is_the_one_that_windows_works_out():
    for length in (1000, 1001, 1002, 1003):
        assert checksum(program(length)) == by_the_book(program(length))
        assert checksum(program(length, said=77)) == by_the_book(program(length))


def test_a_wrong_one_is_put_right_and_nothing_else_is_touched(tmp_path: Path):
    file = tmp_path / "a.exe"
    file.write_bytes(program(said=77))
    set_checksum(file)
    content = file.read_bytes()
    assert header_checksum(content) == checksum(content)
    assert content[: HEADER + 88] == program()[: HEADER + 88]
    assert content[HEADER + 92 :] == program()[HEADER + 92 :]
    assert is_windows_program(file)
