"""Suspected spam is quarantined, never discarded; requests of people are accepted."""

import base64
import hashlib
import json

import pytest

from accounts.form_token import TOKEN_FIELD
from networks.enums import RequestStatus
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
    ("changes", "reason"),
    [
        ({HONEYPOT_FIELD: "https://pills.example"}, "hidden field"),
        ({"seconds": 0}, "sent within"),
    ],
)
def test_suspected_spam_is_quarantined_with_reason_and_same_response(
    visitor, psmn, organiser, changes, reason
):
    response = visitor.post(JOIN_URL, filled_form(visitor, **changes))
    assert response.url == "/networks/psmn/join/thanks/"
    request = JoinRequest.objects.get()
    assert request.status == RequestStatus.QUARANTINED
    assert reason in request.spam_reasons
    assert not Notification.objects.exists()


def count_requests_from_this_ip(number: int) -> None:
    """Count requests from the IP address of the test client, as if it had submitted them."""
    for _ in range(number):
        IP_SUSPICION_LIMIT.record("127.0.0.1")


def test_many_requests_from_one_ip_are_quarantined_without_proof_of_work(visitor, psmn):
    count_requests_from_this_ip(18)
    for number in range(4):
        visitor.post(JOIN_URL, filled_form(visitor, e_mail_address=f"p{number}@trust.example"))
    suspected = JoinRequest.objects.filter(status=RequestStatus.QUARANTINED)
    assert suspected.count() == 2

    response = visitor.get(JOIN_URL)
    form_data = ANSWERS | {
        TOKEN_FIELD: token_aged(40)(response),
        PROOF_FIELD: solve_challenge(response),
    }
    visitor.post(JOIN_URL, form_data)
    assert suspected.count() == 2
    assert JoinRequest.objects.count() == 5


@pytest.mark.soak
def test_twenty_requests_from_one_ip_are_accepted_without_javascript(visitor, psmn):
    for number in range(20):
        visitor.post(JOIN_URL, filled_form(visitor, e_mail_address=f"p{number}@trust.example"))
    assert JoinRequest.objects.filter(status=RequestStatus.WAITING).count() == 20


def test_proof_of_work_for_another_form_token_is_ignored(visitor, psmn):
    solution = solve_challenge(visitor.get(JOIN_URL))
    count_requests_from_this_ip(20)
    visitor.post(JOIN_URL, filled_form(visitor, **{PROOF_FIELD: solution}))
    assert JoinRequest.objects.get().status == RequestStatus.QUARANTINED


def solve_challenge(response) -> str:
    """Return the solution of a challenge, as the script in the browser finds it."""
    challenge = challenge_of(response)
    for number in range(challenge["maxNumber"] + 1):
        digest = hashlib.sha256(f"{challenge['salt']}{number}".encode()).hexdigest()
        if digest == challenge["challenge"]:
            solution = {
                name: challenge[name] for name in ("algorithm", "challenge", "salt", "signature")
            }
            return base64.b64encode(json.dumps(solution | {"number": number}).encode()).decode()
    raise AssertionError("The challenge has no solution.")


NESTED_JSON = "W1tb" * 490  # nested lists


MALFORMED_PROOFS = ["x", "e30=", "bnVsbA==", "W10=", NESTED_JSON, "A" * 5000, "\0", "é"]


def test_malformed_proof_of_work_raises_no_error(visitor, psmn):
    count_requests_from_this_ip(20)  # so that the proof of work is checked
    form_data = filled_form(visitor)
    for number, proof in enumerate(MALFORMED_PROOFS):
        changes = {"e_mail_address": f"p{number}@trust.example", PROOF_FIELD: proof}
        assert visitor.post(JOIN_URL, form_data | changes).status_code == 302, proof
        request = JoinRequest.objects.latest("pk")
        assert request.email == changes["e_mail_address"]
        assert "Many forms came from the same internet connection" in request.spam_reasons, proof
