"""Counts the outcomes of a pytest run, for the summary over both databases.

A plugin: `pytest -p tests.outcome_counts --outcome-counts FILE` writes the counts as JSON.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

WORST_FIRST = ("failed", "skipped", "passed")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option for the output file."""
    parser.addoption("--outcome-counts", type=Path, help="The file to write the counts to.")


def pytest_configure(config: pytest.Config) -> None:
    """Count in the process that receives all reports, not in its xdist workers."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(OutcomeCounts(config.getoption("outcome_counts")))


class OutcomeCounts:
    """The outcome of each test: the worst of its setup, call and teardown."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.outcomes: dict[str, str] = {}
        self.browser_tests: set[str] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Record one phase of one test."""
        before = self.outcomes.get(report.nodeid, "passed")
        self.outcomes[report.nodeid] = min(before, report.outcome, key=WORST_FIRST.index)
        if "browser" in dict(report.user_properties):
            self.browser_tests.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        """Write the counts."""
        counts = Counter(self.outcomes.values())
        run = [test for test in self.browser_tests if self.outcomes[test] != "skipped"]
        self.file.write_text(json.dumps(counts | Counter(browser=len(run))))
