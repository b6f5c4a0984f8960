"""Somebody's agreement that certain words and pictures about them are published."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from wagtail.models import Page, Revision

from accounts.personal_link import generate_token, hash_token
from editorial.consent.fingerprint import fingerprint


class ConsentUse(models.TextChoices):
    """What the words may be used for."""

    SITE = "site", "This site"
    SOCIAL = "social", "Social media"
    TRAINING = "training", "Training"
    PRESS = "press", "Press"


class Relation(models.TextChoices):
    """Who the person is to the page."""

    INTERVIEWEE = "interviewee", "Interviewee"
    PATIENT = "patient", "Patient"
    RELATIVE = "relative", "Relative or carer"
    PARTNER = "partner", "Campaign partner"
    OTHER = "other", "Somebody else it speaks of"


def format_uses(uses: Iterable[str]) -> str:
    """Return uses as people read them."""
    return ", ".join(ConsentUse(use).label for use in uses)


class ConsentQuerySet(models.QuerySet):
    """Consents, by whether they hold."""

    def standing(self, on: date | None = None) -> "ConsentQuerySet":
        """Keep those that hold on a day, by default today."""
        day = on or timezone.localdate()
        return self.filter(withdrawn_at=None, expires_on__gt=day)

    def ended(self) -> "ConsentQuerySet":
        """Keep those that were withdrawn or have lapsed."""
        day = timezone.localdate()
        return self.exclude(withdrawn_at=None, expires_on__gt=day)

    def to(self, page: Page, fingerprint: str) -> "ConsentQuerySet":
        """Keep those to a page's very words and pictures."""
        return self.filter(page_id=page.pk, fingerprint=fingerprint)


class Consent(models.Model):
    """Who agreed, in what relation, to which words and pictures, for which uses, until when.

    The record stays when the page is gone: it says what was agreed, and that it was taken back.
    """

    page = models.ForeignKey(
        Page, null=True, on_delete=models.SET_NULL, related_name="consents", editable=False
    )
    page_title = models.CharField(max_length=255, editable=False)
    sign_off = models.OneToOneField(
        "editorial.SignOff",
        null=True,
        on_delete=models.SET_NULL,
        related_name="consent",
        editable=False,
    )
    about = models.CharField(max_length=60, editable=False)
    name = models.CharField(max_length=150)
    relation = models.CharField(
        max_length=max(len(value) for value in Relation.values), choices=Relation.choices
    )
    uses = models.JSONField(default=list)
    fingerprint = models.CharField(max_length=64, editable=False)
    given_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_on = models.DateField(help_text="The first day on which it holds no more.")
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Empty where the person withdrew it themselves.",
    )

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at", "-pk"]
        indexes = [models.Index(fields=["expires_on"], name="consent_lapses_on")]

    def __str__(self) -> str:
        return f"{self.name}: {self.page_title}"

    @property
    def holds(self) -> bool:
        """Return whether the consent holds today."""
        return self.withdrawn_at is None and self.expires_on > timezone.localdate()

    @property
    def uses_text(self) -> str:
        """Return what was agreed to, for people."""
        return format_uses(self.uses)

    @property
    def state(self) -> str:
        """Return in a word or two how it stands."""
        if self.withdrawn_at:
            return f"Withdrawn on {self.withdrawn_at:%-d %B %Y}"
        return "Holds" if self.holds else "Lapsed"


class FurtherUse(models.Model):
    """One place outside the page where the words were used under a consent."""

    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="further_uses")
    use = models.CharField(
        max_length=max(len(value) for value in ConsentUse.values),
        choices=[choice for choice in ConsentUse.choices if choice[0] != ConsentUse.SITE],
    )
    where = models.CharField(
        max_length=300, help_text="What and where: an address, a course, a newspaper and its day."
    )
    used_on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["used_on", "pk"]
        verbose_name = "further use"

    def __str__(self) -> str:
        return f"{self.get_use_display()}: {self.where}"

    def clean(self) -> None:
        """Refuse a use that was not agreed to."""
        super().clean()
        if self.consent_id and self.use and self.use not in self.consent.uses:
            raise ValidationError({"use": "That was not agreed to. Ask the person first."})


DEFAULT_RESPONSE_DAYS = 21
CONSENT_YEARS = 3
EMAIL_RETENTION = timedelta(days=30)
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
        return (
            self.open().select_related("page", "revision").filter(digest=hash_token(token)).first()
        )

    def purge_email_addresses(self) -> int:
        """Forget the addresses of people who need not be written to again. Returns how many."""
        gone = timezone.now() - EMAIL_RETENTION
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
    requested_uses = models.JSONField(default=list)
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
        token = generate_token()
        self.digest = hash_token(token)
        return token

    @property
    def state(self) -> str:
        """Return how the link stands, for the desk."""
        if self.answer:
            return self.get_answer_display()
        if self.revoked_at:
            return "Revoked"
        return "Waiting" if self.expires_at > timezone.now() else "Expired"


def outstanding_names(page: Page) -> list[str]:
    """Return the names of those who have yet to agree to a page's words and pictures.

    Args:
        page: The page as it would be published: stored, or made from a revision. What it
            `people_concerned` are the people who must agree; the answers of everybody else who was
            asked are awaited too.
    """
    needed: dict[str, str] = dict(getattr(page, "people_concerned", {}))
    waiting = SignOff.objects.waiting().filter(page_id=page.pk)
    asked = dict(waiting.values_list("pk", "name"))
    if not needed and not asked:
        return []
    consents = Consent.objects.standing().to(page, fingerprint(page))
    agreed = set(consents.values_list("about", flat=True))
    lacking = [name for about, name in needed.items() if about not in agreed]
    return lacking + [name for name in asked.values() if name not in lacking]
