"""Querysets of users: staff, who have access to the admin, and members, who have not."""

from django.contrib.auth.backends import ModelBackend
from django.db.models import QuerySet

from accounts.models import User
from search_index.backend import MAX_QUERY_WORDS
from search_index.folded_lookups import filter_by_words


def staff() -> QuerySet[User]:
    """Return the users with access to the admin, active or not."""
    return ModelBackend().with_perm("wagtailadmin.access_admin", is_active=None)


def members() -> QuerySet[User]:
    """Return the users without access to the admin, active or not."""
    return User.objects.exclude(pk__in=staff().order_by().values("pk"))


def search_users(users: QuerySet[User], query: str) -> QuerySet[User]:
    """Filter to the users with every word of a query in their name or email address."""
    words = " ".join(query.split()[:MAX_QUERY_WORDS])
    return filter_by_words(users, words, ("first_name", "last_name", "email"))
