"""A post that appears or disappears purges every URL of a frontend cache that shows it."""

from datetime import timedelta

from django.utils import timezone

from community.models import Discussion, Space
from community.moderation.discussion_services import end_pauses
from config.settings.frontend_caches import frontend_caches_from_urls
from page_cache.models import PurgeJob
from tests.clients import signed_in
from tests.community.conftest import BOARD_URL, DISCUSSION_URL, decide, reply


def purged() -> set[str]:
    """Return the paths of the purge jobs, and delete the jobs."""
    paths = {"/" + job.url.split("/", 3)[3] for job in PurgeJob.objects.all()}
    PurgeJob.objects.all().delete()
    return paths


def test_a_removal_and_a_new_post_purge_what_shows_the_discussion(board, settings):
    settings.WAGTAILFRONTENDCACHE = frontend_caches_from_urls(["http://127.0.0.1:9"])
    shown = {
        *(DISCUSSION_URL, BOARD_URL, f"{BOARD_URL}feed/", "/community/", "/sitemap.xml"),
        *(board.topic.url, board.subtopic.url),
    }
    reply(board.author, "One more.")
    assert purged() == shown
    second = board.discussion.posts.get(position=2)
    decide(board.moderator, second, "remove", reason="It blames a person.")
    assert purged() == shown
    reply(board.newcomer, "Held.")
    assert not purged()


def test_an_address_that_changes_is_purged_with_what_showed_it(board, settings):
    settings.WAGTAILFRONTENDCACHE = frontend_caches_from_urls(["http://127.0.0.1:9"])
    other = Space.objects.create(title="Other", slug="other", summary="Else.")
    url = f"/admin/moderation/posts/{board.first.pk}/"
    values = {"reason": "It fits there.", "space": other.pk}
    signed_in(board.moderator).post(f"{url}discussion/move/", values)
    assert {
        DISCUSSION_URL,
        BOARD_URL,
        "/community/other/",
        "/community/other/how-was-it/",
    } < purged()
    values = {"phrases": "How was", "reason": "A name.", "version": 1, "confirm": "yes"}
    signed_in(board.moderator).post(f"{url}redact/", values)
    new_url = Discussion.objects.get().get_absolute_url()
    assert {"/community/other/how-was-it/", new_url, board.topic.url} < purged()
    signed_in(board.moderator).post(f"{url}discussion/pause/", {"reason": "A breath.", "days": "1"})
    assert new_url in purged()
    Discussion.objects.update(paused_until=timezone.now() - timedelta(minutes=1))
    assert end_pauses() == 1 and new_url in purged()
