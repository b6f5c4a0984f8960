"""A whole page is checked: all that readers get, and nothing that only the desk sees."""

import json

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Comment

from editorial.safety.page_scan import scan_page
from editorial.safety.page_text import page_passages
from pages.models import BlogPage
from tests import factories as make
from tests.editorial.safety.conftest import shown, text

pytestmark = pytest.mark.django_db


def places(page):
    return {found.location_label: found.finding.text for found in scan_page(page)}


def test_what_stands_in_any_corner_of_a_blog_is_found_and_its_place_named(blog):
    assert places(blog) == {
        "Summary": "Dr Una Quell",
        "Text 1": "07700 900002",
        "Text 2, address of a link": "aunt@home.example",
        "Text 3, document, file name": "9998656907",
        "Picture 2, alternative text": "999 819 3036",
        "Picture 2, title": "Mrs Okafor",
        "Picture 2, file name": "mrs-okafors",
        "Statistics 1, figures 2, source": "count@home.example",
        "Sensitive content notice 1, text": "12/03/1957",
        "Sensitive content notice 1, sources of help 1, description": "friend@home.example",
        "Sensitive content notice 1, sources of help 1, telephone": "07700 900001",
        "Authorship 1, person, about": "K204518",
    }


def test_each_finding_knows_its_block_and_what_to_do(blog):
    [found] = [one for one in scan_page(blog) if one.location_label == "Text 1"]
    assert found.passage.block_id == blog.body[0].id
    assert found.is_blocking
    assert "telephone" in found.advice


def test_an_authors_own_name_in_the_title_is_no_finding(blog):
    assert not [one for one in scan_page(blog) if one.location_label in {"Title", "Slug"}]


def test_a_patients_name_in_the_title_is_a_finding(hub):
    page = make.make_blog(hub.blogs, "How Mrs Abernathy nearly died of sepsis")
    assert places(page)["Title"] == "Mrs Abernathy"


def test_an_interview_is_checked_with_its_people_transcript_and_answers(hub):
    person = make.make_person("Ms Ada Frost", portrait=make.make_image("ada"))
    page = make.make_interview(
        hub.interviews,
        "Ada Frost on falls",
        person,
        transcript="<p>My number’s<br/>07700 900003</p>",
        about="<ul><li>MRN 0041234</li></ul>",
    )
    row = page.interviewees.get()
    row.organisation = "write to me at ada@home.example"
    page.interviewees = [row]
    answer = "<p>Mr Bell had a stroke.</p>"
    page.body = [{"type": "question", "value": {"question": "When?", "answer": answer}}]
    assert places(page) == {
        "Transcript": "07700 900003",
        "About the author": "0041234",
        "Question and answer 1, answer": "Mr Bell",
        "Interviewee 1, organisation at the time": "ada@home.example",
    }


def test_a_draft_is_checked_as_its_revision_holds_it(hub):
    page = make.make_blog(hub.blogs, "A quiet piece")
    page.body = [text("<p>NHS number 999 819 3036</p>")]
    revision = page.save_revision()
    assert places(BlogPage.objects.get(pk=page.pk)) == {}
    assert places(revision.as_object()) == {"Text 1": "999 819 3036"}


def test_pieces_that_two_blocks_hold_between_them_are_one_warning(hub):
    page = make.make_blog(hub.blogs, "A quiet piece")
    page.body = [
        text("<p>We never had another. She was the only midwife in Port Askaig.</p>"),
        text("<p>On 3 March 2021 she was sent home with chest pain.</p>"),
        text("<p>We think of her.</p>"),
    ]
    [found] = scan_page(page)
    assert (found.location_label, found.is_blocking) == ("Text 2", False)
    assert found.finding.text == "On 3 March 2021"


def test_topics_are_read_and_the_remarks_of_the_desk_are_not(hub):
    topic = make.make_topic(hub.topics, "Falls")
    page = make.tag(make.make_blog(hub.blogs, "A piece"), topic)
    user = get_user_model().objects.first()
    Comment.objects.create(page=page, user=user, text="NHS 999 819 3036", contentpath="title")
    texts = {one.label: one.text for one in page_passages(BlogPage.objects.get(pk=page.pk))}
    assert texts["Topics"] == "Falls"
    assert not any("999" in one for one in texts.values())


def test_the_alternative_text_is_the_one_in_use(hub):
    picture = make.make_image("A wall")
    picture.description = "Mrs Bell after her stroke"
    picture.save()
    page = make.make_blog(hub.blogs, "One", body=[picture_of(picture, "A wall, grey")])
    assert places(page) == {}
    value = picture_of(picture, "")
    value["value"]["image"]["decorative"] = True
    assert places(make.make_blog(hub.blogs, "Two", body=[value])) == {}


def picture_of(picture, alt):
    return {"type": "picture", "value": shown(picture, alt, "")}


def test_the_queries_do_not_grow_with_the_page(hub):
    small = make.make_blog(hub.blogs, "Small", portrayed("A"), body=pictures(1))
    large = make.make_blog(hub.blogs, "Large", portrayed("B"), body=pictures(9))
    for name in "CDEFG":
        large.authorships.create(person=portrayed(name))
    large.save()
    assert queries(large) == queries(small)


def queries(page):
    fresh = BlogPage.objects.get(pk=page.pk)
    with CaptureQueriesContext(connection) as asked:
        page_passages(fresh)
    return len(asked)


def portrayed(name):
    return make.make_person(name, portrait=make.make_image(name))


def pictures(number):
    return [picture_of(make.make_image(f"Wall {one}"), "A wall") for one in range(number)]


def test_every_page_of_the_hub_can_be_checked_at_once(blog, hub, capsys):
    draft = make.make_blog(hub.blogs, "A draft", live=False)
    draft.summary = "NHS number 999 026 0788"
    draft.save_revision()
    call_command("check_identifiers", "--pages")
    shown = capsys.readouterr()
    rows = [json.loads(line) for line in shown.out.splitlines()]
    assert {row["id"] for row in rows} == {blog.pk, draft.pk}
    assert {
        "id": draft.pk,
        "field": "summary",
        "kind": "nhs_number",
        "text": "999 026 0788",
        "blocking": True,
    } in rows
    assert shown.err == ""
