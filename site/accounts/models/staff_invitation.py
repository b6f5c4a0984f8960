"""Model of the roles that an invitation to the staff gives."""

from django.contrib.auth.models import Group
from django.db import models

from accounts.models.invitation import Invitation


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
