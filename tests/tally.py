"""Counts what a run of pytest came to, for whoever sums up over both databases.

A plugin: `pytest -p tests.tally --tally FILE` writes the counts to the file as JSON.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

FROM_BAD_TO_GOOD = ("failed", "skipped", "passed")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Ask where to write."""
    parser.addoption("--tally", type=Path, help="The file to write the counts to, as JSON.")


def pytest_configure(config: pytest.Config) -> None:
    """Count in the process that hears of every test, not in those that run them for it."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Tally(config.getoption("tally")))


class Tally:
    """What became of each test: the worst of its setting up, its run and its clearing away."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.came_to: dict[str, str] = {}
        self.in_browser: set[str] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Hear of one part of one test."""
        so_far = self.came_to.get(report.nodeid, "passed")
        self.came_to[report.nodeid] = min(so_far, report.outcome, key=FROM_BAD_TO_GOOD.index)
        if "browser" in dict(report.user_properties):
            self.in_browser.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        """Write the counts."""
        counts = Counter(self.came_to.values())
        ran = [one for one in self.in_browser if self.came_to[one] != "skipped"]
        self.file.write_text(json.dumps(counts | Counter(browser=len(ran))))
