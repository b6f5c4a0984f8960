"""An empty field of rich text is nothing, however the editor sends it."""

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


@pytest.mark.parametrize("sent", ["null", "", content(""), content("", "")])
def test_nothing_is_stored_as_nothing(sent):
    widget = InterviewPage._meta.get_field("transcript").formfield().widget
    assert widget.value_from_datadict({"transcript": sent}, {}, "transcript") == ""


def test_words_are_stored_as_they_were_written():
    widget = InterviewPage._meta.get_field("transcript").formfield().widget
    html = widget.value_from_datadict({"transcript": content("", "Words")}, {}, "transcript")
    assert "Words" in html
