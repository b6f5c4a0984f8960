"""Posts survive kills of the server: none that was confirmed is lost, none is stored twice."""

import shutil
from pathlib import Path

import pytest

from tests import template_database
from tests.community.server_crash import run


@pytest.mark.soak
def test_each_confirmed_post_is_stored_once(tmp_path: Path) -> None:
    database = tmp_path / "hub.sqlite3"
    shutil.copyfile(template_database.sqlite_template(), database)
    outcome = run(f"sqlite:///{database}", posts=60, kills=6)
    assert outcome.kills == 6
    assert len(outcome.confirmed) == 60
    assert outcome.stored == dict.fromkeys(sorted(outcome.confirmed), 1)
    assert outcome.positions == list(range(1, 61))
    assert outcome.last_position == 60
