"""A link for one person to one revision: to read it, to leave remarks, to agree or to say no."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from wagtail.models import Page, Revision

from accounts.tokens import digest, new_token
from editorial.fingerprint import fingerprint
from editorial.models.consent import Consent, Relation

DAYS_TO_ANSWER = 21
YEARS_OF_CONSENT = 3
ADDRESS_KEPT = timedelta(days=30)
"""How long an address is kept when it is needed no more."""


class SignOffQuerySet(models.QuerySet):
    """Links, by what they can still do."""

    def waiting(self) -> "SignOffQuerySet":
        """Keep those that wait for an answer and can still be given one."""
        return self.filter(answer="", revoked_at=None, expires_at__gt=timezone.now())

    def open(self) -> "SignOffQuerySet":
        """Keep those that open: to answer, or to take an agreement back that still holds."""
        today = timezone.localdate()
        holding = models.Q(consent__withdrawn_at=None, consent__lapses_on__gt=today)
        unanswered = models.Q(answer="", expires_at__gt=timezone.now())
        return self.filter(unanswered | holding, revoked_at=None)

    def by_token(self, token: str) -> "SignOff | None":
        """Return the link a token opens, or nothing, whatever the reason."""
        return self.open().select_related("page", "revision").filter(digest=digest(token)).first()

    def forget_addresses(self) -> int:
        """Forget the addresses of people who need not be written to again. Returns how many."""
        gone = timezone.now() - ADDRESS_KEPT
        day = gone.date()
        over = (
            models.Q(consent__withdrawn_at__lt=gone)
            | models.Q(consent__lapses_on__lt=day)
            | models.Q(consent=None, expires_at__lt=gone)
            | models.Q(consent=None, revoked_at__lt=gone)
        )
        return self.exclude(email="").filter(pk__in=self.filter(over).values("pk")).update(email="")


class SignOff(models.Model):
    """Asks one person about one revision of one page.

    The link's token is random and is stored as a hash alone. It opens until the day it expires
    or is revoked; after an agreement, for as long as that holds, so that it can be taken back.
    """

    class Answer(models.TextChoices):
        """What the person said."""

        AGREED = "agreed", "Agreed"
        CHANGES = "changes", "Asked for a change"
        DECLINED = "declined", "Said no"

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="sign_offs")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    about = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=150)
    email = models.EmailField(
        "e-mail address",
        blank=True,
        help_text="Where the link goes. Leave it empty to give them the link yourself.",
    )
    relation = models.CharField(
        max_length=max(len(value) for value in Relation.values), choices=Relation.choices
    )
    uses_asked = models.JSONField(default=list)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(
        max_length=max(len(value) for value in Answer.values), choices=Answer.choices, blank=True
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    remarks = models.TextField(blank=True)

    objects = SignOffQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = "sign-off"

    def __str__(self) -> str:
        return f"{self.name}: {self.page}"

    def renew_token(self) -> str:
        """Give the link a token that nobody knows yet, and return it; it is not stored."""
        token = new_token()
        self.digest = digest(token)
        return token

    @property
    def state(self) -> str:
        """Return how the link stands, for the desk."""
        if self.answer:
            return self.get_answer_display()
        if self.revoked_at:
            return "Revoked"
        return "Waiting" if self.expires_at > timezone.now() else "Expired"


def outstanding(page: Page) -> list[str]:
    """Return the names of those who have yet to agree to a page's words and pictures.

    Args:
        page: The page as it would be published: stored, or made from a revision. What it
            `speaks_of` are the people who must agree; whoever else was asked is waited for too.
    """
    needed: dict[str, str] = dict(getattr(page, "speaks_of", {}))
    waiting = SignOff.objects.waiting().filter(page_id=page.pk)
    asked = dict(waiting.values_list("pk", "name"))
    if not needed and not asked:
        return []
    consents = Consent.objects.standing().to(page, fingerprint(page))
    agreed = set(consents.values_list("about", flat=True))
    lacking = [name for about, name in needed.items() if about not in agreed]
    return lacking + [name for name in asked.values() if name not in lacking]
