"""The job of the link checker: states of a link, dead links, limits."""

import socket
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from editorial.reviews.link_checker import extract, jobs
from editorial.reviews.link_checker.extract import sync_external_links
from editorial.reviews.models import ExternalLink, ReviewDate
from outbox.models import Notification
from tests import factories as make


def probe_on_next_days(number=1):
    """Probe the link on each of some following days."""
    for _ in range(number):
        ExternalLink.objects.update(
            next_probe_on=timezone.localdate(), last_probed_at=timezone.now() - timedelta(hours=23)
        )
        jobs.probe_next(allow_loopback=True)


def review():
    """Return the review date of the page."""
    return ReviewDate.objects.get()


def test_third_failure_makes_a_link_dead_and_notifies_the_caretaker(link_to, site, people):
    link_to(site.url("/404"))
    sync_external_links()
    probe_on_next_days(2)
    assert ExternalLink.objects.get().state == ExternalLink.State.FAILING
    assert not review().brought_forward
    probe_on_next_days(1)
    assert ExternalLink.objects.get().state == ExternalLink.State.DEAD
    assert review().review_on == timezone.localdate()
    assert site.url("/404") in review().brought_forward
    [notification] = Notification.objects.filter(kind="editorial/dead_link")
    assert notification.user == people.writer
    assert site.url("/404") in notification.text and "A piece of its time" in notification.subject
    probe_on_next_days(2)
    assert Notification.objects.filter(kind="editorial/dead_link").count() == 1


def test_pages_are_read_without_a_write_lock(link_to, site, monkeypatch):
    link_to(site.url("/there"))
    before, depths = len(connection.savepoint_ids), []
    extract_links = extract.extract_links

    def record_depth(page):
        depths.append(len(connection.savepoint_ids))
        return extract_links(page)

    monkeypatch.setattr(extract, "extract_links", record_depth)
    assert sync_external_links() == 1
    assert depths == [before]


def test_link_is_probed_once_a_day(link_to, site):
    link_to(site.url("/404"))
    sync_external_links()
    for _ in range(5):
        jobs.probe_next(allow_loopback=True)
    assert ExternalLink.objects.get().failures == 1


def test_success_resets_the_failures(link_to, site):
    link_to(site.url("/there"))
    sync_external_links()
    for down in (True, True, False, True, True):
        site.down = {"/there"} if down else set()
        probe_on_next_days()
    assert ExternalLink.objects.get().state == ExternalLink.State.FAILING
    assert not review().brought_forward


@pytest.mark.parametrize("status", [403, 429, 500])
def test_inconclusive_status_keeps_the_state(link_to, site, status):
    link_to(site.url(f"/{status}"))
    sync_external_links()
    probe_on_next_days(5)
    link = ExternalLink.objects.get()
    assert (link.state, link.last_response) == (ExternalLink.State.UNKNOWN, str(status))
    assert not review().brought_forward


def test_missing_host_counts_only_when_another_host_responded(link_to, host_addresses, site):
    host_addresses["gone.example"] = socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    link_to("http://gone.example/")
    sync_external_links()
    probe_on_next_days(5)
    assert ExternalLink.objects.get().failures == 0
    link_to("http://gone.example/", site.url("/"))
    sync_external_links()
    for _ in range(3):
        probe_on_next_days(1)
        ExternalLink.objects.filter(host="gone.example").update(next_probe_on=timezone.localdate())
        jobs.probe_next(allow_loopback=True)
    assert ExternalLink.objects.get(host="gone.example").failures > 0


def test_admin_lists_dead_links(link_to, site, people, as_user):
    link_to(site.url("/404"))
    sync_external_links()
    editor = as_user(people.editor)
    report = "/admin/editorial/reviewdate/"
    assert "A piece of its time" not in editor.get(report, {"state": "links"}).content.decode()
    probe_on_next_days(3)
    for path in (f"{report}?state=links", f"/admin/desk/{review().page_id}/review-date/"):
        page = editor.get(path).content.decode()
        assert f"{site.url('/404')} (404)" in page, path
    editor.post(f"/admin/desk/{review().page_id}/review-date/", {"checked": "yes"})
    probe_on_next_days(2)
    sync_external_links()
    assert not review().brought_forward


def test_report_has_constant_query_count(
    link_to, site, people, as_user, hub, django_assert_max_num_queries
):
    link_to(site.url("/404"))
    sync_external_links()
    probe_on_next_days(3)
    editor, report = as_user(people.editor), "/admin/editorial/reviewdate/"
    editor.get(report)  # warms content types
    with CaptureQueriesContext(connection) as few:
        editor.get(report)
    for number in range(3):
        page = make.make_blog(hub.blogs, f"Blog {number}", owner=people.writer)
        today = timezone.localdate()
        ReviewDate.objects.create(page=page, checked_on=today, review_on=today)
        ExternalLink.objects.get().pages.add(page)
    # 25 at most; one of them reads the dead links of all pages.
    with django_assert_max_num_queries(min(len(few), 25)):
        editor.get(report)


# --- Limits ------------------------------------------------------------------------------------


def test_host_is_not_probed_twice_within_the_pause(link_to, site, host_addresses):
    host_addresses["a.example"], host_addresses["b.example"] = ["127.0.0.1"], ["127.0.0.1"]
    link_to(
        *(site.url(f"/{number}", "a.example") for number in (201, 202)),
        site.url("/203", "b.example"),
    )
    sync_external_links()
    probed = [jobs.probe_next(allow_loopback=True) for _ in range(3)]
    assert [link and link.host for link in probed] == ["a.example", "b.example", None]
    ExternalLink.objects.update(last_probed_at=timezone.now() - timedelta(minutes=11))
    assert jobs.probe_next(allow_loopback=True).url.endswith("202")


def test_working_link_is_probed_again_after_four_weeks(link_to, site):
    link_to(site.url("/"))
    sync_external_links()
    assert jobs.probe_next(allow_loopback=True)
    assert ExternalLink.objects.get().next_probe_on == timezone.localdate() + timedelta(weeks=4)


def test_probes_per_day_are_limited(link_to, site, monkeypatch):
    monkeypatch.setattr(jobs, "MAX_PROBES_PER_DAY", 2)
    monkeypatch.setattr(jobs, "HOST_PAUSE", timedelta(0))
    link_to(*(site.url(f"/{number}") for number in (201, 202, 203)))
    sync_external_links()
    assert [bool(jobs.probe_next(allow_loopback=True)) for _ in range(3)] == [True, True, False]


def test_disabled_link_checker_probes_nothing(link_to, site, settings):
    settings.HUB_CHECK_LINKS = False
    link_to(site.url("/"))
    call_command("run_schedule", "--once")
    assert ExternalLink.objects.count() == 1
    assert site.requests == []


def test_scheduled_job_probes_no_private_host(link_to, site):
    link_to(site.url("/"))
    call_command("run_schedule", "--once")
    assert ExternalLink.objects.get().last_response == "InvalidIPAddress"
    assert site.requests == []
