"""The generator of discussions, and the pages that are measured."""

import pytest
from django.test import Client

from benchmarks.discussion_urls import discussion_urls
from benchmarks.generators.discussions import generate_discussion_data, has_discussion_data
from benchmarks.generators.sizes import DiscussionSize
from community.models import Post

SMALL = DiscussionSize(members=6, boards=2, discussions=2, short_posts=4, posts=45)

pytestmark = [pytest.mark.django_db, pytest.mark.same_on_both]


def test_every_benchmarked_url_responds():
    assert not has_discussion_data(SMALL)
    generate_discussion_data(SMALL, quiet=True)
    assert has_discussion_data(SMALL)
    assert Post.objects.count() == 45 + 2 * 2 * 4
    for role, user, urls in discussion_urls():
        client = Client()
        if user:
            client.force_login(user)
        for url in urls:
            assert client.get(url.path).status_code == 200, f"{url.path} as {role}"
