"""Fixtures of join forms, shared with the tests of join requests."""

from tests.networks.requests.conftest import (
    join_form,
    join_request,
    organiser,
    other_request,
    psmn,
    visitor,
)

__all__ = ["join_form", "join_request", "organiser", "other_request", "psmn", "visitor"]
