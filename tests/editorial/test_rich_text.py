"""Rich text as submitted: empty text, and values that are no content state."""

import json

import pytest
from django import forms
from django.core.exceptions import ValidationError
from wagtail.rich_text import expand_db_html

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


BLOCK = {"key": "a", "text": "Words kept", "type": "unstyled", "depth": 0}
LINK = {"type": "LINK", "mutability": "MUTABLE"}
LINKED = [{"offset": 0, "length": 5, "key": 0}]


def state(entity=None, **block):
    blocks = [{**BLOCK, "inlineStyleRanges": [], "entityRanges": [], **block}]
    return {"blocks": blocks, "entityMap": {"0": entity} if entity else {}}


def linked(**data):
    return state({**LINK, "data": data}, entityRanges=LINKED)


INVALID = {
    "no JSON": "Words kept",
    "HTML": "<p>Words kept</p>",
    "deep JSON": '{"a":' * 5000,
    "number": 1,
    "text": "Words",
    "list": [],
    "blocks no list": {"blocks": {}, "entityMap": {}},
    "no entity map": {"blocks": [BLOCK], "entityMap": []},
    "block no object": {"blocks": ["Words kept"], "entityMap": {}},
    "text no text": state(text=1),
    "no type": state(type=None),
    "type no text": state(type=["unstyled"]),
    "key no text": state(key=[]),
    "depth no number": state(depth="x"),
    "deep list": state(type="unordered-list-item", depth=10**6),
    "negative depth": state(depth=-1),
    "styles no list": state(inlineStyleRanges="x"),
    "style no object": state(inlineStyleRanges=["BOLD"]),
    "style no text": state(inlineStyleRanges=[{"offset": 0, "length": 1, "style": []}]),
    "offset no number": state(inlineStyleRanges=[{"offset": "x", "length": 1, "style": "BOLD"}]),
    "offset out of range": state(inlineStyleRanges=[{"offset": 9, "length": 9, "style": "BOLD"}]),
    "negative length": state(inlineStyleRanges=[{"offset": 5, "length": -3, "style": "BOLD"}]),
    "unknown entity": state(entityRanges=LINKED),
    "entity no object": state("LINK", entityRanges=LINKED),
    "entity without data": state(LINK, entityRanges=LINKED),
    "entity out of range": linked(id=1)
    | state(entityRanges=[{"offset": 99, "length": 1, "key": 0}]),
    "id no number": linked(id="abc"),
    "empty id": linked(id=""),
    "oversized id": linked(id=10**20),
    "oversized id as text": linked(id="9" * 20),
    "negative id": linked(id=-1),
    "id of digits that are not ASCII": linked(id="\u0661"),
    "id no scalar": linked(id={"a": 1}),
    "link to nothing": linked(),
    "link to a list": linked(url=["https://a.example"]),
    "link with markup": linked(url="https://a.example", children=[1]),
    "crossing links": {
        "blocks": [
            {
                **BLOCK,
                "inlineStyleRanges": [],
                "entityRanges": [
                    {"offset": 0, "length": 5, "key": 0},
                    {"offset": 2, "length": 6, "key": 1},
                ],
            }
        ],
        "entityMap": {n: {**LINK, "data": {"url": "https://a.example"}} for n in ("0", "1")},
    },
}


@pytest.fixture(scope="module")
def field():
    widget = InterviewPage._meta.get_field("transcript").formfield().widget
    return forms.CharField(widget=widget)


@pytest.mark.parametrize("kind", INVALID)
def test_value_that_is_no_content_state_is_an_error_of_the_field(field, kind):
    content = INVALID[kind]
    submitted = content if isinstance(content, str) else json.dumps(content)
    value = field.widget.value_from_datadict({"body": submitted}, {}, "body")
    with pytest.raises(ValidationError, match="could not be read"):
        field.clean(value)
    shown = field.widget.format_value(value)
    assert ("Words kept" in shown) == ("Words kept" in submitted)


@pytest.mark.parametrize(
    "content",
    [
        linked(id=1),
        linked(id="1", url=None, parentId=2),
        linked(url="https://a.example"),
        state(text="😀😀", inlineStyleRanges=[{"offset": 0, "length": 4, "style": "BOLD"}]),
        state(inlineStyleRanges=[{"offset": 0, "length": 0, "style": "BOLD"}]),
        state({"type": "OTHER", "data": {}}, entityRanges=LINKED),
        state({"type": "DOCUMENT", "data": {}}, entityRanges=LINKED),
        state(type="another"),
    ],
)
def test_content_state_is_accepted_and_can_be_rendered(db, field, content):
    html = field.clean(
        field.widget.value_from_datadict({"body": json.dumps(content)}, {}, "body") or "none"
    )
    expand_db_html(html)
    json.loads(field.widget.format_value(html))


def test_half_a_surrogate_pair_is_removed(field):
    submitted = json.dumps(state(text="Words\ud83d"))
    assert ">Words<" in field.widget.value_from_datadict({"body": submitted}, {}, "body")
