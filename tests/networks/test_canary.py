"""Words of a private space, in each state, reach no one who may not read them."""

import json
from datetime import timedelta
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache
from django.test import Client
from django.utils import timezone

from accounts.models import CommunityRules
from accounts.models.community_rules import accept_rules
from accounts.roles import EDITOR, MODERATOR
from community.following.announcements import notify_followers
from community.models import DeclinedSealedQuestion, Post, SealedQuestion
from community.sealed_questions.notifications import notify_organisers
from networks.discussions import get_or_create_space
from outbox.models import Notification
from personal_data.registry import collect_for_user
from tests import factories as make
from tests.clients import signed_in

SPACE_URL = "/community/network-psmn/"
WORDS = ("published", "hidden", "removed", "deleted", "sealed", "declined", "released")
CANARIES = {word: f"okapi{word}" for word in WORDS}


def start(user, word: str) -> Post:
    """Start a discussion whose title and text have a unique word."""
    client, canary = signed_in(user), CANARIES[word]
    token = client.get(f"{SPACE_URL}start/").context["form_token"]
    values = {"title": f"{canary} title", "text": f"{canary} text", "form_token": token}
    assert client.post(f"{SPACE_URL}start/", values).status_code == 302
    return Post.objects.get(text=f"{canary} text")


@pytest.fixture
def people(networks, settings) -> SimpleNamespace:
    """Bring a word into each state of a private space; return who reads there and who does not."""
    settings.EMAIL_BACKEND = "outbox.backend.OutboxBackend"
    for user in (networks.member, networks.second, networks.organiser):
        accept_rules(user, CommunityRules.objects.current().version)
    space = get_or_create_space(networks.ours)
    signed_in(networks.second).get(SPACE_URL)
    organiser = signed_in(networks.organiser)
    start(networks.member, "published")
    for word, action in (("hidden", "hide"), ("removed", "remove")):
        post = start(networks.member, word)
        values = {"action": action, "reason": "A reason.", "version": post.version}
        organiser.post(f"/admin/moderation/posts/{post.pk}/", values)
    deleted = start(networks.member, "deleted")
    signed_in(networks.member).post(f"/community/posts/{deleted.pk}/delete/")
    for word in ("sealed", "declined", "released"):
        values = {"title": f"{CANARIES[word]} title", "text": f"{CANARIES[word]} text"}
        signed_in(networks.second).post(f"{SPACE_URL}sealed-questions/send/", values)
    yesterday = timezone.localdate() - timedelta(days=1)
    assert SealedQuestion.objects.update(sent_on=yesterday) == 3
    notify_organisers()
    for word, values in (
        ("declined", {"decision": "decline", "reason": "sender"}),
        ("released", {"decision": "publish"}),
    ):
        question = SealedQuestion.objects.get(text=f"{CANARIES[word]} text")
        organiser.post(f"{SPACE_URL}sealed-questions/", {"questions": [question.pk], **values})
    assert DeclinedSealedQuestion.objects.get().space == space
    notify_followers()
    outsiders = [
        *(None, networks.outsider, networks.neighbour, make.make_admin()),
        make.make_user("editor@hub.example", EDITOR),
        make.make_user("moderator@hub.example", MODERATOR),
    ]
    return SimpleNamespace(**vars(networks), outsiders=outsiders)


def urls_to_try() -> list[str]:
    """Return addresses that could show the words."""
    posts = Post.objects.select_related("discussion__space")
    return [
        *("/", "/community/", SPACE_URL, f"{SPACE_URL}feed/", f"{SPACE_URL}sealed-questions/"),
        *("/sitemap.xml", "/api/v2/pages/?search=okapi", "/networks/psmn/", "/networks/"),
        *("/community/your-discussions/", "/community/saved/", "/account/"),
        *("/admin/", "/admin/moderation/", "/admin/moderation/figures/?export=csv"),
        *("/admin/reports/site-history/", "/admin/community/boards/"),
        *(f"/search/?q={word}" for word in (*CANARIES.values(), "okapi")),
        *(f"/community/posts/{post.pk}/" for post in posts),
        *(f"/community/posts/{post.pk}/report/" for post in posts),
        *(f"/admin/moderation/posts/{post.pk}/" for post in posts),
        *(post.discussion.get_absolute_url() for post in posts),
    ]


def find_canaries(text: str, url: str) -> list[str]:
    """Return the words in a response, without what the reader typed: the address, the query."""
    typed = {url, quote(url, safe=""), url.rpartition("=")[2]} if "=" in url else {url}
    for part in typed | {quote(url, safe="")}:
        text = text.replace(part, "")
    return [word for word in CANARIES.values() if word in text]


def test_no_outsider_finds_a_word_of_a_private_space(people):
    urls = urls_to_try()
    for user in people.outsiders:
        client = signed_in(user) if user else Client()
        for url in urls:
            response = client.get(url, follow=True)
            assert response.status_code < 500, url
            assert not find_canaries(response.content.decode(), url), (str(user), url)
        if user:
            held = json.dumps(collect_for_user(user), default=str)
            assert not find_canaries(held, "/"), str(user)
    for cache in (caches[alias] for alias in caches):
        if isinstance(cache, LocMemCache):
            assert not find_canaries(str(list(cache._cache.values())), "/")
    # Editors see the subjects of all emails; who may not read in the space receives none of them.
    subjects = "".join(Notification.objects.values_list("subject", flat=True))
    assert not find_canaries(subjects, "/")
    received = Notification.objects.filter(user__in=filter(None, people.outsiders))
    assert not find_canaries("".join(email.text + email.html for email in received), "/")


def test_members_find_what_is_published_and_nothing_else(people):
    # The member who sent the sealed questions has none of them among their data, before they read.
    held = json.dumps(collect_for_user(people.second), default=str)
    assert not [word for word in ("sealed", "declined", "released") if CANARIES[word] in held]
    client = signed_in(people.second)
    found = set()
    for url in urls_to_try():
        found |= set(find_canaries(client.get(url, follow=True).content.decode(), url))
    assert found == {CANARIES["published"], CANARIES["released"]}
    emails = Notification.objects.filter(user=people.second)
    text = "".join(email.text + email.html for email in emails)
    assert set(find_canaries(text, "/")) <= found
