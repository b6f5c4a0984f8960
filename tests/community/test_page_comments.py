"""An editor opens comments under a page; those who read the page and its space read them."""

import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from community.models import Discussion, Post
from pages.models import BlogIndexPage, BlogPage
from tests import factories as make
from tests.clients import signed_in
from tests.community.conftest import DISCUSSION_URL, make_post, submit


@pytest.fixture
def blog(board) -> BlogPage:
    """Return a blog under which an editor has opened comments, with one comment."""
    page = make.make_blog(BlogIndexPage.objects.get(), "Okapi blog")
    make.tag(page, board.subtopic)
    url = f"/admin/comments/{page.pk}/"
    editor = signed_in(board.editor)
    assert url in editor.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "Comments" not in re.sub(r"<head>.*</head>", "", read(page.url))
    suggested = editor.get(url).context["form"].initial["space"]
    assert suggested == board.space
    editor.post(url, {"space": suggested.pk})
    submit(signed_in(board.author), f"{comments(page).get_absolute_url()}reply/", text="Okapiword.")
    return page


def comments(page: BlogPage) -> Discussion:
    """Return the comments of a page."""
    return Discussion.objects.get(page=page)


def read(url: str, user=None) -> str:
    """Return a response as text."""
    client = signed_in(user) if user else Client()
    return client.get(url).content.decode().replace("q=okapiword", "")


def test_readers_find_comments_under_the_page(board, blog):
    text = read(blog.url)
    assert "Okapiword." in text and "1 comment." in text and "Read and add comments" in text
    url = comments(blog).get_absolute_url()
    assert f'href="{url}"' in text
    assert f'href="{blog.url}"' in read(url)
    for other in ("/search/?q=okapiword", "/sitemap.xml", "/community/care/", board.subtopic.url):
        assert "okapi-blog" in read(other) or "community/posts" in read(other), other


def test_comments_of_a_page_that_is_not_readable_show_nothing(board, blog):
    url = comments(blog).get_absolute_url()
    post = Post.objects.get(text="Okapiword.")
    restriction = PageViewRestriction.objects.create(page=blog, restriction_type="groups")
    restriction.groups.set(board.editor.groups.all())
    urls = [url, "/community/care/", "/community/care/feed/", "/search/?q=okapiword"]
    urls += ["/sitemap.xml", post.get_absolute_url(), f"{post.get_absolute_url()}report/"]
    urls += [f"{url}reply/", "/account/"]
    for user in (None, board.newcomer):
        assert not [found for found in urls if re.search("Okapi|okapi-blog", read(found, user))]
    assert "Okapiword." in read(url, board.editor)
    restriction.delete()
    blog.unpublish()
    for user in (None, board.newcomer, board.author):
        assert not [found for found in urls[:5] if re.search("Okapi|okapi-blog", read(found, user))]


def test_an_editor_closes_comments_and_opens_them_again(board, blog):
    url = f"/admin/comments/{blog.pk}/"
    signed_in(board.editor).post(url, {"close": "yes"})
    assert "The comments are closed." in read(blog.url)
    assert "Write a comment" not in read(comments(blog).get_absolute_url())
    signed_in(board.editor).post(url)
    assert "Read and add comments" in read(blog.url)
    assert signed_in(board.moderator).post(url, {"close": "yes"}).status_code in {302, 403}
    assert comments(blog).is_open


def test_a_hidden_first_comment_leaves_the_others(board, blog):
    post = Post.objects.get(text="Okapiword.")
    discussion = comments(blog)
    make_post(discussion, board.author, "A second one.", "published")
    values = {"action": "hide", "version": post.version, "reason": "A reason."}
    signed_in(board.moderator).post(f"/admin/moderation/posts/{post.pk}/", values)
    text = read(blog.url)
    assert "A second one." in text and "Okapiword" not in text and "1 comment." in text


def test_query_count_is_constant(board, blog):
    read(blog.url)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            read(blog.url)
        counts.append(len(captured))
        for _ in range(5):
            make_post(comments(blog), board.author, "More.", "published")
    assert counts[0] == counts[1]


def test_public_discussions_have_structured_data(board):
    make_post(board.discussion, board.author, "</script><script>alert(1)</script>", "published")
    text = read(DISCUSSION_URL)
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)
    data = next(json.loads(item) for item in found if "DiscussionForumPosting" in item)
    assert data["headline"] == "How was it?" and data["author"]["name"] == "Ann"
    assert data["comment"][-1]["text"] == "</script><script>alert(1)</script>"
    assert "<script>alert" not in text
