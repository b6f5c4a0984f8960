"""Models of accounts."""

from accounts.models.community_rules import CommunityRules, RulesAcceptance
from accounts.models.invitation import Invitation
from accounts.models.profile import Profile
from accounts.models.staff_invitation import StaffInvitation
from accounts.models.user import User, UserManager
from accounts.rate_limit import RateLimitCount

__all__ = [
    "CommunityRules",
    "Invitation",
    "Profile",
    "RateLimitCount",
    "RulesAcceptance",
    "StaffInvitation",
    "User",
    "UserManager",
]
