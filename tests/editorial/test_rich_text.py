"""Empty rich text is stored as an empty string."""

import json

import pytest

from interviews.models import InterviewPage


def content(*texts):
    blocks = [
        {"key": f"k{number}", "text": text, "type": "unstyled", "depth": 0}
        | {"inlineStyleRanges": [], "entityRanges": []}
        for number, text in enumerate(texts)
    ]
    return json.dumps({"blocks": blocks, "entityMap": {}})


@pytest.mark.parametrize("submitted", ["null", "", content(""), content("", "")])
def test_empty_content_is_stored_as_empty_string(submitted):
    widget = InterviewPage._meta.get_field("transcript").formfield().widget
    assert widget.value_from_datadict({"transcript": submitted}, {}, "transcript") == ""


def test_text_is_stored_unchanged():
    widget = InterviewPage._meta.get_field("transcript").formfield().widget
    html = widget.value_from_datadict({"transcript": content("", "Words")}, {}, "transcript")
    assert "Words" in html
