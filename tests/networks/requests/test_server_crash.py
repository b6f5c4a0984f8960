"""Join requests survive kills of the server: none is lost or stored twice."""

from pathlib import Path

import pytest

from tests.networks.requests.server_crash import errors, run


@pytest.mark.soak
def test_each_confirmed_visitor_has_one_request_and_one_notification(tmp_path: Path) -> None:
    outcome = run(f"sqlite:///{tmp_path}/hub.sqlite3", requests=60, kills=4)
    assert len(outcome.confirmed) == 60
    assert outcome.kills == 4
    assert not errors(outcome), "\n".join(errors(outcome))
