"""Figures of moderation by month, and how long a held post usually waits."""

from datetime import timedelta

from django.utils import timezone

from community.models import ModerationAction, Post, Report
from tests.clients import signed_in
from tests.community.conftest import DISCUSSION_URL, decide, read, reply, submit

URL = "/admin/moderation/figures/"


def test_reports_and_decisions_are_counted_by_month(board):
    url = f"/community/posts/{board.first.pk}/report/"
    submit(signed_in(board.newcomer), url, reason="illegal")
    decide(board.moderator, board.first, "hide", reason="For now.")
    Report.objects.update(created_at=timezone.now() - timedelta(hours=3))
    page = read(URL, board.moderator)
    assert f"{timezone.localtime():%B %Y}" in page
    lines = signed_in(board.editor).get(f"{URL}?export=csv").content.decode("utf-8-sig")
    heading, newest = (line.split(",") for line in lines.splitlines()[:2])
    row = dict(zip(heading, newest, strict=True))
    assert row["Reports"] == row["Reports of illegal content"] == row["Hidden"] == "1"
    assert row["Average hours from report to decision"] == "3.0"
    assert signed_in(board.author).get(URL).status_code == 403


def test_the_author_of_a_held_post_reads_how_long_it_usually_takes(board):
    first = reply(board.newcomer, "My first words.")
    assert "on average" not in read(DISCUSSION_URL, board.newcomer)
    decide(board.moderator, first, "approve")
    Post.objects.filter(pk=first.pk).update(created_at=timezone.now() - timedelta(hours=5))
    ModerationAction.objects.update(created_at=timezone.now() - timedelta(minutes=30))
    reply(board.newcomer, "My second words.")
    assert "this took 5 hours on average" in read(DISCUSSION_URL, board.newcomer)
