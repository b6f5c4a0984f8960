"""Models of the community."""

from community.models.chosen_name import AccountDisclosure, ChosenName
from community.models.concern import SafetyConcern, SafetyOpinion
from community.models.discussion import Discussion, DiscussionAddress
from community.models.follow import (
    Follow,
    FollowPreference,
    PostEmail,
    ReadPosition,
    SpaceFollow,
    SpaceVisit,
)
from community.models.holding import ModerationSettings, WatchedPhrase
from community.models.member_record import MemberWarning, ModeratorNote, SavedReply
from community.models.member_tools import Block, Bookmark, HelpfulMark
from community.models.moderation import Appeal, ModerationAction, Report, Suspension
from community.models.post import Post, PostEdit
from community.models.sealed_question import DeclinedSealedQuestion, SealedQuestion
from community.models.space import Space

__all__ = [
    "AccountDisclosure",
    "Appeal",
    "Block",
    "Bookmark",
    "ChosenName",
    "DeclinedSealedQuestion",
    "Discussion",
    "DiscussionAddress",
    "Follow",
    "FollowPreference",
    "HelpfulMark",
    "MemberWarning",
    "ModerationAction",
    "ModerationSettings",
    "ModeratorNote",
    "Post",
    "PostEdit",
    "PostEmail",
    "ReadPosition",
    "Report",
    "SafetyConcern",
    "SafetyOpinion",
    "SavedReply",
    "SealedQuestion",
    "Space",
    "SpaceFollow",
    "SpaceVisit",
    "Suspension",
    "WatchedPhrase",
]
