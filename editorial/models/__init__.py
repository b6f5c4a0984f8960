"""The records of the desk: a table of contents."""

from editorial.models.consent import Consent, FurtherUse
from editorial.models.desk_task import DeskTask, DeskTaskState
from editorial.models.notice import Notice, NoticeChoice
from editorial.models.outside_link import OutsideLink
from editorial.models.partner_task import PartnerTask
from editorial.models.purge import Purge
from editorial.models.review_date import ReviewDate
from editorial.models.review_task import ReviewTask
from editorial.models.sign_off import SignOff
from editorial.models.sign_off_task import SignOffTask
from editorial.safety.models import AllowedContact, SafetyOverride

__all__ = [
    "AllowedContact",
    "Consent",
    "DeskTask",
    "DeskTaskState",
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
