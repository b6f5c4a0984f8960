"""A guest reaches their own campaign, and nothing beside it: every address is tried."""

from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from campaigns.models import GuestWriter
from editorial.guests.access import GUEST_ALLOWED_VIEWS, UNRESTRICTED_VIEWS, views_allowed_by_role
from editorial.guests.forms import references_outside_section
from library.models import HubDocument, HubImage
from pages.models import BlogPage, HelpSource
from tests import factories as make
from tests.editorial.editor_actions import create_draft, post_edit_form, submit_for_review
from tests.editorial.forged_forms import DECISION_FIELDS, forged_forms
from tests.editorial.rollback_client import EXCLUDED_URL_NAMES, RollbackClient, response_text
from tests.editorial.url_arguments import create_url_arguments
from tests.editorial.url_enumeration import url_templates

CANARY = "zanzibar"
SIGN_IN = "/account/sign-in/"


@pytest.fixture
def world(hub, people, as_user) -> SimpleNamespace:
    """The guest's own draft, and everything that another campaign has."""
    own = create_draft(people.guest, hub.campaign, "My draft")
    submit_for_review(as_user(people.guest), own)
    page = create_draft(people.other_guest, hub.other_campaign, "Zanzibar draft")
    submit_for_review(as_user(people.other_guest), page)
    desk = hub.other_campaign.desk
    values = create_url_arguments(
        "Zanzibar",
        [page, hub.other_campaign],
        GuestWriter.objects.get(user=people.other_guest),
        desk.collection,
    )
    values["page_id"] = [page.pk, own.pk, hub.other_campaign.pk, hub.campaigns.pk]
    values["parent_page_id"] = values["page_id"]
    values["wagtailusers_groups|pk"] = [desk.group.pk]
    image = HubImage.objects.get(title="Zanzibar picture")
    document = HubDocument.objects.get(title="Zanzibar document")
    page.body = [{"type": "document", "value": {"document": document.pk, "description": ""}}]
    page.save()
    query = urlencode(
        {
            "id": [page.pk, image.pk, document.pk, hub.other_campaign.pk],
            "q": "Zanz",
        },
        doseq=True,
    )
    return SimpleNamespace(
        own=own, page=page, image=image, document=document, values=values, query=query
    )


def test_every_address_tried_by_a_guest(world, people):
    visitor = RollbackClient(people.guest)
    allowed = GUEST_ALLOWED_VIEWS | views_allowed_by_role(people.guest)
    wrong = []
    for address in url_templates():
        if address.name in {*EXCLUDED_URL_NAMES, "wagtailadmin_login"}:
            continue
        for path in address.fill(world.values):
            url = f"{path}?{world.query}"
            for method, data in requests_of_a_guest(visitor, url):
                with visitor.at(method, url, data) as answer:
                    wrong += faults(address, f"{method} {url}", answer, visitor.body, allowed)
    assert visitor.tried > 1000
    assert not visitor.broken, "\n".join(visitor.broken)
    assert not wrong, "\n".join(wrong)


def requests_of_a_guest(visitor, url):
    """Yield a GET, a HEAD and then forms: empty, tempting, and as the GET drew them."""
    yield "get", None
    drawn = visitor.answer
    yield "head", None
    forms = forged_forms(drawn) if drawn.status_code == 200 else (DECISION_FIELDS,)
    for form in forms:
        yield "post", form
        if visitor.answer.status_code == 405:
            return


def faults(address, request, answer, said, allowed):
    # What the campaign itself publishes is there for everybody.
    is_public = not address.path.startswith(("admin/", "documents/"))
    if is_public:
        if any(words in said for words in ("Zanzibar draft", "Zanzibar document")):
            yield f"{request} [{address.name}] shows a draft"
        return
    if CANARY in said.lower():
        place = said.lower().index(CANARY)
        yield f"{request} [{address.name}] shows {said[max(0, place - 80) : place + 40]!r}"
    is_closed = address.path.startswith("admin/") and address.name not in allowed
    if is_closed and answer.status_code not in {403, 404}:
        yield f"{request} [{address.name}] answers {answer.status_code}"


@pytest.mark.parametrize(
    "pair", [("live", "latest"), ("earliest", "latest"), ("{other}", "latest"), ("live", "{other}")]
)
def test_comparing_versions_shows_only_ones_own(world, people, as_user, pair):
    first, second = (part.format(other=world.page.latest_revision_id) for part in pair)
    for page in (world.page, world.own):
        url = f"/admin/pages/{page.pk}/revisions/compare/{first}...{second}/"
        assert CANARY not in response_text(as_user(people.guest).get(url)).lower()


def test_a_guest_writes_edits_and_looks_back(world, hub, people, as_user):
    client = as_user(people.guest)
    for name, pk in [
        ("wagtailadmin_explore", hub.campaign.pk),
        ("wagtailadmin_pages:add_subpage", hub.campaign.pk),
        ("wagtailadmin_pages:edit", world.own.pk),
        ("wagtailadmin_pages:history", world.own.pk),
        ("wagtailadmin_pages:view_draft", world.own.pk),
        ("wagtailadmin_pages:workflow_history", world.own.pk),
    ]:
        answer = client.get(reverse(name, args=[pk]), follow=True)
        assert answer.status_code == 200, name
        assert not answer.redirect_chain or name == "wagtailadmin_pages:add_subpage", name


def test_a_guest_finds_their_campaign_and_nothing_else_in_the_menu(world, people, as_user):
    shown = as_user(people.guest).get("/admin/").content.decode()
    assert "Safer ward" in shown
    assert "/admin/reports/" not in shown
    assert "/admin/images/" not in shown


def test_a_guest_chooses_among_their_own_pictures(world, hub, people, as_user):
    mine = HubImage.objects.create(
        title="My ward", file=get_test_image_file(), collection=hub.campaign.desk.collection
    )
    client = as_user(people.guest)
    shown = client.get(reverse("wagtailimages_chooser:choose")).content.decode()
    assert "My ward" in shown
    assert "Zanzibar" not in shown
    chosen = reverse("wagtailimages_chooser:chosen", args=[mine.pk])
    assert client.get(chosen).status_code == 200


def test_a_guest_uploads_into_their_own_collection_only(world, hub, people, as_user):
    url = reverse("wagtailimages_chooser:create")
    data = {
        "image-chooser-upload-title": "A new one",
        "image-chooser-upload-file": get_test_image_file(),
        "image-chooser-upload-licence": "own",
        "image-chooser-upload-collection": hub.other_campaign.desk.collection.pk,
    }
    as_user(people.guest).post(url, data)
    made = HubImage.objects.filter(title="A new one")
    assert not made.exclude(collection=hub.campaign.desk.collection).exists()


def test_a_guest_names_a_source_of_help(world, people, as_user):
    source = HelpSource.objects.create(name="A helpline", description="Day and night.")
    client = as_user(people.guest)
    shown = client.get(reverse("wagtailsnippetchoosers_pages_helpsource:choose"))
    assert source.name in shown.content.decode()


def test_a_guest_keeps_the_address_they_were_invited_by(people, as_user):
    data = {"name_email-email": "new@elsewhere.example", "name_email-first_name": "G"}
    assert as_user(people.guest).post("/admin/account/", data).status_code == 403
    people.guest.refresh_from_db()
    assert people.guest.email == "guest@campaign.example"


def test_another_guest_of_the_same_campaign_does_not_open_ones_draft(world, hub, people, as_user):
    from tests.editorial.conftest import create_guest

    colleague = create_guest("colleague@campaign.example", hub.campaign)
    client = as_user(colleague)
    for name in ("edit", "history", "view_draft"):
        answer = client.get(reverse(f"wagtailadmin_pages:{name}", args=[world.own.pk]))
        assert answer.status_code in {302, 403}, name


def test_a_member_without_a_desk_is_told_so(people, as_user):
    answer = as_user(people.member).get("/admin/")
    assert answer.status_code == 403
    assert "no desk" in answer.content.decode()


def test_a_stranger_is_asked_to_sign_in(hub, client):
    answer = client.get("/admin/pages/")
    assert answer.status_code == 302
    assert answer["Location"].startswith(SIGN_IN)


def test_a_guest_without_a_campaign_sees_nothing(world, as_user):
    from accounts.roles import PARTNER

    client = as_user(make.make_user("new@campaign.example", PARTNER))
    assert client.get("/admin/").status_code == 200
    assert client.get(reverse("wagtailadmin_pages:edit", args=[world.page.pk])).status_code == 403
    assert CANARY not in client.get("/admin/choose-page/").content.decode().lower()


def test_the_list_names_only_addresses_there_are(db):
    assert {address.name for address in url_templates()} >= GUEST_ALLOWED_VIEWS | UNRESTRICTED_VIEWS


def test_editors_are_not_fenced(world, people, as_user):
    url = reverse("wagtailadmin_pages:edit", args=[world.page.pk])
    assert as_user(people.editor).get(url).status_code == 200


def test_a_guest_cannot_put_anothers_picture_or_page_on_their_blog(world, people):
    page = Page.objects.get(pk=world.own.pk).specific
    assert references_outside_section(people.guest, page) == []
    page.image = world.image
    assert references_outside_section(people.guest, page) == ["library.hubimage"]
    page.image = None
    page.body = [{"type": "text", "value": link_to(world.page)}]
    assert references_outside_section(people.guest, page) == ["wagtailcore.page"]
    page.save_revision(user=people.editor)
    assert references_outside_section(people.guest, page) == [], "what the desk put there may stay"


def link_to(page):
    return f'<p><a linktype="page" id="{page.pk}">there</a></p>'


def test_the_editor_refuses_anothers_picture(world, people, as_user):
    page = create_draft(people.guest, Page.objects.get(pk=world.own.pk).get_parent(), "Second")
    post_edit_form(as_user(people.guest), page, image=world.image.pk, image_is_decorative="on")
    assert BlogPage.objects.get(pk=page.pk).image is None


def test_a_guests_explorer_names_no_other_people(world, hub, people, as_user):
    url = reverse("wagtailadmin_explore", args=[hub.campaign.pk])
    assert 'name="owner"' not in as_user(people.guest).get(url).content.decode()
    assert 'name="owner"' in as_user(people.editor).get(url).content.decode()


def test_a_guests_dashboard_counts_nothing_they_cannot_open(world, people, as_user):
    assert "w-summary" not in as_user(people.guest).get("/admin/").content.decode()
