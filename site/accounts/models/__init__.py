"""The records of accounts: a table of contents."""

from accounts.models.user import User, UserManager

__all__ = ["User", "UserManager"]
