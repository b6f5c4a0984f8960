"""Access to a network's space: outsiders get nothing by any URL, search, feed or admin page."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import storages
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from accounts.models import Profile
from accounts.models.profile import PROFILE_FIELDS
from networks.models import Message, Resource, ResourceTag, Session, SessionSeries, SpaceSettings
from tests.clients import signed_in
from tests.networks.space_client import (
    SPACE_URL,
    add_resource,
    response_text,
    submit_form,
    uploaded_file,
)
from tests.pages.conftest import hub
from tests.pdf_samples import make_pdf
from tests.snapshots import snapshot

__all__ = ["hub"]
pytestmark = pytest.mark.django_db
ASKED, CANARY = "quokkaword", "wombatsong"
"""Every private field contains both words; only one is searched for, so that a page may echo it."""
BOTH = f"{ASKED} {CANARY}"
LINK = f"https://{CANARY}.example/"
HEADERS = ({}, {"Range": "bytes=0-9"}, {"If-None-Match": "*"}, {"If-Modified-Since": "x"})


def routes_below(resolver: URLResolver, path: str = "/") -> list[str]:
    """Return the routes below a URL resolver, with their converters."""
    routes = []
    for entry in resolver.url_patterns:
        route = path + str(getattr(entry.pattern, "_route", ""))
        if isinstance(entry, URLResolver):
            routes += routes_below(entry, route)
        elif isinstance(entry, URLPattern):
            routes.append(route)
    return routes


def space_urls(pks: dict[str, int]) -> list[str]:
    """Return every URL of the space, filled with the primary keys of existing objects."""
    routes = [one for one in routes_below(get_resolver()) if "<slug:slug>/space/" in one]
    assert len(routes) > 15
    filled = []
    for route in routes:
        pk = next((pk for part, pk in pks.items() if f"/{part}/" in route), 1)
        url = route.replace("<slug:slug>", "psmn").replace("<int:pk>", str(pk))
        filled.append(re.sub(r"<\w+:\w+>", "1", url))
    return filled


def headers_for(url: str) -> tuple[dict[str, str], ...]:
    """Return no headers, and conditional ones too where a file is served."""
    return HEADERS if "/versions/" in url or url.endswith((".ics", ".ics/")) else HEADERS[:1]


@pytest.fixture
@snapshot
def uploads(psmn, organiser, ann) -> Resource:
    """Files, links and a message with a marker word; returns the resource with two versions."""
    organiser_client, ann_client = signed_in(organiser.user), signed_in(ann.user)
    SpaceSettings.objects.create(network=psmn, welcome=BOTH)
    file = uploaded_file(f"{BOTH}.pdf", make_pdf(BOTH))
    resource = add_resource(ann_client, BOTH, description=BOTH, tags=BOTH, file=file)
    submit_form(
        ann_client,
        f"{resource.get_absolute_url()}new-version/",
        note=BOTH,
        file=uploaded_file(f"{BOTH} 2.pdf", make_pdf(BOTH)),
    )
    add_resource(ann_client, BOTH, link=LINK)
    terms = {"subject": BOTH, "text": BOTH, "step": "send"}
    submit_form(organiser_client, f"{SPACE_URL}run/messages/write/", **terms)
    return resource


@pytest.fixture
def filled(uploads, psmn, ann) -> dict[str, int]:
    """A space with a marker word in each of its private fields and files."""
    now = timezone.now()
    series = SessionSeries.objects.create(
        network=psmn, title=BOTH, about=BOTH, first_date=now, start_time=now.time(), join_link=LINK
    )
    session = Session.objects.create(
        network=psmn,
        series=series,
        title=BOTH,
        guest=BOTH,
        about=BOTH,
        notes=BOTH,
        join_link=LINK,
        recording=LINK,
        starts_at=now + timedelta(days=1),
    )
    content = {f"{part}_visibility": "networks" for part in PROFILE_FIELDS}
    text = dict.fromkeys(("name", "role", "organisation", "about"), BOTH)
    Profile.objects.update_or_create(user=ann.user, defaults=content | text)
    return {
        "resources": uploads.pk,
        "members": ann.pk,
        "series": series.pk,
        "sessions": session.pk,
    }


def test_member_reads_the_marked_content(filled, ann_client):
    for variant in ("", "resources/", "people/"):
        assert CANARY in response_text(ann_client.get(SPACE_URL + variant)), variant
    assert CANARY in response_text(ann_client.get(Resource.objects.last().get_absolute_url()))


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.soak)])
def test_outsider_gets_nothing_from_any_space_url(filled, outsider_clients, every):
    wrong = {
        user_kind: client.get(f"{SPACE_URL}resources/999999/")
        for user_kind, client in outsider_clients.items()
    }
    for number, url in enumerate(space_urls(filled)):
        for user_kind, client in outsider_clients.items():
            # All outsiders are denied by the same condition.
            thorough = every or user_kind == "who left"
            if every or (thorough and "/versions/" in url):
                methods = ("get", "head", "post")
            elif thorough:
                methods = ("get", "post")
            else:
                methods = ("get",) if number == 0 or "/versions/" in url else ()
            for method in methods:
                for headers in headers_for(url) if thorough else HEADERS[:1]:
                    response = getattr(client, method)(url, headers=headers)
                    assert CANARY not in response_text(response), (url, user_kind)
                    assert "private" in response["Cache-Control"], (url, user_kind)
                    assert "no-store" in response["Cache-Control"], (url, user_kind)
                    assert not response.has_header("Content-Range"), (url, user_kind)
                    # The same response as for a URL that does not exist.
                    assert response.status_code == wrong[user_kind].status_code, (url, user_kind)
    assert wrong.pop("nobody").status_code == 302
    assert {response.status_code for response in wrong.values()} == {404}


def test_outsider_gets_the_response_of_an_unknown_url(filled, other_organiser):
    client = signed_in(other_organiser.user)
    resource_url, wrong = (
        f"{SPACE_URL}resources/{filled['resources']}/",
        f"{SPACE_URL}resources/999999/",
    )
    for headers in HEADERS:
        one, other = (client.get(url + "versions/1/", headers=headers)
                      for url in (resource_url, wrong))  # fmt: skip
        pages = [
            # The form to sign out has another masked CSRF token in each response.
            re.sub(r'(name="csrfmiddlewaretoken" value=)"\w+"', r"\1", response_text(response))
            for response in (one, other)
        ]
        assert pages[0].replace(resource_url, "") == pages[1].replace(wrong, "")
        ignored_headers = {"Content-Length", "Content-Security-Policy"}
        assert {k: v for k, v in one.items() if k not in ignored_headers} == {
            k: v for k, v in other.items() if k not in ignored_headers
        }


SOME = slice(None, None, 6)
"""Takes every sixth URL; each is denied by the same condition as the others."""
ALL = pytest.param(slice(None), marks=pytest.mark.soak)


@pytest.mark.parametrize("part", [SOME, ALL], ids=["some", "all"])
def test_unpublished_network_has_no_space(filled, ann_client, psmn, part):
    psmn.live = False
    psmn.save()
    for url in space_urls(filled)[part]:
        assert ann_client.get(url).status_code == 404


@pytest.mark.parametrize("part", [SOME, ALL], ids=["some", "all"])
def test_member_with_closed_account_gets_nothing(filled, ann_client, ann, part):
    ann.user.is_active = False
    ann.user.save()
    for url in space_urls(filled)[part]:
        assert CANARY not in response_text(ann_client.get(url))


PUBLIC = (
    "/",
    "/networks/psmn/",
    f"/search/?q={ASKED}",
    "/feed/",
    "/sitemap.xml",
    "/robots.txt",
    "/health/",
    "/resources/",
    "/topics/",
    f"/{ASKED}/",
    "/networks/psmn/join/",
    "/api/",
    "/api/v2/pages/",
    f"/api/v2/pages/?search={ASKED}",
    f"/api/v2/images/?search={ASKED}",
    f"/api/v2/documents/?search={ASKED}",
    f"/documents/1/{ASKED}.pdf",
)
DESK = (
    "/admin/",
    f"/admin/pages/search/?q={ASKED}",
    f"/admin/images/?q={ASKED}",
    f"/admin/documents/?q={ASKED}",
    f"/admin/snippets/networks/network/?q={ASKED}",
    "/admin/snippets/networks/network/edit/{network}/",
    "/admin/snippets/networks/network/history/{network}/",
    "/admin/snippets/networks/network/usage/{network}/",
    f"/admin/snippets/networks/joinform/?q={ASKED}",
    f"/admin/snippets/pages/person/?q={ASKED}",
    f"/admin/networks/joinrequest/?q={ASKED}",
    f"/admin/images/chooser/?q={ASKED}",
    f"/admin/documents/chooser/?q={ASKED}",
    f"/admin/choose-page/search/?q={ASKED}",
    "/admin/reports/site-history/",
    "/admin/tag-autocomplete/?term=" + ASKED[:4],
)


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.soak)])
def test_space_content_appears_in_no_public_page_search_feed_or_admin(
    hub, filled, outsider_clients, psmn, every
):
    public, admin = PUBLIC, [one.format(network=psmn.pk) for one in DESK]
    # An administrator sees what every other user of the admin sees.
    some = {"nobody": public, "an administrator": admin}
    for user_kind, client in outsider_clients.items():
        for url in [*public, *admin] if every else some.get(user_kind, []):
            response = client.get(url)
            page = response_text(response).replace(f"q={CANARY}", "").replace(f"/{CANARY}", "")
            # A page repeats the search query, and nothing else.
            page = re.sub(rf'value="{CANARY}"|“{CANARY}”|<strong>{CANARY}</strong>', "", page)
            page = re.sub(rf"&quot;{CANARY}&quot;|<em>{CANARY}</em>", "", page)
            assert CANARY not in page, (user_kind, url)
            assert response.status_code < 500, (user_kind, url)


def test_space_models_are_not_indexed_and_have_no_chooser(db):
    from wagtail.search.index import get_indexed_models
    from wagtail.snippets.models import get_snippet_models

    private = {Message, Resource, ResourceTag, SpaceSettings, Session, SessionSeries, Profile}
    assert not private & set(get_indexed_models())
    assert not private & set(get_snippet_models())


def test_uploaded_files_have_no_public_url(filled, ann_client):
    private = Path(storages["private"].location)
    media = Path(settings.MEDIA_ROOT)
    assert media not in [private, *private.parents]
    names = [path.relative_to(private) for path in private.rglob("*") if path.is_file()]
    assert len(names) >= 2
    for name in names:
        assert CANARY not in str(name)
        for root in ("/media/", "/static/", "/documents/", "/private/", "/media/images/"):
            for client in (Client(), ann_client):
                assert client.get(f"{root}{name}").status_code in {302, 404}
