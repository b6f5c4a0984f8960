"""Text that XML, email or JSON cannot hold is cleaned on entry and never breaks output."""

from io import BytesIO

import pytest
from defusedxml import ElementTree
from django import forms
from django.core.exceptions import ValidationError
from openpyxl import load_workbook
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.blocks import CharBlock

from library.text_cleaning import remove_unstorable
from pages.models import BlogPage
from tests import factories as make

FLAG = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
NAMES = {
    "Z\u200bo\u00ad\u202eë\u2066\ufeff": "Zoë",
    "\u3164Ann\u115f \U000e0041Lee": "Ann Lee",
    "A\x00\x0b\x1b\ufffe\ud800B": "AB",
    "می\u200cخواهم": "می\u200cخواهم",
    "👩🏽\u200d⚕️": "👩🏽\u200d⚕️",
    "a\u200db": "ab",
    FLAG: FLAG,
}


@pytest.mark.parametrize("typed", NAMES)
@pytest.mark.same_on_both
def test_names_are_cleaned_in_forms_and_blocks(typed):
    assert forms.CharField().clean(typed) == NAMES[typed]
    assert CharBlock().clean(typed) == NAMES[typed]


@pytest.mark.same_on_both
def test_body_texts_keep_what_shows_and_what_directs():
    field = forms.CharField(widget=forms.Textarea)
    assert (
        field.clean("One\r\n\ttwo \u2067שלום\u2069\x00\x1f\uffff")
        == "One\r\n\ttwo \u2067שלום\u2069"
    )
    rich = forms.CharField(widget=DraftailRichTextArea())
    assert rich.clean("<p>One\x0c\ud83d\ude00</p>") == "<p>One😀</p>"


@pytest.mark.parametrize("typed", ["\u200b", "\u3164 \u2800", "\x00", "\u202e\u00ad"])
@pytest.mark.same_on_both
def test_only_invisible_characters_are_no_name(typed):
    with pytest.raises(ValidationError, match="required"):
        forms.CharField().clean(typed)


@pytest.mark.same_on_both
def test_email_addresses_are_cleaned_and_can_be_encoded():
    assert forms.EmailField().clean("z\u200boe\u200d@hub\u00ad.example\u2060") == "zoe@hub.example"
    for typed in ("zoë@hub.example", f"zoe@{'ü' * 60}.example", "zoe@\u200b"):
        with pytest.raises(ValidationError):
            forms.EmailField().clean(typed)


@pytest.mark.same_on_both
def test_tags_without_a_flag_are_removed_at_once():
    # A loop over the text for each character would take a minute.
    assert forms.CharField(required=False).clean("\U000e0041" * 600_000) == ""


@pytest.mark.same_on_both
def test_text_is_valid_xml_after_cleaning():
    everything = "".join(map(chr, range(0x11000)))
    text = remove_unstorable(everything).replace("&", "").replace("<", "").replace(">", "")
    assert len(ElementTree.fromstring(f"<a>{text}</a>").text) > 60_000


@pytest.mark.django_db
def test_one_bad_entry_breaks_no_output_and_ids_survive_a_new_address(client, admin):
    hub = make.make_hub()
    make.make_blog(hub.blogs, "A near miss")
    blog = make.make_blog(hub.blogs, "Two boxes")
    BlogPage.objects.filter(pk=blog.pk).update(title="Two\x0bboxes", summary="Not \x1f so")
    first = client.get("/feed/")
    assert first.status_code == 200
    assert "Twoboxes" in first.content.decode()
    BlogPage.objects.filter(pk=blog.pk).update(slug="other", url_path=f"{hub.blogs.url_path}other/")
    assert ids(client.get("/feed/")) == ids(first)
    assert client.get("/sitemap.xml").status_code == 200
    rows = client.get("/api/v2/pages/").json()["items"]
    assert ("Twoboxes", "Not  so") in [(row["title"], row["summary"]) for row in rows]
    # A report of Wagtail's own.
    for kind in ("csv", "xlsx"):
        response = admin.get(f"/admin/reports/aging-pages/?export={kind}")
        content = b"".join(response.streaming_content)
    book = load_workbook(BytesIO(content))
    assert "Twoboxes" in [row[0].value for row in book.active.rows]


def ids(response):
    """Return the ids of the entries of an Atom feed."""
    root = ElementTree.fromstring(response.content)
    return [node.text for node in root.iterfind("{*}entry/{*}id")]
