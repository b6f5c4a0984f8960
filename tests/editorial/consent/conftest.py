"""An interview that was published with everyone's agreement."""

import pytest
from wagtail.models import Page

from tests.editorial.consent.sign_off_helpers import publish_with_agreement
from tests.snapshots import snapshot


@pytest.fixture
@snapshot
def answered_links(at_sign_off, people, as_user) -> list[str]:
    """Publish the interview; return the links by which both interviewees agreed."""
    return publish_with_agreement(at_sign_off, people, as_user)


@pytest.fixture
def published(at_sign_off, answered_links) -> Page:
    """The interview, published with the agreement of both interviewees."""
    return Page.objects.get(pk=at_sign_off.pk)
