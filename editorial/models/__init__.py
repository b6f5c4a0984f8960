"""The records of the desk: a table of contents."""

from editorial.consent.models import Consent, FurtherUse, SignOff
from editorial.consent.sign_off_task import SignOffTask
from editorial.reviews.models import ExternalLink, ReviewDate
from editorial.safety.models import AllowedContact, SafetyOverride
from editorial.workflow.models import EditorialTask, EditorialTaskState, PartnerTask, ReviewTask
from outbox.models import Notification, NotificationPreference
from page_cache.models import PurgeJob

__all__ = [
    "AllowedContact",
    "Consent",
    "EditorialTask",
    "EditorialTaskState",
    "ExternalLink",
    "FurtherUse",
    "Notification",
    "NotificationPreference",
    "PartnerTask",
    "PurgeJob",
    "ReviewDate",
    "ReviewTask",
    "SafetyOverride",
    "SignOff",
    "SignOffTask",
]
