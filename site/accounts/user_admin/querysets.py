"""Querysets of users: staff, who have access to the admin, and members, who have not."""

from functools import reduce
from operator import and_

from django.contrib.auth.backends import ModelBackend
from django.db.models import Q, QuerySet

from accounts.models import User

MAX_SEARCH_WORDS = 10


def staff() -> QuerySet[User]:
    """Return the users with access to the admin, active or not."""
    return ModelBackend().with_perm("wagtailadmin.access_admin", is_active=None)


def members() -> QuerySet[User]:
    """Return the users without access to the admin, active or not."""
    return User.objects.exclude(pk__in=staff().order_by().values("pk"))


def search_users(users: QuerySet[User], query: str) -> QuerySet[User]:
    """Filter to the users with every word of a query in their name or email address."""
    words = query.split()[:MAX_SEARCH_WORDS]
    conditions = (
        Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(email__icontains=word)
        for word in words
    )
    return users.filter(reduce(and_, conditions, Q()))
