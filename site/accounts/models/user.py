"""User model, with the e-mail address as the user name."""

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac


class UserManager(BaseUserManager):
    """Creates users from an e-mail address."""

    use_in_migrations = True

    def get_by_natural_key(self, email: str | None) -> "User":
        """Return the user of an address, case-insensitively."""
        return self.get(email__iexact=email)

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        """Create and save a user.

        Raises:
            ValueError: The address is empty.
        """
        if not email:
            raise ValueError("Enter an email address.")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> "User":
        """Create and save an administrator, who may do everything but publish alone."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """A user, who signs in with an e-mail address."""

    username = None
    email = models.EmailField(
        "email address",
        unique=True,
        error_messages={"unique": "Another account already uses this email address."},
    )

    session_epoch = models.PositiveIntegerField(
        default=0,
        editable=False,
        help_text="A session begun in an earlier epoch has ended.",
    )
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    objects = UserManager()

    class Meta(AbstractUser.Meta):
        permissions = [("choose_user", "Can choose a user in a form of the admin")]
        # Lets queries exclude the few closed accounts without reading the others.
        indexes = [
            models.Index(fields=["id"], condition=models.Q(is_active=False), name="account_closed")
        ]

    def __str__(self) -> str:
        if self.closed_at:
            return "A closed account"
        return self.get_full_name() or self.email

    @property
    def public_name(self) -> str:
        """Return the name for other members, which never is the email address."""
        return str(self) if self.closed_at else self.get_full_name() or "A member"

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Return the hash that a session is compared with: of the password and the session epoch.

        Django calls this for SECRET_KEY and for each of its fallbacks.
        """
        return salted_hmac(
            "accounts.User.session",
            f"{self.session_epoch}:{self.password}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()

    def save(self, *args: object, **kwargs: object) -> None:
        """Lower-case the e-mail address before saving."""
        self.email = (self.email or "").lower()
        super().save(*args, **kwargs)
