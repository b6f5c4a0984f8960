"""Choices of the models of the community."""

from django.db.models import IntegerChoices, TextChoices


class SpaceKind(TextChoices):
    """What decides who reads and writes in a space."""

    BOARD = "board", "Public board"
    CAMPAIGN = "campaign", "Discussions of a campaign"
    NETWORK = "network", "Private space of a network"


HUB_KINDS = (SpaceKind.BOARD, SpaceKind.CAMPAIGN)
"""The kinds of spaces that editors open and the moderators of the hub moderate."""


class PostState(TextChoices):
    """Whether readers see a post."""

    HELD = "held", "Waiting for a moderator"
    RETURNED = "returned", "Returned for rewording"
    PUBLISHED = "published", "Published"
    HIDDEN = "hidden", "Hidden by a moderator"
    REMOVED = "removed", "Removed by a moderator"
    DELETED = "deleted", "Deleted by its author"


class HoldReason(TextChoices):
    """Which rule held a post before publication."""

    NEW_MEMBER = "new-member", "One of the first posts of a new member"
    LINK = "link", "Contains a link"
    WORDS = "words", "Contains words that moderators check first"
    QUIET_HOURS = "quiet-hours", "Written at a time when no moderator is here"
    SELF_HARM = "self-harm", "Mentions self-harm or suicide"


class PhraseKind(TextChoices):
    """What happens when a post contains a watched phrase."""

    HOLD = "hold", "A moderator reads the post first"
    SELF_HARM = "self-harm", "Self-harm: the author sees where to get help, and it is urgent"


class ConcernLevel(TextChoices):
    """How serious a concern about an author's safety is, in ascending order."""

    LOW = "low", "Low: speaks of feelings or of the past, without a plan"
    MEDIUM = "medium", "Medium: speaks of thoughts of self-harm now"
    HIGH = "high", "High: has a plan, means or a time, or says goodbye"


class Frequency(IntegerChoices):
    """How often a member is emailed about what they follow."""

    AT_ONCE = 1, "At once"
    DAILY = 2, "Once a day"
    WEEKLY = 3, "Once a week"
    NEVER = 4, "Never"


class SpaceFollowScope(TextChoices):
    """About which posts of a space a member is emailed."""

    DISCUSSIONS = "discussions", "New discussions"
    POSTS = "posts", "Every new post"


class ReportReason(TextChoices):
    """Why a reader reports a post."""

    ILLEGAL = "illegal", "I think this is illegal"
    IDENTIFIES = "identifies", "It identifies a patient or another person"
    RISK = "risk", "I am worried about a person’s safety"
    ABUSE = "abuse", "It is abusive, hateful or threatening"
    MISLEADING = "misleading", "It gives false or harmful health information"
    SPAM = "spam", "It is spam or advertising"
    OTHER = "other", "Another reason"


class ActionKind(TextChoices):
    """What a moderator did with a post."""

    APPROVE = "approve", "Approved"
    RETURN = "return", "Returned for rewording"
    HIDE = "hide", "Hidden"
    RESTORE = "restore", "Shown again"
    REMOVE = "remove", "Removed"
    DISMISS = "dismiss", "Reports dismissed"
    CLOSE = "close", "Discussion closed"
    REOPEN = "reopen", "Discussion opened again"
    UPHOLD = "uphold", "Decision upheld after an appeal"
    REDACT = "redact", "Words removed"
    ASSESS = "assess", "Concern about safety assessed"
    PAUSE = "pause", "Discussion paused"
    RESUME = "resume", "Discussion opened before the end of its pause"
    PIN = "pin", "Discussion pinned"
    UNPIN = "unpin", "Discussion no longer pinned"
    MOVE = "move", "Discussion moved to another space"
    SPLIT = "split", "Post moved to a new discussion"
    MERGE = "merge", "Discussion joined with another"
    SUSPEND = "suspend", "Author suspended"
    LIFT = "lift", "Suspension of the author ended"
    WARN = "warn", "Warning given to the author"
    GRANT = "grant", "Appeal granted: the words may be written again"


class DisclosureReason(TextChoices):
    """Why the account behind a chosen name is shown to the safeguarding lead."""

    RISK = "risk", "A person may be in danger, and we need to reach the member"
    CRIME = "crime", "The post may be part of a crime"
    LAW = "law", "The law requires it, and forbids us to tell the member"
    LIFE = "life", "Telling the member would put a life at risk"


class DeclineReason(TextChoices):
    """Why organisers do not publish a sealed question. A choice, so that no words are kept."""

    IDENTIFIES = "identifies", "It could identify a patient or another person"
    SENDER = "sender", "It could tell who sent it"
    RULES = "rules", "It breaks the community rules"
    ANSWERED = "answered", "The network has discussed it already"
    OTHER = "other", "It does not fit this network"


UNTOLD_REASONS = (DisclosureReason.LAW, DisclosureReason.LIFE)
"""The reasons of which the member is not told."""


WITHDRAWN_STATES = (PostState.RETURNED, PostState.HIDDEN, PostState.REMOVED)
"""The states in which a moderator keeps the text of a post from readers."""


APPEALABLE_ACTIONS = (ActionKind.HIDE, ActionKind.REMOVE, ActionKind.REDACT)
"""The actions against which the author of a post can appeal."""


def max_value_length(choices: type[TextChoices]) -> int:
    """Return the length of the longest value, for a column."""
    return max(len(value) for value in choices.values)
