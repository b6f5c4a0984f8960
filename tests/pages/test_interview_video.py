"""A filmed interview needs a transcript."""

import pytest
from django.core.exceptions import ValidationError

from interviews.models import InterviewPage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("transcript", ["", "<p>She says: two boxes.</p>"])
def test_video_requires_a_transcript(hub, transcript):
    page = InterviewPage.objects.get(pk=hub.interview.pk)
    page.video_url, page.transcript = "https://www.youtube.com/watch?v=dQw4w9WgXcQ", transcript
    try:
        page.clean()
        errors = {}
    except ValidationError as invalid:
        errors = invalid.message_dict
    assert ("transcript" in errors) == (not transcript)
