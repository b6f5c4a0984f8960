"""Enumerations of the networks app. They import no model, so that forms and models share them."""

from django.db import models


class JoiningPolicy(models.TextChoices):
    """How a network admits members."""

    OPEN = "open", "Open: whoever asks is invited at once"
    BY_REQUEST = "by-request", "By request: a person decides"
    CLOSED = "closed", "Closed: nobody can ask at present"


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
    RADIO = "radio", "One of several choices"
    DROPDOWN = "dropdown", "One of many choices, in a list"
    CHECKBOXES = "checkboxes", "Several choices"
    YES_NO = "yesno", "Yes or no"
    EMAIL = "email", "E-mail address"
    TELEPHONE = "telephone", "Telephone"
    DATE = "date", "Date"
    COUNTRY = "country", "Country"
    CONSENT = "consent", "Consent: a box to tick"


class AnswerMeaning(models.TextChoices):
    """The profile field that an answer fills in for an applicant who becomes a member."""

    NOTHING = "", "Nothing else"
    NAME = "name", "It is their name"
    ROLE = "role", "It is their role"
    ORGANISATION = "organisation", "It is their organisation"
    COUNTRY = "country", "It is their country"


class RequestStatus(models.TextChoices):
    """The status of a join request."""

    WAITING = "waiting", "Waiting"
    AWAITING_REPLY = "asked", "Asked back"
    ACCEPTED = "accepted", "Accepted, invited"
    JOINED = "joined", "Has joined"
    DECLINED = "declined", "Declined"
    SETTLED = "settled", "Settled"
    QUARANTINED = "quarantined", "Looks like spam"


class RequestEventKind(models.TextChoices):
    """The kinds of entry in a join request's event log."""

    RECEIVED = "came", "Came in"
    CLAIMED = "taken", "Taken"
    CLAIM_RELEASED = "given-back", "Given back"
    QUESTION_SENT = "asked", "Asked back"
    REPLIED = "replied", "Replied"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    UNQUARANTINED = "released", "Taken out of quarantine"
    QUARANTINED = "quarantined", "Put into quarantine"
    SETTLED = "settled", "Settled"
    JOINED = "joined", "Joined"
    INVITATION_WITHDRAWN = "withdrawn", "Invitation withdrawn"
    PERSONAL_DATA_SENT = "copied", "Sent what the hub holds"
