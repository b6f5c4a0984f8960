"""An editor asks in whatever words they like: each question reaches the team with its answer."""

import re
from typing import Any

import pytest
from django.test import Client

from networks.enums import RequestStatus
from networks.models import JoinField, JoinForm, JoinRequest
from tests.networks.join_request_client import token_aged

pytestmark = pytest.mark.django_db
ADDRESS = "/networks/forms/speak/"


@pytest.fixture
def form() -> JoinForm:
    """A form that asks for an e-mail address, so far."""
    form = JoinForm.objects.create(title="Speak", slug="speak", privacy="…", thank_you="…")
    JoinField.objects.create(form=form, label="Where we write to", field_type="email", sort_order=0)
    return form


def fill_in(shown: Any, words: str) -> dict[str, str]:
    """Fill in each field that people see, as a browser sends it: by its name, if it has one."""
    page = shown.content.decode()
    seen = re.findall(r'<input type="(?:text|email)" name="([^"]+)"', page)
    # Of two fields with one name, the hub hears the last.
    unseen = re.findall(r'<input (?:type="hidden"|id="id_trap") name="([^"]+)"', page)
    (showing,) = re.findall(r'type="hidden" name="([^"]+)" value="[^"]', page)
    sent = dict.fromkeys(seen, words) | dict.fromkeys(unseen, "")
    return sent | {showing: token_aged(40)(shown)}


@pytest.mark.parametrize(
    "label",
    [
        *("Website", "Your work", "Work", "Showing", "Questions", "Name", "Email", "Errors"),
        *("Data", "Is valid", "Cleaned data", "?", "…", "🙂" * 60, "ß" * 255),
    ],
)
def test_field_with_any_label_stores_its_answer(form, label):
    JoinField.objects.create(form=form, label=label, field_type="singleline", sort_order=1)
    visitor = Client()
    answer = visitor.post(ADDRESS, fill_in(visitor.get(ADDRESS), "jo@trust.example"))
    assert answer.status_code == 302
    request = JoinRequest.objects.get()
    assert request.status == RequestStatus.WAITING, request.spam_reasons
    assert [(one["label"], one["value"]) for one in request.answers] == [
        ("Where we write to", "jo@trust.example"),
        (label, "jo@trust.example"),
    ]
