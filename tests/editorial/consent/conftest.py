"""The interview with everyone's agreement, and published."""

import pytest
from wagtail.models import Page

from tests.editorial.consent.sign_off_helpers import agree_by_link, request_sign_off_path
from tests.editorial.editor_actions import decide
from tests.snapshots import snapshot


@pytest.fixture
@snapshot
def answered_links(at_sign_off) -> list[str]:
    """Let both interviewees agree, each by a link; return the links."""
    links = [request_sign_off_path(at_sign_off, number) for number in (0, 1)]
    for link in links:
        agree_by_link(link)
    return links


@pytest.fixture
@snapshot
def published(at_sign_off, answered_links, people, as_user) -> Page:
    """The interview, published with the agreement of both interviewees."""
    decide(as_user(people.reviewer), at_sign_off, "approve")
    page = Page.objects.get(pk=at_sign_off.pk)
    assert page.live
    return page
