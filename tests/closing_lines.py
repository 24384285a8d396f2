"""The closing lines of a test run: how many tests and skips, the ten slowest; no skip under CI."""

from __future__ import annotations

import os
from collections import Counter

import pytest

SLOWEST = 10


def _skips_forbidden() -> bool:
    return os.environ.get("CI", "").lower() not in ("", "0", "false")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run under CI that skipped something."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or hasattr(session.config, "workerinput"):
        return
    if reporter.stats.get("skipped") and _skips_forbidden() and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Count and name."""
    reports = [
        report
        for outcome in ("passed", "failed", "error", "skipped", "xfailed")
        for report in terminalreporter.stats.get(outcome, [])
    ]
    seconds: Counter[str] = Counter()
    for group in terminalreporter.stats.values():
        for report in group:
            if isinstance(report, pytest.TestReport):
                seconds[report.nodeid] += report.duration
    terminalreporter.section("closing lines")
    for test, spent in seconds.most_common(SLOWEST):
        terminalreporter.line(f"{spent:7.2f} s  {test}")
    skipped = len(terminalreporter.stats.get("skipped", []))
    tests = len({report.nodeid for report in reports})
    terminalreporter.line(f"{tests} tests, {skipped} skipped")
    if skipped and _skips_forbidden():
        terminalreporter.line("CI is set: a skipped test is a failure", red=True)
