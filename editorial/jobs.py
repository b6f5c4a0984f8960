"""The desk's jobs: what its worker does, and how often."""

from datetime import time, timedelta

from django.core.management import call_command

from accounts.models import Invitation, Tries
from editorial import lapses
from editorial.agreed import look_again
from editorial.models import Notice, SignOff
from editorial.notices.daily import send_daily_letters
from editorial.notices.delivery import deliver
from editorial.outside.finding import find_links
from editorial.outside.rounds import try_next
from editorial.purging.rounds import purge
from editorial.reviews import find_dead_links, remind_caretakers
from editorial.timetable import DAY, MINUTE, Job

# In this order: nothing is published whose consent has just lapsed.
JOBS = (
    Job("take down what has lapsed", lapses.take_down_lapsed, timedelta(minutes=10)),
    Job("hold back what is not ready", lapses.hold_back, MINUTE),
    Job("publish by date", lambda: call_command("publish_scheduled"), MINUTE),
    Job("have caches drop what changed", purge, timedelta(seconds=5)),
    Job("remind of lapsing consents", lapses.remind, DAY, at=time(6)),
    Job("find dead links", find_dead_links, DAY, at=time(5)),
    Job("find links to other sites", find_links, DAY, at=time(4)),
    Job("try a link to another site", try_next, MINUTE),
    Job("look at what was agreed to", look_again, DAY, at=time(5)),
    Job("remind caretakers", remind_caretakers, DAY, at=time(6)),
    Job("daily letters", send_daily_letters, DAY, at=time(7), comes_last=True),
    Job("deliver", deliver, timedelta(seconds=5), comes_last=True),
    Job("forget words", Notice.objects.forget, DAY, at=time(3)),
    Job("forget addresses", SignOff.objects.forget_addresses, DAY, at=time(3)),
    Job("forget invitations", Invitation.objects.forget, DAY, at=time(3)),
    Job("forget sessions", lambda: call_command("clearsessions"), DAY, at=time(3)),
    Job("forget tries", Tries.objects.forget, timedelta(hours=1)),
)
