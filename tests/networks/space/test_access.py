"""Private means private: whoever does not belong gets nothing, by whatever address or question."""

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
from networks.models import Message, Resource, ResourceTag, Room, Session, SessionSeries
from tests.networks.space.conftest import (
    PDF,
    SPACE_URL,
    add_resource,
    response_text,
    signed_in,
    submit_form,
    uploaded_file,
)
from tests.pages.conftest import hub

__all__ = ["hub"]
pytestmark = pytest.mark.django_db
ASKED, CANARY = "quokkaword", "wombatsong"
"""Both stand in every private field: one is looked for, so that a page may say it back."""
BOTH = f"{ASKED} {CANARY}"
HEADERS = ({}, {"Range": "bytes=0-9"}, {"If-None-Match": "*"}, {"If-Modified-Since": "x"})


def addresses_of(resolver: URLResolver, path: str = "/") -> list[str]:
    """Return every address below a resolver, with what stands for its parts."""
    found = []
    for entry in resolver.url_patterns:
        route = path + str(getattr(entry.pattern, "_route", ""))
        if isinstance(entry, URLResolver):
            found += addresses_of(entry, route)
        elif isinstance(entry, URLPattern):
            found.append(route)
    return found


def of_the_room(pks: dict[str, int]) -> list[str]:
    """Return every address of the room, filled in with what is really there."""
    routes = [one for one in addresses_of(get_resolver()) if "<slug:slug>/space/" in one]
    assert len(routes) > 15
    filled = []
    for route in routes:
        pk = next((pk for part, pk in pks.items() if f"/{part}/" in route), 1)
        address = route.replace("<slug:slug>", "psmn").replace("<int:pk>", str(pk))
        filled.append(re.sub(r"<\w+:\w+>", "1", address))
    return filled


@pytest.fixture
def filled(by_lead, by_ann, lead, ann, psmn) -> dict[str, int]:
    """A room with a word that is nowhere else in each of its private fields and files."""
    now, link = timezone.now(), f"https://{CANARY}.example/"
    Room.objects.create(network=psmn, welcome=BOTH)
    file = uploaded_file(f"{BOTH}.pdf", PDF + BOTH.encode())
    resource = add_resource(by_ann, BOTH, description=BOTH, tags=BOTH, file=file)
    submit_form(
        by_ann,
        f"{resource.get_absolute_url()}new-version/",
        note=BOTH,
        file=uploaded_file(f"{BOTH} 2.pdf", PDF + BOTH.encode()),
    )
    add_resource(by_ann, BOTH, link=link)
    words = {"subject": BOTH, "text": BOTH, "step": "send"}
    submit_form(by_lead, f"{SPACE_URL}run/messages/write/", **words)
    series = SessionSeries.objects.create(
        network=psmn, title=BOTH, about=BOTH, first_date=now, at=now.time(), join_link=link
    )
    session = Session.objects.create(
        network=psmn,
        series=series,
        title=BOTH,
        guest=BOTH,
        about=BOTH,
        notes=BOTH,
        join_link=link,
        recording=link,
        starts_at=now + timedelta(days=1),
    )
    shown = {f"{part}_seen_by": "networks" for part in PROFILE_FIELDS}
    said = dict.fromkeys(("name", "role", "organisation", "about"), BOTH)
    Profile.objects.update_or_create(user=ann.user, defaults=shown | said)
    return {
        "resources": resource.pk,
        "members": ann.pk,
        "series": series.pk,
        "sessions": session.pk,
    }


def test_the_canary_sings_for_members(by_ann, filled):
    for way in ("", "resources/", "people/"):
        assert CANARY in response_text(by_ann.get(SPACE_URL + way)), way
    assert CANARY in response_text(by_ann.get(Resource.objects.last().get_absolute_url()))


def test_no_address_of_the_room_gives_an_outsider_anything(outsiders, filled):
    wrong = {who: client.get(f"{SPACE_URL}resources/999999/") for who, client in outsiders.items()}
    for address in of_the_room(filled):
        for who, client in outsiders.items():
            for ask in (client.get, client.head, client.post):
                for headers in HEADERS:
                    answer = ask(address, headers=headers)
                    assert CANARY not in response_text(answer), (address, who)
                    assert "private" in answer["Cache-Control"], (address, who)
                    assert "no-store" in answer["Cache-Control"], (address, who)
                    assert not answer.has_header("Content-Range"), (address, who)
                    # The same as for an address that is nobody's.
                    assert answer.status_code == wrong[who].status_code, (address, who)
    assert wrong.pop("nobody").status_code == 302
    assert {answer.status_code for answer in wrong.values()} == {404}


def test_an_outsiders_answer_is_the_same_as_for_a_wrong_address(stranger, filled):
    client = signed_in(stranger.user)
    there, wrong = f"{SPACE_URL}resources/{filled['resources']}/", f"{SPACE_URL}resources/999999/"
    for headers in HEADERS:
        one, other = (client.get(address + "versions/1/", headers=headers)
                      for address in (there, wrong))  # fmt: skip
        assert response_text(one).replace(there, "") == response_text(other).replace(wrong, "")
        kept = {"Content-Length", "Content-Security-Policy"}
        assert {k: v for k, v in one.items() if k not in kept} == {
            k: v for k, v in other.items() if k not in kept
        }


def test_a_network_that_was_taken_down_has_no_room(by_ann, psmn, filled):
    psmn.live = False
    psmn.save()
    for address in of_the_room(filled):
        assert by_ann.get(address).status_code == 404


def test_a_member_whose_account_is_closed_gets_nothing(by_ann, ann, filled):
    ann.user.is_active = False
    ann.user.save()
    for address in of_the_room(filled):
        assert CANARY not in response_text(by_ann.get(address))


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


def test_public_pages_search_feeds_and_the_desk_know_nothing_of_it(
    hub, outsiders, by_ann, psmn, filled
):
    for who, client in outsiders.items():
        for address in (*PUBLIC, *(one.format(network=psmn.pk) for one in DESK)):
            answer = client.get(address)
            page = response_text(answer).replace(f"q={CANARY}", "").replace(f"/{CANARY}", "")
            # A page says back what was looked for; it says nothing else.
            page = re.sub(rf'value="{CANARY}"|“{CANARY}”|<strong>{CANARY}</strong>', "", page)
            page = re.sub(rf"&quot;{CANARY}&quot;|<em>{CANARY}</em>", "", page)
            assert CANARY not in page, (who, address)
            assert answer.status_code < 500, (who, address)


def test_nothing_of_a_room_is_in_a_search_index_or_can_be_chosen(db):
    from wagtail.search.index import get_indexed_models
    from wagtail.snippets.models import get_snippet_models

    private = {Message, Resource, ResourceTag, Room, Session, SessionSeries, Profile}
    assert not private & set(get_indexed_models())
    assert not private & set(get_snippet_models())


def test_files_lie_below_no_address(by_ann, filled):
    private = Path(storages["private"].location)
    media = Path(settings.MEDIA_ROOT)
    assert media not in [private, *private.parents]
    names = [path.relative_to(private) for path in private.rglob("*") if path.is_file()]
    assert len(names) >= 2
    for name in names:
        assert CANARY not in str(name)
        for root in ("/media/", "/static/", "/documents/", "/private/", "/media/images/"):
            for client in (Client(), by_ann):
                assert client.get(f"{root}{name}").status_code in {302, 404}
