"""scan_page covers every text that readers see, and none that only editors see."""

import json

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Comment

from editorial.safety.page_scan import scan_page
from editorial.safety.page_text import page_passages
from pages.models import BlogPage
from tests import factories as make
from tests.editorial.safety.blocks import image_value, text_block

pytestmark = pytest.mark.django_db


def text_by_location(page):
    return {finding.location_label: finding.text for finding in scan_page(page)}


def test_identifiers_in_every_part_of_a_blog_are_found_with_location(blog):
    assert text_by_location(blog) == {
        "Text 1": "07700 900002",
        "Text 2, web address of a link": "aunt@home.example",
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


def test_finding_has_block_id_and_advice(blog):
    [finding] = [item for item in scan_page(blog) if item.location_label == "Text 1"]
    assert finding.passage.block_id == blog.body[0].id
    assert finding.is_blocking
    assert "telephone" in finding.advice


def test_credited_author_name_in_title_is_not_reported(blog):
    assert not [item for item in scan_page(blog) if item.location_label in {"Title", "Slug"}]


def test_credited_people_are_not_reported_and_others_are(hub):
    page = make.make_blog(
        hub.blogs, "Ada Frost and the missed sepsis", make.make_person("Ada Frost")
    )
    page.body = [
        text_block("<p>Ada Frost was admitted with sepsis.</p>"),
        text_block("<p>Her uncle, Leonard Frost, was admitted with sepsis.</p>"),
    ]
    assert text_by_location(page) == {"Text 2": "Leonard Frost"}


def test_patient_name_in_title_is_reported(hub):
    page = make.make_blog(hub.blogs, "How Mrs Abernathy nearly died of sepsis")
    assert text_by_location(page)["Title"] == "Mrs Abernathy"


def test_interview_is_scanned_with_people_transcript_and_answers(hub):
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
    assert text_by_location(page) == {
        "Transcript": "07700 900003",
        "About the author": "0041234",
        "Question and answer 1, answer": "Mr Bell",
        "Interviewee 1, organisation at the time": "ada@home.example",
    }


def test_draft_is_scanned_as_in_its_revision(hub):
    page = make.make_blog(hub.blogs, "A quiet piece")
    page.body = [text_block("<p>NHS number 999 819 3036</p>")]
    revision = page.save_revision()
    assert text_by_location(BlogPage.objects.get(pk=page.pk)) == {}
    assert text_by_location(revision.as_object()) == {"Text 1": "999 819 3036"}


def test_jigsaw_across_two_blocks_is_one_warning(hub):
    page = make.make_blog(hub.blogs, "A quiet piece")
    page.body = [
        text_block("<p>We never had another. She was the only midwife in Port Askaig.</p>"),
        text_block("<p>On 3 March 2021 she was sent home with chest pain.</p>"),
        text_block("<p>We think of her.</p>"),
    ]
    [finding] = scan_page(page)
    assert (finding.location_label, finding.is_blocking) == ("Text 2", False)
    assert finding.text == "On 3 March 2021"


def test_topics_are_scanned_and_comments_are_not(hub, people):
    topic = make.make_topic(hub.topics, "Falls")
    page = make.tag(make.make_blog(hub.blogs, "A piece"), topic)
    Comment.objects.create(
        page=page, user=people.editor, text="NHS 999 819 3036", contentpath="title"
    )
    texts = {item.label: item.text for item in page_passages(BlogPage.objects.get(pk=page.pk))}
    assert texts["Topics"] == "Falls"
    assert not any("999" in item for item in texts.values())


def test_only_the_alternative_text_in_use_is_scanned(hub):
    picture = make.make_image("A wall")
    picture.description = "Mrs Bell after her stroke"
    picture.save()
    page = make.make_blog(hub.blogs, "One", body=[image_block(picture, "A wall, grey")])
    assert text_by_location(page) == {}
    value = image_block(picture, "")
    value["value"]["image"]["decorative"] = True
    assert text_by_location(make.make_blog(hub.blogs, "Two", body=[value])) == {}


def image_block(picture, alt):
    return {"type": "picture", "value": image_value(picture, alt, "")}


def test_query_count_does_not_grow_with_the_page(hub):
    small = make.make_blog(
        hub.blogs, "Small", create_person_with_portrait("A"), body=image_blocks(1)
    )
    large = make.make_blog(
        hub.blogs, "Large", create_person_with_portrait("B"), body=image_blocks(3)
    )
    for name in "CD":
        large.authorships.create(person=create_person_with_portrait(name))
    large.save()
    assert query_count(large) == query_count(small)


def query_count(page):
    page_from_database = BlogPage.objects.get(pk=page.pk)
    with CaptureQueriesContext(connection) as queries:
        page_passages(page_from_database)
    return len(queries)


def create_person_with_portrait(name):
    return make.make_person(name, portrait=make.make_image(name))


def image_blocks(number):
    return [image_block(make.make_image(f"Wall {item}"), "A wall") for item in range(number)]


def test_command_scans_every_page_and_draft(blog, hub, capsys):
    draft = make.make_blog(hub.blogs, "A draft", live=False)
    draft.summary = "NHS number 999 026 0788"
    draft.save_revision()
    call_command("check_identifiers", "--pages")
    output = capsys.readouterr()
    rows = [json.loads(line) for line in output.out.splitlines()]
    assert {row["id"] for row in rows} == {blog.pk, draft.pk}
    assert {
        "id": draft.pk,
        "field": "summary",
        "kind": "nhs_number",
        "text": "999 026 0788",
        "blocking": True,
    } in rows
    assert output.err == ""
