"""The records of the desk: a table of contents."""

from editorial.consent.sign_off_task import SignOffTask
from editorial.models.consent import Consent, FurtherUse
from editorial.models.notice import Notice, NoticeChoice
from editorial.models.outside_link import OutsideLink
from editorial.models.purge import Purge
from editorial.models.review_date import ReviewDate
from editorial.models.sign_off import SignOff
from editorial.safety.models import AllowedContact, SafetyOverride
from editorial.workflow.models import EditorialTask, EditorialTaskState, PartnerTask, ReviewTask

__all__ = [
    "AllowedContact",
    "Consent",
    "EditorialTask",
    "EditorialTaskState",
    "FurtherUse",
    "Notice",
    "NoticeChoice",
    "OutsideLink",
    "PartnerTask",
    "Purge",
    "ReviewDate",
    "ReviewTask",
    "SignOff",
    "SignOffTask",
    "SafetyOverride",
]
