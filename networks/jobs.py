"""What the worker does for the networks, and how often."""

from datetime import time

from networks.requests.retention import notify_undecided_requests, purge_expired_requests
from networks.resources.keeping import delete_given_up
from networks.sessions.forgetting import forget_sign_ups
from networks.sessions.laying import lay_ahead
from networks.sessions.reminders import remind
from scheduler.jobs import DAY, Job

JOBS = (
    Job("lay sessions ahead", lay_ahead, DAY, at=time(4)),
    Job("warn of undecided requests", notify_undecided_requests, DAY, at=time(6)),
    Job("delete lapsed requests", purge_expired_requests, DAY, at=time(3)),
    Job("delete removed resources", delete_given_up, DAY, at=time(3)),
    Job("forget who came to sessions", forget_sign_ups, DAY, at=time(3)),
    Job("remind of sessions", remind, DAY, at=time(6)),
)
