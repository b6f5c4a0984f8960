"""Public pages of networks and join forms: figures and links, and no member names."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Profile
from networks.models import JoinForm, JoinRequest, Membership, Network, Session
from outbox.models import Notification
from tests import factories as make
from tests.clients import signed_in
from tests.networks.join_request_client import filled_form

pytestmark = pytest.mark.django_db


def create_member(network: Network, name: str, organisation: str) -> Membership:
    """Create a member with a profile."""
    user = make.make_user(f"{name}@members.example", first_name=name, last_name="Zanzibar")
    Profile.objects.create(user=user, name=f"{name} Zanzibar", organisation=organisation)
    return Membership.objects.create(network=network, user=user)


def test_public_page_shows_member_counts_and_no_names(client, psmn):
    for name, organisation in (("Ada", "A trust"), ("Ben", "a Trust"), ("Cleo", "A hospice")):
        create_member(psmn, name, organisation)
    ended = create_member(psmn, "Dan", "Another")
    ended.ended_at = timezone.now()
    ended.save()
    page = client.get("/networks/psmn/").content.decode()
    today = timezone.localdate()
    assert "3 members from 2 organisations" in page
    assert f"{today.day} {today:%B %Y}" in page
    assert "Ask to join" in page
    assert "Zanzibar" not in page
    assert "3 members from 2 organisations" in client.get("/networks/psmn/").content.decode()


def test_next_open_session_is_shown_without_its_join_link(client, psmn):
    for hours, is_open, title in ((2, False, "For members"), (50, True, "For everybody")):
        Session.objects.create(
            network=psmn,
            title=title,
            starts_at=timezone.now() + timedelta(hours=hours),
            is_open=is_open,
            join_link="https://meet.example/zanzibar",
        )
    page = client.get("/networks/psmn/").content.decode()
    assert "For everybody" in page
    assert "For members" not in page
    assert "zanzibar" not in page


@pytest.mark.parametrize("change", [{"joining_policy": "closed"}, {"live": False}])
def test_closed_network_says_that_it_takes_no_members(client, psmn, change):
    Network.objects.filter(pk=psmn.pk).update(**change)
    response = client.get("/networks/psmn/")
    if "live" in change:
        assert response.status_code == 404
    else:
        assert "is not accepting new members" in response.content.decode()


def test_public_page_is_cacheable_and_sets_no_cookie(client, psmn):
    response = client.get("/networks/psmn/")
    assert "public" in response["Cache-Control"]
    assert not response.cookies


def test_public_page_query_count_is_constant(client, psmn, django_assert_num_queries):
    for number in range(2):
        create_member(psmn, f"n{number}", f"Trust {number}")
    client.get("/networks/psmn/")
    with django_assert_num_queries(6):  # network, restrictions, stories, their pages, session, base
        client.get("/networks/psmn/")
    for number in range(2, 7):
        create_member(psmn, f"n{number}", f"Trust {number}")
    with django_assert_num_queries(6):
        client.get("/networks/psmn/")


def test_search_finds_published_networks_only(client, psmn):
    page = client.get("/search/?q=management+network").content.decode()
    assert 'href="/networks/psmn/"' in page
    Network.objects.filter(pk=psmn.pk).update(live=False)
    assert "/networks/psmn/" not in client.get("/search/?q=management+network").content.decode()


def test_topic_lists_networks_of_the_topic_and_its_subtopics(client, psmn):
    hub = make.make_hub()
    topic = make.make_topic(hub.topics, "Incident reviews")
    other = make.make_topic(hub.topics, "Surgery")
    subtopic = make.make_topic(topic, "Root causes")
    psmn.topics.set([subtopic])
    psmn.save()
    for page, is_listed in ((topic, True), (subtopic, True), (other, False)):
        assert ('href="/networks/psmn/"' in client.get(page.url).content.decode()) == is_listed
    Network.objects.filter(pk=psmn.pk).update(live=False)
    assert "/networks/psmn/" not in client.get(subtopic.url).content.decode()


def test_sitemap_lists_published_networks_only(client, psmn):
    assert "/networks/psmn/" in client.get("/sitemap.xml").content.decode()
    Network.objects.filter(pk=psmn.pk).update(live=False)
    assert "/networks/psmn/" not in client.get("/sitemap.xml").content.decode()


def test_request_stores_the_page_that_links_to_the_form(join_form):
    hub = make.make_hub()
    body = [{"type": "form", "value": {"form": join_form.pk, "text": "Write to us"}}]
    page = make.make_standard(hub.home, "Contact", body=body)
    visitor = Client(enforce_csrf_checks=True)
    address = f"/networks/forms/join/?from={page.pk}"
    assert address in visitor.get(page.url).content.decode()
    visitor.post(address, filled_form(visitor, address=address))
    assert JoinRequest.objects.get().page_id == page.pk


def test_form_of_one_network_redirects_to_the_network(join_form, psmn):
    hub = make.make_hub()
    page = make.make_standard(hub.home, "Join us")
    visitor = Client(enforce_csrf_checks=True)
    address = f"/networks/forms/join/?from={page.pk}"
    join_url = visitor.get(address).url
    assert join_url == f"/networks/psmn/join/?from={page.pk}"
    visitor.post(join_url, filled_form(visitor, address=join_url))
    request = JoinRequest.objects.get()
    assert (request.network, request.page_id) == (psmn, page.pk)


def test_form_of_several_networks_offers_a_choice(join_form, psmn):
    Network.objects.create(
        name="Another",
        slug="another",
        summary="…",
        purpose="…",
        intended_members="…",
        join_form=join_form,
    )
    closed = Network.objects.create(
        name="Closed",
        slug="closed",
        summary="…",
        purpose="…",
        intended_members="…",
        join_form=join_form,
    )
    Network.objects.filter(pk=closed.pk).update(joining_policy="closed")
    page = Client().get("/networks/forms/join/?from=7").content.decode()
    assert "/networks/psmn/join/?from=7" in page
    assert "/networks/another/join/?from=7" in page
    assert "/networks/closed/" not in page


def test_unpublished_form_is_not_linked(client, join_form):
    hub = make.make_hub()
    body = [{"type": "form", "value": {"form": join_form.pk, "text": "Write to us"}}]
    page = make.make_standard(hub.home, "Contact", body=body)
    JoinForm.objects.update(live=False)
    assert "Write to us" not in client.get(page.url).content.decode()


@pytest.mark.parametrize("number", ["x", "999999", "9" * 40, "", "-1", "1\0"])
def test_invalid_page_id_is_ignored(join_form, number):
    visitor = Client(enforce_csrf_checks=True)
    form_data = filled_form(visitor, address="/networks/forms/join/")
    response = visitor.post(f"/networks/forms/join/?from={number}", form_data)
    assert response.status_code == 302
    assert JoinRequest.objects.get().page is None


def test_open_session_links_to_the_form_for_guests(client, psmn):
    starts_at = timezone.now() + timedelta(days=3)
    session = Session.objects.create(
        network=psmn, title="Open hour", starts_at=starts_at, is_open=True
    )
    page = client.get("/networks/psmn/").content.decode()
    assert "Guests are welcome" in page
    assert f'<a href="/networks/psmn/sessions/{session.pk}/guest/">Ask for the link</a>' in page


def test_new_network_shows_no_figures(client, psmn):
    page = client.get("/networks/psmn/").content.decode()
    assert "New network" in page
    assert str(timezone.localdate().year) not in page.split("New network")[1][:40]
    assert "Meetings</h2>" not in page


def test_promised_time_to_answer_has_one_source(client, psmn):
    JoinForm.objects.filter(pk=psmn.join_form_id).update(answer_days=3)
    body = [{"type": "form", "value": {"form": psmn.join_form_id, "text": "Write to us"}}]
    pages = ["/networks/psmn/join/", "/networks/psmn/join/thanks/"]
    home = make.make_hub().home
    pages += [make.make_standard(home, "Contact", body=body).url]
    promise = "We usually answer by email within 3 working days."
    assert all(promise in client.get(page).content.decode() for page in pages)
    client.post(pages[0], filled_form(client))
    email = Notification.objects.get(kind="networks/request_received")
    assert promise in email.text
    assert promise in email.html


def test_member_is_told_of_the_membership_in_place_of_asking_to_join(psmn):
    member = signed_in(create_member(psmn, "Ada", "A trust").user)
    page = member.get("/networks/psmn/").content.decode()
    assert "You are a member of this network." in page
    assert "Ask to join" not in page
    form = member.get("/networks/psmn/join/").content.decode()
    assert "You are already a member of this network." in form
    assert 'href="/networks/psmn/space/"' in form
    assert "Send your answers" not in form
    stranger = Client().get("/networks/psmn/join/").content.decode()
    assert "You are already a member" not in stranger
