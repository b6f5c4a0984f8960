"""The records of accounts: a table of contents."""

from accounts.models.invitation import Invitation
from accounts.models.profile import Profile
from accounts.models.tries import Tries
from accounts.models.user import User, UserManager

__all__ = ["Invitation", "Profile", "Tries", "User", "UserManager"]
