"""A post that appears or disappears purges every URL of a frontend cache that shows it."""

from config.settings.frontend_caches import frontend_caches_from_urls
from page_cache.models import PurgeJob
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
