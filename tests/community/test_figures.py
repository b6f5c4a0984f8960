"""Figures of moderation by month, and how long a held post usually waits."""

from datetime import timedelta

from django.utils import timezone

from community.models import Report
from tests.clients import signed_in
from tests.community.conftest import decide, read, submit

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
