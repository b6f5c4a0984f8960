"""What looks like spam is set aside, and never dropped in silence; people are let through."""

import base64
import hashlib
import json

import pytest

from networks.enums import RequestStatus
from networks.join_forms.form_token import TOKEN_FIELD
from networks.join_forms.spam import HONEYPOT_FIELD, IP_SUSPICION_LIMIT, PROOF_FIELD
from networks.models import JoinRequest
from outbox.models import Notification
from tests.networks.join_request_client import (
    ANSWERS,
    JOIN_URL,
    challenge_of,
    filled_form,
    token_aged,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ({HONEYPOT_FIELD: "https://pills.example"}, "people do not see"),
        ({"seconds": 0}, "answered within"),
    ],
)
def test_suspected_spam_is_quarantined_with_reason_and_same_response(
    visitor, psmn, organiser, how, why
):
    response = visitor.post(JOIN_URL, filled_form(visitor, **how))
    assert response.url == "/networks/psmn/join/thanks/"
    request = JoinRequest.objects.get()
    assert request.status == RequestStatus.QUARANTINED
    assert why in request.spam_reasons
    assert not Notification.objects.exists()


def test_many_requests_from_one_ip_are_quarantined_without_proof_of_work(visitor, psmn):
    for number in range(22):
        visitor.post(JOIN_URL, filled_form(visitor, e_mail_address=f"p{number}@trust.example"))
    suspected = JoinRequest.objects.filter(status=RequestStatus.QUARANTINED)
    assert suspected.count() == 2

    response = visitor.get(JOIN_URL)
    sent = ANSWERS | {TOKEN_FIELD: token_aged(40)(response), PROOF_FIELD: do_the_work(response)}
    visitor.post(JOIN_URL, sent)
    assert suspected.count() == 2
    assert JoinRequest.objects.count() == 23


def test_twenty_requests_from_one_ip_are_accepted_without_javascript(visitor, psmn):
    for number in range(20):
        visitor.post(JOIN_URL, filled_form(visitor, e_mail_address=f"p{number}@trust.example"))
    assert JoinRequest.objects.filter(status=RequestStatus.WAITING).count() == 20


def test_proof_of_work_for_another_form_token_is_ignored(visitor, psmn):
    done = do_the_work(visitor.get(JOIN_URL))
    for number in range(21):
        changes = {"e_mail_address": f"p{number}@trust.example", PROOF_FIELD: done}
        visitor.post(JOIN_URL, filled_form(visitor, **changes))
    assert JoinRequest.objects.filter(status=RequestStatus.QUARANTINED).count() == 1


def do_the_work(response) -> str:
    """Find the number, as the script in the browser does."""
    work = challenge_of(response)
    for number in range(work["maxNumber"] + 1):
        tried = hashlib.sha256(f"{work['salt']}{number}".encode()).hexdigest()
        if tried == work["challenge"]:
            done = {name: work[name] for name in ("algorithm", "challenge", "salt", "signature")}
            return base64.b64encode(json.dumps(done | {"number": number}).encode()).decode()
    raise AssertionError("The work cannot be done.")


DEEP = "W1tb" * 490  # lists within lists


@pytest.mark.parametrize("work", ["x", "e30=", "bnVsbA==", "W10=", DEEP, "A" * 5000, "\0", "é"])
def test_malformed_proof_of_work_raises_no_error(visitor, psmn, work):
    for _ in range(20):
        IP_SUSPICION_LIMIT.record("127.0.0.1")  # so many came from there that the work is looked at
    assert visitor.post(JOIN_URL, filled_form(visitor, **{PROOF_FIELD: work})).status_code == 302
    assert "Many came from the same place" in JoinRequest.objects.get().spam_reasons
