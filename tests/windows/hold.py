"""Holds a file as Excel does, under Wine, until it is ended: hold.py FILE."""

from __future__ import annotations

import ctypes
import sys

READ_AND_WRITE, OTHERS_MAY_READ, THAT_IS_THERE, PLAIN = 0xC0000000, 1, 3, 0x80

handle = ctypes.windll.kernel32.CreateFileW(  # type: ignore[attr-defined]
    sys.argv[-1], READ_AND_WRITE, OTHERS_MAY_READ, None, THAT_IS_THERE, PLAIN, None
)
print("held" if handle not in (-1, 0xFFFFFFFF) else "not held", flush=True)
sys.stdin.read()
