"""People's accounts. An e-mail address is the name one signs in with."""

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac


class UserManager(BaseUserManager):
    """Makes accounts from an e-mail address."""

    use_in_migrations = True

    def get_by_natural_key(self, email: str | None) -> "User":
        """Find an account by its address, in whatever case it was typed."""
        return self.get(email__iexact=email)

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        """Make and save an account.

        Raises:
            ValueError: The address is empty.
        """
        if not email:
            raise ValueError("An account needs an e-mail address.")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> "User":
        """Make and save an account that may do everything but publish alone."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """Somebody with an account."""

    username = None
    email = models.EmailField(
        "e-mail address",
        unique=True,
        error_messages={"unique": "Somebody already has an account with this address."},
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
        # To leave out the few who are closed without reading all others.
        indexes = [
            models.Index(fields=["id"], condition=models.Q(is_active=False), name="account_closed")
        ]

    def __str__(self) -> str:
        if self.closed_at:
            return "A closed account"
        return self.get_full_name() or self.email

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Return what a session is held against at every request: password and epoch.

        Django asks this one for its present secret and for each that came before it.
        """
        return salted_hmac(
            "accounts.User.session",
            f"{self.session_epoch}:{self.password}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()

    def save(self, *args: object, **kwargs: object) -> None:
        """Save, with the address in lower case so that it is one account however it is typed."""
        self.email = (self.email or "").lower()
        super().save(*args, **kwargs)
