"""The desk's jobs: what its worker does, and how often."""

from datetime import time, timedelta

from django.core.management import call_command

from accounts.models import Invitation
from accounts.rate_limit import RateLimitCount
from editorial.consent import expiry
from editorial.consent.drift import flag_drifted_pages
from editorial.consent.models import SignOff
from editorial.reviews.link_checker.extract import sync_external_links
from editorial.reviews.link_checker.jobs import probe_next
from editorial.reviews.services import flag_dead_internal_links, remind_caretakers
from outbox.delivery import deliver_due
from outbox.digest import send_daily_digests
from outbox.models import Notification
from page_cache.purge_jobs import run_purge_jobs
from scheduler.jobs import DAY, MINUTE, Job

# In this order: nothing is published whose consent has just lapsed.
JOBS = (
    Job("take down what has lapsed", expiry.take_down_expired, timedelta(minutes=10)),
    Job("hold back what is not ready", expiry.cancel_blocked_schedules, MINUTE),
    Job("publish by date", lambda: call_command("publish_scheduled"), MINUTE),
    Job("have caches drop what changed", run_purge_jobs, timedelta(seconds=5)),
    Job("remind of lapsing consents", expiry.remind_of_expiring_consents, DAY, at=time(6)),
    Job("find dead links", flag_dead_internal_links, DAY, at=time(5)),
    Job("find links to other sites", sync_external_links, DAY, at=time(4)),
    Job("try a link to another site", probe_next, MINUTE),
    Job("look at what was agreed to", flag_drifted_pages, DAY, at=time(5)),
    Job("remind caretakers", remind_caretakers, DAY, at=time(6)),
    Job("daily letters", send_daily_digests, DAY, at=time(7), runs_last=True),
    Job("deliver", deliver_due, timedelta(seconds=5), runs_last=True),
    Job("forget words", Notification.objects.forget, DAY, at=time(3)),
    Job("forget addresses", SignOff.objects.purge_email_addresses, DAY, at=time(3)),
    Job("forget invitations", Invitation.objects.forget, DAY, at=time(3)),
    Job("forget sessions", lambda: call_command("clearsessions"), DAY, at=time(3)),
    Job("forget tries", RateLimitCount.objects.forget, timedelta(hours=1)),
)
