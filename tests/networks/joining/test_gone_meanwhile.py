"""What is asked for is deleted while somebody answers, and what was asked lapses meanwhile."""

import pytest

from networks.joining import views
from networks.models import JoinRequest, Network
from networks.requests import acts
from tests.networks.joining.conftest import ASK, fill_in


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_network_deleted_while_an_answer_is_kept_gives_the_words_back(visitor, psmn, monkeypatch):
    sent = fill_in(visitor)
    ask = views.reasons

    def delete_meanwhile(*said):
        Network.objects.filter(pk=psmn.pk).delete()
        return ask(*said)

    monkeypatch.setattr(views, "reasons", delete_meanwhile)
    late = visitor.post(ASK, sent)
    assert late.status_code == 404
    assert "I look after incident reviews." in late.content.decode()
    assert not JoinRequest.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("act", [acts.take, acts.accept, acts.settle, acts.send_copy])
def test_a_request_that_lapsed_a_moment_ago_is_too_late(asked, organiser, act):
    JoinRequest.objects.filter(pk=asked.pk).delete()
    with pytest.raises(acts.TooLate):
        act(asked, organiser.user)
