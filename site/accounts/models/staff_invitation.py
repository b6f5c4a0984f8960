"""Model of the roles that an invitation to the staff gives."""

from django.contrib.auth.models import Group
from django.db import models

from accounts.models.invitation import Invitation
from accounts.models.user import User


class StaffInvitation(models.Model):
    """The roles that the account of an invited person gets when they accept."""

    invitation = models.OneToOneField(Invitation, on_delete=models.CASCADE, related_name="staff")
    groups = models.ManyToManyField(Group, blank=True, related_name="+")
    is_superuser = models.BooleanField(default=False)

    def __str__(self) -> str:
        return str(self.invitation)

    @property
    def role_names(self) -> str:
        """Return the names of the roles in one line."""
        names = sorted(group.name for group in self.groups.all())
        return ", ".join([*(["Administrator"] if self.is_superuser else []), *names])

    @property
    def is_inviter_allowed(self) -> bool:
        """Return whether the inviter may still give these rights."""
        return can_invite(self.invitation.invited_by, self.is_superuser)


def can_invite(user: User | None, is_superuser: bool) -> bool:
    """Return whether a user may invite to the staff; only administrators invite administrators."""
    if user is None or not user.is_active:
        return False
    return user.is_superuser or (not is_superuser and user.has_perm("accounts.add_user"))
