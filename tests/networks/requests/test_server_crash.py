"""Join requests survive kills of the server: none is lost or stored twice."""

import shutil
from pathlib import Path

import pytest

from tests import template_database
from tests.networks.requests.server_crash import errors, run


@pytest.mark.soak
def test_each_confirmed_visitor_has_one_request_notification_and_acknowledgement(
    tmp_path: Path,
) -> None:
    database = tmp_path / "hub.sqlite3"
    shutil.copyfile(template_database.sqlite_template(), database)
    outcome = run(f"sqlite:///{database}", requests=60, kills=4)
    assert len(outcome.confirmed) == 60
    assert outcome.kills == 4
    assert not errors(outcome), "\n".join(errors(outcome))
