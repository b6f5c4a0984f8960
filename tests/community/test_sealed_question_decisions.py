"""Organisers publish or decline sealed questions; a published one is a post without an author."""

import json
import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import CommunityRules
from accounts.models.community_rules import accept_rules
from community.enums import PostState
from community.models import Discussion, Post, SealedQuestion
from community.sealed_questions.notifications import notify_organisers
from community.sealed_questions.services import delete_expired_questions
from outbox.models import Notification
from personal_data.registry import collect_for_user
from tests import factories as make
from tests.clients import signed_in
from tests.community.sealed_question_helpers import (
    LIST_URL,
    SEND_URL,
    SPACE_URL,
    decide,
    dump_database,
    sealed,
    send,
    stored,
    wait_a_day,
)
from tests.networks.conftest import networks

__all__ = ["networks", "sealed"]


def test_organisers_alone_read_questions_of_earlier_days(sealed):
    send(signed_in(sealed.member), "okapisealed")
    organiser = signed_in(sealed.organiser)
    assert "okapisealed" not in organiser.get(LIST_URL).content.decode()
    assert "Sealed questions are waiting" not in organiser.get(SPACE_URL).content.decode()
    wait_a_day()
    assert "okapisealed" in organiser.get(LIST_URL).content.decode()
    for url in (SPACE_URL, "/admin/moderation/"):
        assert LIST_URL in organiser.get(url).content.decode()
    for user in (*sealed.members, sealed.neighbour, sealed.outsider, make.make_admin()):
        client = signed_in(user)
        assert client.get(LIST_URL).status_code == 404
        for url in ("/community/", SPACE_URL, SEND_URL, "/search/?q=okapisealed"):
            page = client.get(url).content.decode()
            assert LIST_URL not in re.sub(r"send/", "", page).replace(SEND_URL[:-5], "")
            assert "okapisealed" not in page.replace("“okapisealed”", "").replace(
                'value="okapisealed"', ""
            ).replace("<title>okapisealed", "")
        assert "okapisealed" not in json.dumps(collect_for_user(user), default=str)


def test_a_published_question_has_no_author_and_is_moderated_like_a_post(sealed, settings):
    settings.EMAIL_BACKEND = "outbox.backend.OutboxBackend"
    questions = stored("okapipublished", "okapisecond", title="Is it only me?")
    page = decide(sealed.organiser, questions, "publish").content.decode()
    assert "2 questions published." in page
    assert not SealedQuestion.objects.exists()
    first, second = Post.objects.order_by("pk")
    assert first.created_at.date() == timezone.now().date()
    for post in (first, second):
        assert (post.author, post.discussion.started_by) == (None, None)
        assert (post.is_sealed, post.state, post.position) == (True, PostState.PUBLISHED, 1)
    assert second.discussion.get_absolute_url() == f"{SPACE_URL}is-it-only-me-2/"
    url = first.discussion.get_absolute_url()
    member = signed_in(sealed.member)
    accept_rules(sealed.member, CommunityRules.objects.current().version)
    page = member.get(url).content.decode()
    assert "A member of this network" in page
    assert "This was a sealed question." in page
    for address in ("edit", "delete", "block", "appeal"):
        post_url = f"/community/posts/{first.pk}/{address}/"
        assert post_url not in page
        assert member.get(post_url).status_code == 404
    assert "okapi" in member.get("/search/?q=okapipublished").content.decode()
    for tool in ("save", "helpful"):
        assert member.post(f"/community/posts/{first.pk}/{tool}/").status_code == 302
    assert "A member of this network" in member.get("/community/saved/").content.decode()
    reply_url = f"{url}reply/?to={first.pk}"
    form = member.get(reply_url)
    assert "A member of this network" in form.content.decode()
    values = {"text": "No, not only you.", "form_token": form.context["form_token"]}
    assert member.post(reply_url, values).status_code == 302
    assert "No, not only you." in signed_in(sealed.second).get(url).content.decode()
    report = signed_in(sealed.second)
    token = report.get(f"/community/posts/{first.pk}/report/").context["form_token"]
    values = {"reason": "identifies", "details": "Look.", "form_token": token}
    assert report.post(f"/community/posts/{first.pk}/report/", values).status_code == 302
    review_url = f"/admin/moderation/posts/{first.pk}/"
    organiser = signed_in(sealed.organiser)
    assert "A member of this network" in organiser.get("/admin/moderation/").content.decode()
    page = organiser.get(review_url).content.decode()
    assert "Its author is not stored." in page
    assert "Return for rewording" not in page
    sent = Notification.objects.count()
    values = {"action": "hide", "reason": "It names a ward.", "version": first.version}
    page = organiser.post(review_url, values, follow=True).content.decode()
    assert "the author is not stored" in page
    assert Notification.objects.count() == sent
    assert signed_in(sealed.second).get(url).status_code == 404


def test_a_declined_question_is_deleted_with_a_reason_on_record(sealed):
    question, other = stored("okapideclined", "okapikept")
    page = decide(sealed.organiser, [question], "decline")
    assert page.status_code == 422
    assert "Choose why you decline." in page.content.decode()
    page = decide(sealed.organiser, [question], "decline", reason="sender").content.decode()
    assert "1 question declined and deleted." in page
    assert "It could tell who sent it" in page
    assert list(SealedQuestion.objects.all()) == [other]
    assert not Post.objects.exists()
    assert "okapideclined" not in str(dump_database())
    # Another organiser had the same list open.
    page = decide(sealed.organiser, [question], "publish")
    assert page.status_code == 422
    assert "Check the list again" in page.content.decode()
    for values in ({"questions": ["no-uuid"], "decision": "publish"}, {"decision": "x"}):
        assert signed_in(sealed.organiser).post(LIST_URL, values).status_code == 422
    # A question of today is not decided about, even if its key were known.
    SealedQuestion.objects.update(sent_on=timezone.localdate())
    assert decide(sealed.organiser, [other], "publish").status_code == 422


def test_organisers_read_and_publish_in_random_order(sealed):
    texts = [f"Question {number}" for number in range(8)]
    questions = stored(*texts)
    client = signed_in(sealed.organiser)
    orders = [re.findall(r"Question \d", client.get(LIST_URL).content.decode()) for _ in range(2)]
    assert sorted(orders[0]) == sorted(orders[1]) == texts
    assert orders[0] != orders[1]  # equal by chance once in 40,320 runs
    decide(sealed.organiser, questions, "publish")
    assert [post.text for post in Post.objects.order_by("pk")] != texts
    assert Discussion.objects.filter(published_at__isnull=False).count() == 8


def test_organisers_are_emailed_once_a_day_without_number_and_words(sealed):
    send(signed_in(sealed.member), "okapimail")
    notify_organisers()
    assert not Notification.objects.exists()
    wait_a_day()
    stored("Another.")
    notify_organisers()
    notify_organisers()
    [email] = Notification.objects.all()
    assert email.user == sealed.organiser
    assert LIST_URL in email.text
    for word in ("okapimail", "How do you cope", "2"):
        assert word not in email.subject + email.text.replace("127.0.0.1", "")


def test_questions_are_deleted_after_sixty_days(sealed):
    questions = stored("Old.", "New.")
    today = timezone.localdate()
    for question, days in zip(questions, (60, 59), strict=True):
        question.sent_on = today - timedelta(days=days)
        question.save()
    assert delete_expired_questions() == 1
    assert SealedQuestion.objects.get().text == "New."


def test_only_a_sealed_post_may_lack_an_author(sealed):
    discussion = Discussion.objects.create(space=sealed.space, title="Title", slug="title")
    kept = {"discussion": discussion, "position": 1, "key": "a"}
    for fields in ({"author": None}, {"author": sealed.member, "is_sealed": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Post.objects.create(**kept, **fields)
    post = Post.objects.create(**kept, is_sealed=True)
    post.edited_at = timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        post.save()


def test_moderators_change_a_published_question_and_find_no_one_to_warn(sealed):
    decide(sealed.organiser, stored("It was okapiward.", "Another."), "publish")
    first, second = Post.objects.order_by("pk")
    named = first if "okapiward" in first.text else second
    organiser, base = signed_in(sealed.organiser), "/admin/moderation/posts"
    for tool in ("warn", "note", "suspend", "account"):
        assert organiser.get(f"{base}/{named.pk}/{tool}/").status_code in {403, 404, 405}
        assert organiser.post(f"{base}/{named.pk}/{tool}/").status_code in {403, 404}
    values = {"phrases": "okapiward", "reason": "It names a ward.", "version": named.version}
    url = f"{base}/{named.pk}/redact/"
    page = organiser.post(url, {**values, "confirm": "yes"}, follow=True).content.decode()
    assert "the author is not stored" in page
    assert (
        "okapiward"
        not in signed_in(sealed.member).get(named.discussion.get_absolute_url()).content.decode()
    )
    address = f"http://testserver{first.discussion.get_absolute_url()}"
    values = {"address": address, "reason": "They ask the same."}
    url = f"{base}/{second.pk}/discussion/merge/"
    page = organiser.post(url, values, follow=True).content.decode()
    assert "Posts added to" in page
    assert "We have emailed the reason" not in page
    page = signed_in(sealed.member).get(address).content.decode()
    assert page.count("This was a sealed question.") == 2
    values = {"title": "On its own", "posts": [second.pk], "reason": "It differs."}
    url = f"{base}/{first.pk}/discussion/split/"
    assert organiser.post(url, values).status_code == 302
    second.refresh_from_db()
    assert (second.discussion.title, second.discussion.started_by) == ("On its own", None)
