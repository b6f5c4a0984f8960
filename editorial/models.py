"""The models of the editorial app, listed for Django; nothing inside the app imports from here."""

from editorial.consent.models import Consent, FurtherUse, SignOff
from editorial.consent.sign_off_task import SignOffTask
from editorial.reviews.models import ExternalLink, ReviewDate
from editorial.safety.models import AllowedContact, SafetyOverride
from editorial.workflow.base_task import EditorialTaskState
from editorial.workflow.models import PartnerTask, ReviewTask

__all__ = [
    "AllowedContact",
    "Consent",
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
