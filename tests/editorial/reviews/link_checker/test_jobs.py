"""A link to another site that is dead brings the review of its page forward, and no sooner."""

import socket
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from editorial.reviews.link_checker import jobs
from editorial.reviews.link_checker.extract import sync_external_links
from editorial.reviews.models import ExternalLink, ReviewDate
from outbox.models import Notification
from tests import factories as make


def on_the_next_days(number=1):
    """Let days pass: what is due then is due now."""
    for _ in range(number):
        ExternalLink.objects.update(
            next_probe_on=timezone.localdate(), last_probed_at=timezone.now() - timedelta(hours=23)
        )
        jobs.probe_next(allow_loopback=True)


def review():
    return ReviewDate.objects.get()


def test_third_failure_makes_a_link_dead_and_notifies_the_caretaker(lead, site, people):
    lead(site.at("/404"))
    sync_external_links()
    on_the_next_days(2)
    assert ExternalLink.objects.get().state == ExternalLink.State.DOUBTFUL
    assert not review().brought_forward
    on_the_next_days(1)
    assert ExternalLink.objects.get().state == ExternalLink.State.DEAD
    assert review().review_on == timezone.localdate()
    assert site.at("/404") in review().brought_forward
    [notice] = Notification.objects.filter(kind="editorial/dead_link")
    assert notice.user == people.writer
    assert site.at("/404") in notice.text and "A piece of its time" in notice.subject
    on_the_next_days(2)
    assert Notification.objects.filter(kind="editorial/dead_link").count() == 1


def test_link_is_probed_once_a_day(lead, site):
    lead(site.at("/404"))
    sync_external_links()
    for _ in range(5):
        jobs.probe_next(allow_loopback=True)
    assert ExternalLink.objects.get().failures == 1


def test_success_resets_the_failures(lead, site):
    lead(site.at("/there"))
    sync_external_links()
    for down in (True, True, False, True, True):
        site.down = {"/there"} if down else set()
        on_the_next_days()
    assert ExternalLink.objects.get().state == ExternalLink.State.DOUBTFUL
    assert not review().brought_forward


@pytest.mark.parametrize("status", [403, 429, 500])
def test_inconclusive_status_keeps_the_state(lead, site, status):
    lead(site.at(f"/{status}"))
    sync_external_links()
    on_the_next_days(5)
    link = ExternalLink.objects.get()
    assert (link.state, link.answer) == (ExternalLink.State.UNKNOWN, str(status))
    assert not review().brought_forward


def test_missing_host_counts_only_when_another_host_responded(lead, names, site):
    names["gone.example"] = socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    lead("http://gone.example/")
    sync_external_links()
    on_the_next_days(5)
    assert ExternalLink.objects.get().failures == 0
    lead("http://gone.example/", site.at("/"))
    sync_external_links()
    for _ in range(3):
        on_the_next_days(1)
        ExternalLink.objects.filter(host="gone.example").update(next_probe_on=timezone.localdate())
        jobs.probe_next(allow_loopback=True)
    assert ExternalLink.objects.get(host="gone.example").failures > 0


def test_admin_lists_dead_links(lead, site, people, as_user):
    lead(site.at("/404"))
    sync_external_links()
    editor = as_user(people.editor)
    report = "/admin/editorial/reviewdate/"
    assert "A piece of its time" not in editor.get(report, {"state": "links"}).content.decode()
    on_the_next_days(3)
    for place in (f"{report}?state=links", f"/admin/desk/{review().page_id}/review-date/"):
        shown = editor.get(place).content.decode()
        assert f"{site.at('/404')} (404)" in shown, place
    editor.post(f"/admin/desk/{review().page_id}/review-date/", {"checked": "yes"})
    on_the_next_days(2)
    sync_external_links()
    assert not review().brought_forward


def test_report_has_constant_query_count(
    lead, site, people, as_user, hub, django_assert_max_num_queries
):
    lead(site.at("/404"))
    sync_external_links()
    on_the_next_days(3)
    editor, report = as_user(people.editor), "/admin/editorial/reviewdate/"
    for number in range(20):
        page = make.make_blog(hub.blogs, f"Blog {number}", owner=people.writer)
        today = timezone.localdate()
        ReviewDate.objects.create(page=page, checked_on=today, review_on=today)
        ExternalLink.objects.get().pages.add(page)
    editor.get(report)
    with django_assert_max_num_queries(25):  # of which the dead links of all pages take one
        editor.get(report)


# --- Politely ----------------------------------------------------------------------------------


def test_host_is_not_probed_twice_within_the_pause(lead, site, names):
    names["a.example"], names["b.example"] = ["127.0.0.1"], ["127.0.0.1"]
    lead(
        *(site.at(f"/{number}", "a.example") for number in (201, 202)), site.at("/203", "b.example")
    )
    sync_external_links()
    tried = [jobs.probe_next(allow_loopback=True) for _ in range(3)]
    assert [link and link.host for link in tried] == ["a.example", "b.example", None]
    ExternalLink.objects.update(last_probed_at=timezone.now() - timedelta(minutes=11))
    assert jobs.probe_next(allow_loopback=True).address.endswith("202")


def test_working_link_is_probed_again_after_four_weeks(lead, site):
    lead(site.at("/"))
    sync_external_links()
    assert jobs.probe_next(allow_loopback=True)
    assert ExternalLink.objects.get().next_probe_on == timezone.localdate() + timedelta(weeks=4)


def test_probes_per_day_are_limited(lead, site, monkeypatch):
    monkeypatch.setattr(jobs, "A_DAY", 2)
    monkeypatch.setattr(jobs, "PAUSE", timedelta(0))
    lead(*(site.at(f"/{number}") for number in (201, 202, 203)))
    sync_external_links()
    assert [bool(jobs.probe_next(allow_loopback=True)) for _ in range(3)] == [True, True, False]


def test_disabled_link_checker_probes_nothing(lead, site, settings):
    settings.HUB_CHECK_LINKS = False
    lead(site.at("/"))
    call_command("run_schedule", "--once")
    assert ExternalLink.objects.count() == 1
    assert site.asked == []


def test_scheduled_job_probes_no_private_host(lead, site):
    lead(site.at("/"))
    call_command("run_schedule", "--once")
    assert ExternalLink.objects.get().answer == "InvalidIPAddress"
    assert site.asked == []
