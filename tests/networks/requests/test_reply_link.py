"""A reply link opens while its request is undecided."""

import pytest

from networks.enums import RequestStatus
from networks.requests.replies import renew_reply_link, request_for_token


@pytest.mark.parametrize("status", [RequestStatus.ACCEPTED, RequestStatus.DECLINED])
def test_reply_link_of_a_settled_request_does_not_open(join_request, visitor, status):
    token = renew_reply_link(join_request)
    join_request.save()
    assert request_for_token(token) == join_request
    join_request.status = status
    join_request.save()
    assert visitor.get(f"/networks/requests/{token}/").status_code == 404
