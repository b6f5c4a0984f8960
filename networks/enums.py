"""Enumerations of the networks app. They import no model, so that forms and models share them."""

from django.db import models


class JoiningPolicy(models.TextChoices):
    """How a network admits members."""

    OPEN = "open", "Open: everyone who asks is invited"
    BY_REQUEST = "by-request", "By request: organisers decide"
    CLOSED = "closed", "Closed: no new members"


class MembershipRole(models.TextChoices):
    """The role that a membership gives within its network."""

    MEMBER = "member", "Member"
    ORGANISER = "organiser", "Organiser"


class AnswerKind(models.TextChoices):
    """The type of answer a join form question accepts.

    `join_forms.builder.JoinFormBuilder` has one ``create_<kind>_field`` method for each.
    """

    SINGLELINE = "singleline", "Short text"
    MULTILINE = "multiline", "Long text"
    RADIO = "radio", "One choice, as radio buttons"
    DROPDOWN = "dropdown", "One choice, from a list"
    CHECKBOXES = "checkboxes", "Several choices"
    YES_NO = "yesno", "Yes or no"
    EMAIL = "email", "Email address"
    TELEPHONE = "telephone", "Phone number"
    DATE = "date", "Date"
    COUNTRY = "country", "Country"
    CONSENT = "consent", "Consent (a tick box)"


class AnswerMeaning(models.TextChoices):
    """The profile field that an answer fills in for an applicant who becomes a member."""

    NOTHING = "", "Do not copy"
    NAME = "name", "Name"
    ROLE = "role", "Role"
    ORGANISATION = "organisation", "Organisation"
    COUNTRY = "country", "Country"


class RequestStatus(models.TextChoices):
    """The status of a join request."""

    WAITING = "waiting", "Waiting"
    AWAITING_REPLY = "asked", "Question sent"
    ACCEPTED = "accepted", "Invited"
    JOINED = "joined", "Joined"
    DECLINED = "declined", "Declined"
    SETTLED = "settled", "Done"
    QUARANTINED = "quarantined", "Possible spam"


class RequestEventKind(models.TextChoices):
    """The kinds of entry in a join request's event log."""

    RECEIVED = "came", "Received"
    CLAIMED = "taken", "Assigned"
    CLAIM_RELEASED = "given-back", "Unassigned"
    QUESTION_SENT = "asked", "Question sent"
    REPLIED = "replied", "Replied"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    UNQUARANTINED = "released", "Marked as not spam"
    QUARANTINED = "quarantined", "Marked as spam"
    SETTLED = "settled", "Done"
    JOINED = "joined", "Joined"
    INVITATION_WITHDRAWN = "withdrawn", "Invitation withdrawn"
    PERSONAL_DATA_SENT = "copied", "Data link emailed"
