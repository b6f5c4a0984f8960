"""The command load_demo: loads all content, idempotently."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageLogEntry, Revision, TaskState, WorkflowState

from accounts.models import User
from campaigns.models import CampaignPage, GuestWriter
from community.discussions.pagination import PAGE_SIZE
from community.enums import HoldReason
from demo.content import ContentEntry, read_folder
from demo.people import account
from demo.pictures import PICTURES
from demo.references import References
from demo.renditions import RenditionScope, generate_renditions_ahead
from library.models import HubImage
from pages.models import (
    BlogIndexPage,
    BlogPage,
    HelpSource,
    HomePage,
    HubPage,
    ImpactPage,
    Person,
    TopicPage,
)
from tests.clients import signed_in
from tests.editorial.editor_actions import blog_form, post_edit_form

pytestmark = [pytest.mark.django_db, pytest.mark.same_on_both]

COUNTED = (Page, Revision, PageLogEntry, HubImage, Person, HelpSource, User, GuestWriter, TaskState)


def load() -> str:
    out = StringIO()
    call_command("load_demo", width=48, renditions="none", stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Load the demo once for the module, in a transaction that is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _database(request):
    """Begin each test's transaction inside that of the module."""
    if "loaded" in request.fixturenames:
        request.getfixturevalue("loaded")
    request.getfixturevalue("db")


def test_all_items_but_the_drafts_are_published(loaded):
    assert "Loaded" in loaded
    drafts = Page.objects.filter(live=False)
    assert drafts.count() == 9
    assert HubPage.objects.live().items().count() == sum(
        len(read_folder(kind)) for kind in ("blogs", "campaigns", "interviews", "resources")
    )
    assert ImpactPage.objects.get().show_in_menus


def test_renditions_are_generated_for_featured_items(loaded, monkeypatch):
    generated = []
    monkeypatch.setattr("demo.renditions.generate_renditions", lambda *args: generated.append(args))
    generate_renditions_ahead(RenditionScope.FIRST, lambda done: None)
    featured = [row.item.image for row in HomePage.objects.get().featured.all()]
    assert featured
    assert {(image, "card", "hero") for image in featured} <= set(generated)


def test_each_image_file_becomes_one_image(loaded):
    assert HubImage.objects.count() == len(list(PICTURES.glob("*.webp")))


def test_loading_is_idempotent(loaded):
    before = [model.objects.count() for model in COUNTED]
    output = load()
    assert [model.objects.count() for model in COUNTED] == before
    assert all(line.endswith(" 0 new") for line in output.splitlines() if line.endswith("new"))


def test_publication_dates_are_those_of_the_items(loaded):
    item = read_folder("interviews")[0]
    page = HubPage.objects.get(slug=item.slug)
    assert page.first_published_at.date() == page.last_published_at.date() == item["date"]
    assert page.latest_revision.created_at == page.latest_revision_created_at
    assert page.latest_revision.created_at.date() == item["date"]
    assert page.live_revision == page.latest_revision
    assert not page.has_unpublished_changes


def test_blogs_of_a_campaign_are_its_children(loaded):
    campaign = CampaignPage.objects.get(slug="painful-hysteroscopy")
    blogs = [item for item in read_folder("blogs") if item.get("campaign") == campaign.slug]
    assert blogs
    assert campaign.get_children().live().count() == len(blogs)


def test_topics_are_nested(loaded):
    topic = TopicPage.objects.get(slug="fatigue")
    assert topic.topic_path == "improving/workforce/fatigue"


def test_references_are_replaced_by_links(loaded):
    for page in HubPage.objects.live().specific():
        stored = repr({field.name: field.value_to_string(page) for field in page._meta.fields})
        assert not re.search(r"hub:\w", stored), page.slug
    campaign = CampaignPage.objects.get(slug="painful-hysteroscopy")
    assert all(step.value["page"] or step.value["url"] for step in campaign.next_steps)


def test_stream_fields_are_valid(loaded):
    for page in HubPage.objects.live().specific():
        for name in ("body", "themes", "next_steps"):
            if stream := getattr(page, name, None):
                stream.stream_block.clean(stream)


def test_drafts_are_at_every_workflow_stage(loaded):
    drafts = BlogPage.objects.filter(live=False)
    task_states = [page.current_workflow_task_state for page in drafts]
    names = [
        str(state.task.name) for state in task_states if state and state.status == "in_progress"
    ]
    assert sorted(names) == [
        "Editor’s review",
        "Partner agrees",
        "Review and safety check",
        "Review and safety check",
        "Sign-off",
    ]
    rejected = TaskState.objects.get(status=TaskState.STATUS_REJECTED)
    assert rejected.comment
    assert rejected.workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES
    [scheduled] = [page for page in drafts if page.approved_schedule]
    assert scheduled.go_live_at.year == 2027


def test_drafts_are_stored_as_by_the_page_editor(loaded):
    """Otherwise a reviewer who opens and approves a draft would count as having edited it."""
    for page in BlogPage.objects.filter(live=False):
        assert None not in [row.sort_order for row in page.authorships.all()]
        texts = re.findall(r"<p[^>]*>", repr(page.body.get_prep_value()))
        assert texts and all("data-block-key" in text for text in texts)


def test_partner_writes_for_one_campaign(loaded):
    partner = account("partner")
    assert partner.person.name == "Rosa Delgado-Hughes"
    assert [seat.campaign.slug for seat in partner.guest_writer_rows.all()] == [
        "painful-hysteroscopy"
    ]
    assert BlogPage.objects.filter(owner=partner, live=False).count() == 4


def test_error_of_an_unknown_reference_names_the_file(loaded, monkeypatch):
    item = read_folder("blogs")[0]
    wrong = ContentEntry(
        item.ref, item.file, item.data | {"body": [_text_to("blogs/nothing-here")]}
    )
    Revision.objects.filter(object_id=str(BlogPage.objects.get(slug=item.slug).pk)).delete()
    monkeypatch.setattr("demo.pages.read_entries", lambda kind: [wrong] if kind == "blogs" else [])
    with pytest.raises(CommandError, match=rf"{item.slug}\.toml.*nothing-here"):
        load()


def _text_to(ref: str) -> dict:
    return {"kind": "text", "html": f'<p><a href="hub:{ref}">There</a></p>'}


def test_topics_are_referenced_by_path(loaded):
    assert "topics/improving/workforce/fatigue" in References().pages


def test_editor_writes_and_reviewer_publishes_as_the_readme_says(loaded):
    """Follow the README: the editor adds and submits a blog, and the reviewer approves it."""
    parent = BlogIndexPage.objects.get()
    editor, reviewer = Client(), Client()
    editor.force_login(account("editor"))
    reviewer.force_login(account("reviewer"))
    form = blog_form("action-submit", title="Two people", slug="two-people", summary="By two.")
    editor.post(reverse("wagtailadmin_pages:add", args=["pages", "blogpage", parent.pk]), form)
    page = BlogPage.objects.get(slug="two-people")
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in reviewer.get("/admin/").text
    changes = {"workflow-action-name": "approve"}
    post_edit_form(reviewer, page, "action-workflow-action", **changes)
    assert Client().get("/blogs/two-people/").status_code == 200


def test_discussions_are_public_and_some_posts_wait_for_a_moderator(loaded):
    page = Client().get("/community/health-and-care/was-your-hysteroscopy-painful/")
    assert len(page.context["page_of_posts"].posts) == PAGE_SIZE
    last = Client().get("/community/health-and-care/was-your-hysteroscopy-painful/?after=80")
    # Of the posts that are hidden, redacted or deleted, readers see only that they were.
    assert "the man on the programme" not in last.content.decode()
    assert "It accuses a person who can be recognised" in last.content.decode()
    queue = signed_in(account("moderator")).get("/admin/moderation/").content.decode()
    assert "Contains a link" in queue
    assert "Reported" in queue
    assert HoldReason.SELF_HARM.label in queue
    assert queue.index("Urgent.") < queue.index(HoldReason.SELF_HARM.label)


def test_members_read_past_messages_of_organisers(loaded):
    page = signed_in(account("lead")).get("/networks/psmn/space/messages/")
    assert "The argument about thresholds" in page.content.decode()
