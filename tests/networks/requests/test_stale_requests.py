"""Networks deleted during a submission, and requests purged before a decision."""

import pytest

from networks.models import JoinRequest, Network
from networks.requests import services
from networks.requests import submission_views as views
from tests.networks.join_request_client import JOIN_URL, filled_form


@pytest.mark.django_db(transaction=True)
def test_network_deleted_during_submission_returns_the_answers(visitor, psmn, monkeypatch):
    form_data = filled_form(visitor)
    spam_reasons = views.spam_reasons

    def delete_network_first(*arguments):
        Network.objects.filter(pk=psmn.pk).delete()
        return spam_reasons(*arguments)

    monkeypatch.setattr(views, "spam_reasons", delete_network_first)
    response = visitor.post(JOIN_URL, form_data)
    assert response.status_code == 404
    assert "I look after incident reviews." in response.content.decode()
    assert not JoinRequest.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "decide",
    [
        services.claim_request,
        services.accept_request,
        services.close_request,
        services.send_personal_data_link,
    ],
)
def test_decision_on_a_purged_request_is_stale(join_request, organiser, decide):
    JoinRequest.objects.filter(pk=join_request.pk).delete()
    with pytest.raises(services.StaleRequestError):
        decide(join_request, organiser.user)
