"""Fields with any label: the answer is stored, also where the label resembles a field name."""

import re
from typing import Any

import pytest
from django.test import Client

from networks.enums import RequestStatus
from networks.models import JoinField, JoinForm, JoinRequest
from tests.networks.join_request_client import token_aged

pytestmark = pytest.mark.django_db
FORM_URL = "/networks/forms/speak/"


@pytest.fixture
def form() -> JoinForm:
    """A form with a field for the email address."""
    form = JoinForm.objects.create(title="Speak", slug="speak", privacy="…", thank_you="…")
    JoinField.objects.create(form=form, label="Where we write to", field_type="email", sort_order=0)
    return form


def filled_fields(response: Any, value: str) -> dict[str, str]:
    """Return form data with a value in each visible field, as a browser submits it."""
    page = response.content.decode()
    visible = re.findall(r'<input type="(?:text|email)" name="([^"]+)"', page)
    # Of two fields with one name, Django reads the last.
    hidden = re.findall(r'<input (?:type="hidden"|id="id_trap") name="([^"]+)"', page)
    (token_field,) = re.findall(r'type="hidden" name="([^"]+)" value="[^"]', page)
    form_data = dict.fromkeys(visible, value) | dict.fromkeys(hidden, "")
    return form_data | {token_field: token_aged(40)(response)}


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
    response = visitor.post(FORM_URL, filled_fields(visitor.get(FORM_URL), "jo@trust.example"))
    assert response.status_code == 302
    request = JoinRequest.objects.get()
    assert request.status == RequestStatus.WAITING, request.spam_reasons
    assert [(one["label"], one["value"]) for one in request.answers] == [
        ("Where we write to", "jo@trust.example"),
        (label, "jo@trust.example"),
    ]
