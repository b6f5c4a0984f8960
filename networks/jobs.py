"""What the worker does for the networks, and how often."""

from datetime import time

from networks.requests.retention import notify_undecided_requests, purge_expired_requests
from networks.resources.services import purge_removed_resources
from networks.sessions.occurrences import generate_all_occurrences
from networks.sessions.reminders import send_reminders
from networks.sessions.retention import purge_sign_ups
from scheduler.jobs import DAY, Job

JOBS = (
    Job("lay sessions ahead", generate_all_occurrences, DAY, at=time(4)),
    Job("warn of undecided requests", notify_undecided_requests, DAY, at=time(6)),
    Job("delete lapsed requests", purge_expired_requests, DAY, at=time(3)),
    Job("delete removed resources", purge_removed_resources, DAY, at=time(3)),
    Job("forget who came to sessions", purge_sign_ups, DAY, at=time(3)),
    Job("remind of sessions", send_reminders, DAY, at=time(6)),
)
