"""The records of the desk: a table of contents."""

from editorial.consent.models import Consent, FurtherUse, SignOff
from editorial.consent.tasks import SignOffTask
from editorial.reviews.models import ExternalLink, ReviewDate
from editorial.safety.models import AllowedContact, SafetyOverride
from editorial.workflow.models import EditorialTask, EditorialTaskState, PartnerTask, ReviewTask

__all__ = [
    "AllowedContact",
    "Consent",
    "EditorialTask",
    "EditorialTaskState",
    "ExternalLink",
    "FurtherUse",
    "PartnerTask",
    "ReviewDate",
    "ReviewTask",
    "SafetyOverride",
    "SignOff",
    "SignOffTask",
]
