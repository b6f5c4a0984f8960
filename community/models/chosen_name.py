"""Names that members choose for one discussion, and the log of who saw the account behind one."""

from itertools import chain
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.display_names import fold_name
from accounts.models import Profile, User
from community.enums import DisclosureReason, max_value_length
from community.models.discussion import Discussion

NAME_MAX_LENGTH = 60


class ChosenName(models.Model):
    """The name under which a member writes in one discussion, chosen once."""

    wagtail_reference_index_ignore = True

    discussion = models.ForeignKey(
        Discussion, on_delete=models.CASCADE, related_name="chosen_names"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="chosen_names"
    )
    name = models.CharField(max_length=NAME_MAX_LENGTH)
    folded_name = models.CharField(
        max_length=4 * NAME_MAX_LENGTH,
        editable=False,
        help_text="As it is compared; see `fold_name`.",
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["discussion", "user"], name="one_chosen_name_per_discussion"
            ),
            models.UniqueConstraint(
                fields=["discussion", "folded_name"], name="chosen_name_in_discussion"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the name as it is compared, too."""
        self.folded_name = fold_name(self.name)
        super().save(*args, **kwargs)


def is_display_name(name: str) -> bool:
    """Return whether an account shows this name or one that looks like it.

    All accounts count, not those of one discussion: the answer would tell who takes part in it.

    Args:
        name: The name.
    """
    folded = fold_name(name)
    profiles = Profile.objects.exclude(name="").values_list("name", flat=True)
    accounts = User.objects.filter(is_active=True).values_list("first_name", "last_name")
    names = chain(profiles.iterator(), (" ".join(parts) for parts in accounts.iterator()))
    return any(fold_name(other) == folded for other in names)


def is_chosen_name(name: str) -> bool:
    """Return whether a member has chosen this name, or one that looks like it, in a discussion.

    A `display_name_in_use` hook.

    Args:
        name: The name.
    """
    return ChosenName.objects.filter(folded_name=fold_name(name)).exists()


class AccountDisclosure(models.Model):
    """That the safeguarding lead saw the account behind a chosen name, and why."""

    wagtail_reference_index_ignore = True

    post = models.ForeignKey(
        "community.Post", on_delete=models.PROTECT, related_name="account_disclosures"
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="account_disclosures"
    )
    reason = models.CharField(
        max_length=max_value_length(DisclosureReason), choices=DisclosureReason.choices
    )
    details = models.TextField(max_length=2000)
    is_member_told = models.BooleanField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Account shown on {timezone.localtime(self.created_at):%d %B %Y}"
