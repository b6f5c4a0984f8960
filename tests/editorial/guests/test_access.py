"""Guests reach their own section of the admin only: every URL is requested."""

from itertools import islice
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
from tests.snapshots import snapshot

CANARY = "zanzibar"
SIGN_IN = "/account/sign-in/"


@pytest.fixture
@snapshot
def content(hub, people, as_user) -> SimpleNamespace:
    """Create the guest's own draft, and one of everything in another campaign."""
    own = create_draft(people.guest, hub.campaign, "My draft")
    submit_for_review(as_user(people.guest), own)
    page = create_draft(people.other_guest, hub.other_campaign, "Zanzibar draft")
    submit_for_review(as_user(people.other_guest), page)
    workspace = hub.other_campaign.workspace
    values = create_url_arguments(
        "Zanzibar",
        [page, hub.other_campaign],
        GuestWriter.objects.get(user=people.other_guest),
        workspace.collection,
    )
    values["page_id"] = [page.pk, own.pk, hub.other_campaign.pk, hub.campaigns.pk]
    values["parent_page_id"] = values["page_id"]
    values["wagtailusers_groups|pk"] = [workspace.group.pk]
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


@pytest.mark.same_on_both
@pytest.mark.parametrize(
    "every",
    [pytest.param(False, id="one request each"), pytest.param(True, marks=pytest.mark.soak)],
)
def test_guest_gets_403_or_no_foreign_data_at_every_url(content, people, every):
    guest_client = RollbackClient(people.guest)
    allowed = GUEST_ALLOWED_VIEWS | views_allowed_by_role(people.guest)
    violations = []
    for template in url_templates():
        if template.name in {*EXCLUDED_URL_NAMES, "wagtailadmin_login"}:
            continue
        paths = template.fill(content.values)
        for path in paths if every else islice(paths, 1):
            url = f"{path}?{content.query}"
            for method, data in guest_requests(guest_client, url, every):
                with guest_client.request(method, url, data) as response:
                    violations += access_violations(
                        template, f"{method} {url}", response, guest_client.body, allowed
                    )
    assert guest_client.request_count > (1000 if every else 150)
    assert not guest_client.errors, "\n".join(guest_client.errors)
    assert not violations, "\n".join(violations)


def guest_requests(guest_client, url, every):
    """Yield a GET, or every request: HEAD, and POST with forged and with the rendered forms."""
    yield "get", None
    get_response = guest_client.response
    if not every:
        return
    yield "head", None
    forms = forged_forms(get_response) if get_response.status_code == 200 else (DECISION_FIELDS,)
    for form in forms:
        yield "post", form
        if guest_client.response.status_code == 405:
            return


def access_violations(template, request, response, body, allowed):
    # Live pages of the other campaign are public.
    is_public = not template.path.startswith(("admin/", "documents/"))
    if is_public:
        if any(marker in body for marker in ("Zanzibar draft", "Zanzibar document")):
            yield f"{request} [{template.name}] shows a draft"
        return
    if CANARY in body.lower():
        position = body.lower().index(CANARY)
        yield f"{request} [{template.name}] shows {body[max(0, position - 80) : position + 40]!r}"
    is_closed = template.path.startswith("admin/") and template.name not in allowed
    if is_closed and response.status_code not in {403, 404}:
        yield f"{request} [{template.name}] answers {response.status_code}"


@pytest.mark.parametrize(
    "pair", [("live", "latest"), ("earliest", "latest"), ("{other}", "latest"), ("live", "{other}")]
)
def test_guest_compares_revisions_of_own_pages_only(content, people, as_user, pair):
    first, second = (part.format(other=content.page.latest_revision_id) for part in pair)
    for page in (content.page, content.own):
        url = f"/admin/pages/{page.pk}/revisions/compare/{first}...{second}/"
        assert CANARY not in response_text(as_user(people.guest).get(url)).lower()


def test_guest_can_create_edit_and_view_history_of_own_page(content, hub, people, as_user):
    client = as_user(people.guest)
    for name, pk in [
        ("wagtailadmin_explore", hub.campaign.pk),
        ("wagtailadmin_pages:add_subpage", hub.campaign.pk),
        ("wagtailadmin_pages:edit", content.own.pk),
        ("wagtailadmin_pages:history", content.own.pk),
        ("wagtailadmin_pages:view_draft", content.own.pk),
        ("wagtailadmin_pages:workflow_history", content.own.pk),
    ]:
        response = client.get(reverse(name, args=[pk]), follow=True)
        assert response.status_code == 200, name
        assert not response.redirect_chain or name == "wagtailadmin_pages:add_subpage", name


def test_guest_menu_lists_own_campaign_only(content, people, as_user):
    page_html = as_user(people.guest).get("/admin/").content.decode()
    assert "Safer ward" in page_html
    assert "/admin/reports/" not in page_html
    assert "/admin/images/" not in page_html


def test_image_chooser_offers_guest_own_images_only(content, hub, people, as_user):
    mine = HubImage.objects.create(
        title="My ward", file=get_test_image_file(), collection=hub.campaign.workspace.collection
    )
    client = as_user(people.guest)
    page_html = client.get(reverse("wagtailimages_chooser:choose")).content.decode()
    assert "My ward" in page_html
    assert "Zanzibar" not in page_html
    chosen = reverse("wagtailimages_chooser:chosen", args=[mine.pk])
    assert client.get(chosen).status_code == 200


def test_guest_uploads_into_own_collection_only(content, hub, people, as_user):
    url = reverse("wagtailimages_chooser:create")
    data = {
        "image-chooser-upload-title": "A new one",
        "image-chooser-upload-file": get_test_image_file(),
        "image-chooser-upload-licence": "own",
        "image-chooser-upload-collection": hub.other_campaign.workspace.collection.pk,
    }
    as_user(people.guest).post(url, data)
    images = HubImage.objects.filter(title="A new one")
    assert not images.exclude(collection=hub.campaign.workspace.collection).exists()


def test_guest_can_choose_help_source(content, people, as_user):
    source = HelpSource.objects.create(name="A helpline", description="Day and night.")
    client = as_user(people.guest)
    response = client.get(reverse("wagtailsnippetchoosers_pages_helpsource:choose"))
    assert source.name in response.content.decode()


def test_guest_cannot_change_email_address(people, as_user):
    data = {"name_email-email": "new@elsewhere.example", "name_email-first_name": "G"}
    assert as_user(people.guest).post("/admin/account/", data).status_code == 403
    people.guest.refresh_from_db()
    assert people.guest.email == "guest@campaign.example"


def test_guest_cannot_open_draft_of_colleague(content, hub, people, as_user):
    from tests.editorial.conftest import create_guest

    colleague = create_guest("colleague@campaign.example", hub.campaign)
    client = as_user(colleague)
    for name in ("edit", "history", "view_draft"):
        response = client.get(reverse(f"wagtailadmin_pages:{name}", args=[content.own.pk]))
        assert response.status_code in {302, 403}, name


def test_user_without_admin_access_gets_403_with_explanation(people, as_user):
    response = as_user(people.member).get("/admin/")
    assert response.status_code == 403
    assert "does not have access to the admin" in response.content.decode()


def test_anonymous_user_is_redirected_to_sign_in(hub, client):
    response = client.get("/admin/pages/")
    assert response.status_code == 302
    assert response["Location"].startswith(SIGN_IN)


def test_guest_without_campaign_sees_no_page(content, as_user):
    from accounts.roles import PARTNER

    client = as_user(make.make_user("new@campaign.example", PARTNER))
    assert client.get("/admin/").status_code == 200
    assert client.get(reverse("wagtailadmin_pages:edit", args=[content.page.pk])).status_code == 403
    assert CANARY not in client.get("/admin/choose-page/").content.decode().lower()


def test_allow_lists_contain_existing_view_names_only(db):
    assert {
        template.name for template in url_templates()
    } >= GUEST_ALLOWED_VIEWS | UNRESTRICTED_VIEWS


def test_editor_is_not_restricted(content, people, as_user):
    url = reverse("wagtailadmin_pages:edit", args=[content.page.pk])
    assert as_user(people.editor).get(url).status_code == 200


def test_references_outside_section_are_found(content, people):
    page = Page.objects.get(pk=content.own.pk).specific
    assert references_outside_section(people.guest, page) == []
    page.image = content.image
    assert references_outside_section(people.guest, page) == ["library.hubimage"]
    page.image = None
    page.body = [{"type": "text", "value": link_to(content.page)}]
    assert references_outside_section(people.guest, page) == ["wagtailcore.page"]
    page.save_revision(user=people.editor)
    assert references_outside_section(people.guest, page) == [], "what the desk put there may stay"


def link_to(page):
    return f'<p><a linktype="page" id="{page.pk}">there</a></p>'


def test_page_form_rejects_image_outside_section(content, people, as_user):
    page = create_draft(people.guest, Page.objects.get(pk=content.own.pk).get_parent(), "Second")
    post_edit_form(as_user(people.guest), page, image=content.image.pk, image_is_decorative="on")
    assert BlogPage.objects.get(pk=page.pk).image is None


def test_explorer_hides_owner_filter_from_guest(content, hub, people, as_user):
    url = reverse("wagtailadmin_explore", args=[hub.campaign.pk])
    assert 'name="owner"' not in as_user(people.guest).get(url).content.decode()
    assert 'name="owner"' in as_user(people.editor).get(url).content.decode()


def test_dashboard_hides_summary_from_guest(content, people, as_user):
    assert "w-summary" not in as_user(people.guest).get("/admin/").content.decode()
