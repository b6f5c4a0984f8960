"""What is asked for is deleted while somebody answers, and what was asked lapses meanwhile."""

import pytest

from networks.models import JoinRequest, Network
from networks.requests import services
from networks.requests import submission_views as views
from tests.networks.join_request_client import JOIN_URL, filled_form


@pytest.mark.django_db(transaction=True)
def test_network_deleted_during_submission_returns_the_answers(visitor, psmn, monkeypatch):
    sent = filled_form(visitor)
    ask = views.spam_reasons

    def delete_meanwhile(*said):
        Network.objects.filter(pk=psmn.pk).delete()
        return ask(*said)

    monkeypatch.setattr(views, "spam_reasons", delete_meanwhile)
    late = visitor.post(JOIN_URL, sent)
    assert late.status_code == 404
    assert "I look after incident reviews." in late.content.decode()
    assert not JoinRequest.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "decide",
    [
        services.claim_request,
        services.accept_request,
        services.settle_request,
        services.send_personal_data_link,
    ],
)
def test_decision_on_a_purged_request_is_stale(join_request, organiser, decide):
    JoinRequest.objects.filter(pk=join_request.pk).delete()
    with pytest.raises(services.StaleRequestError):
        decide(join_request, organiser.user)
