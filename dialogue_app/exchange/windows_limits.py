"""Windows' limits for the process that reads a file, set from outside: `child.hold` is for Linux.

A job object ends it beyond its memory, and when this program ends, however it ends. Where a job
does not hold (Wine), whoever waits for the answer looks at the memory, too.
"""

from __future__ import annotations

import sys
from typing import Self

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _EXTENDED_LIMITS = 9
    _PROCESS_TIME, _ACTIVE_PROCESS, _PROCESS_MEMORY = 0x2, 0x8, 0x100
    _DIE_ON_UNHANDLED, _KILL_ON_CLOSE = 0x400, 0x2000
    _FLAGS = _PROCESS_TIME | _ACTIVE_PROCESS | _PROCESS_MEMORY | _DIE_ON_UNHANDLED | _KILL_ON_CLOSE
    _TERMINATE, _READ_MEMORY, _SET_QUOTA, _QUERY = 0x1, 0x10, 0x100, 0x400
    _TICKS = 10_000_000  # of 100 nanoseconds in a second
    _kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    _kernel.CreateJobObjectW.restype = wintypes.HANDLE
    _kernel.OpenProcess.restype = wintypes.HANDLE

    class _BasicLimits(ctypes.Structure):
        _fields_ = (
            ("process_time", wintypes.LARGE_INTEGER),
            ("job_time", wintypes.LARGE_INTEGER),
            ("flags", wintypes.DWORD),
            ("minimum_working_set", ctypes.c_size_t),
            ("maximum_working_set", ctypes.c_size_t),
            ("active_processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
        )

    class _Limits(ctypes.Structure):
        _fields_ = (
            ("basic", _BasicLimits),
            ("counted", ctypes.c_ulonglong * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process_memory", ctypes.c_size_t),
            ("peak_job_memory", ctypes.c_size_t),
        )

    class _MemoryCounters(ctypes.Structure):
        _fields_ = (
            ("size", wintypes.DWORD),
            ("page_faults", wintypes.DWORD),
            ("peak_working_set", ctypes.c_size_t),
            ("working_set", ctypes.c_size_t),
            ("pools", ctypes.c_size_t * 4),
            ("committed", ctypes.c_size_t),
            ("peak_committed", ctypes.c_size_t),
        )

    class Job:
        """A job object that the process of one number is put into."""

        def __init__(self, process: int, memory: int, seconds: int) -> None:
            rights = _TERMINATE | _READ_MEMORY | _SET_QUOTA | _QUERY
            self._process = wintypes.HANDLE(_kernel.OpenProcess(rights, False, process))
            self._memory = memory
            self._handle = wintypes.HANDLE(_kernel.CreateJobObjectW(None, None))
            limits = _Limits(process_memory=memory)
            limits.basic.process_time = seconds * _TICKS
            limits.basic.active_processes = 1
            limits.basic.flags = _FLAGS
            _kernel.SetInformationJobObject(
                self._handle, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)
            )
            _kernel.AssignProcessToJobObject(self._handle, self._process)

        def is_over(self) -> bool:
            """Whether the process has taken more memory than it may."""
            counters = _MemoryCounters(size=ctypes.sizeof(_MemoryCounters))
            told = _kernel.K32GetProcessMemoryInfo(
                self._process, ctypes.byref(counters), ctypes.sizeof(counters)
            )
            return bool(told) and counters.committed > self._memory

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_error: object) -> None:
            _kernel.CloseHandle(self._handle)
            _kernel.CloseHandle(self._process)
