"""Long answers and retention times: stored whole, or refused with a field error."""

import pytest

from networks.models import JoinField, JoinRequest
from tests.networks.join_request_client import JOIN_URL, filled_form


def test_too_long_email_is_a_field_error(visitor, psmn):
    form_data = filled_form(visitor, e_mail_address=f"{'a' * 60}@{'b.' * 120}example")
    response = visitor.post(JOIN_URL, form_data)
    assert response.status_code == 422
    assert "at most 254 characters" in response.content.decode()


def test_long_name_is_stored_whole_in_the_answers(visitor, psmn):
    JoinField.objects.filter(meaning="name").update(field_type="multiline")
    assert visitor.post(JOIN_URL, filled_form(visitor, your_name="J" * 300)).status_code == 302
    request = JoinRequest.objects.get()
    assert request.answers[0]["value"] == "J" * 300
    assert request.name == "J" * 255


@pytest.mark.parametrize("months", [1, 120])
def test_request_expires_after_the_retention_months(visitor, psmn, join_form, months):
    join_form.retention_months = months
    join_form.full_clean(exclude=["slug"])
    join_form.save()
    visitor.post(JOIN_URL, filled_form(visitor))
    request = JoinRequest.objects.get()
    assert (request.expires_on - request.created_at.date()).days > 27 * months
