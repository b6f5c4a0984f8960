"""A server that dies in the middle loses no request and doubles none."""

from pathlib import Path

import pytest

from tests.networks.join_forms.server_crash import faults, run


@pytest.mark.soak
def test_who_was_thanked_has_one_request_and_one_notice(tmp_path: Path) -> None:
    outcome = run(f"sqlite:///{tmp_path}/hub.sqlite3", requests=60, kills=4)
    assert len(outcome.thanked) == 60
    assert outcome.kills == 4
    assert not faults(outcome), "\n".join(faults(outcome))
