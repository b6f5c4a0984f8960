"""What is asked for is deleted while somebody answers, and what was asked lapses meanwhile."""

import pytest

from networks.join_forms import views
from networks.models import JoinRequest, Network
from networks.requests import services
from tests.networks.join_forms.conftest import ASK, fill_in


@pytest.mark.django_db(transaction=True)
def test_a_network_deleted_while_an_answer_is_kept_gives_the_words_back(visitor, psmn, monkeypatch):
    sent = fill_in(visitor)
    ask = views.spam_reasons

    def delete_meanwhile(*said):
        Network.objects.filter(pk=psmn.pk).delete()
        return ask(*said)

    monkeypatch.setattr(views, "reasons", delete_meanwhile)
    late = visitor.post(ASK, sent)
    assert late.status_code == 404
    assert "I look after incident reviews." in late.content.decode()
    assert not JoinRequest.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "act",
    [
        services.claim_request,
        services.accept_request,
        services.settle_request,
        services.send_personal_data_link,
    ],
)
def test_a_request_that_lapsed_a_moment_ago_is_too_late(asked, organiser, act):
    JoinRequest.objects.filter(pk=asked.pk).delete()
    with pytest.raises(services.StaleRequestError):
        act(asked, organiser.user)
