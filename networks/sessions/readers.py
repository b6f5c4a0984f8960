"""Whom a letter about sessions goes to: those who signed up, and who belong to the network."""

from django.db.models import QuerySet

from networks.models import Membership, SignUp


def readers_of(sign_ups: QuerySet[SignUp]) -> QuerySet[SignUp]:
    """Keep the sign-ups of members, and hold their memberships until the transaction ends.

    Whoever leaves at this moment does so after it, and takes back the letters that it wrote.

    Args:
        sign_ups: Those for the sessions that the letter is about.
    """
    theirs = Membership.objects.current().filter(
        network__in=sign_ups.order_by().values("session__network"),
        user__in=sign_ups.order_by().values("user"),
    )
    list(theirs.select_for_update(of=("self",)).values_list("pk", flat=True))
    return sign_ups.by_members().select_related("user")
