"""Sign-offs and consents: the request to one person about one revision, and their agreement."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from wagtail.models import Page, Revision

from accounts.personal_data_link import generate_token, hash_token
from editorial.workflow.fingerprint import fingerprint

DEFAULT_RESPONSE_DAYS = 21
CONSENT_YEARS = 3
EMAIL_RETENTION = timedelta(days=30)
"""How long an email address is stored after its last use."""


class ConsentUse(models.TextChoices):
    """What the text and the pictures may be used for."""

    SITE = "site", "This website"
    SOCIAL = "social", "Social media"
    TRAINING = "training", "Training"
    PRESS = "press", "Press"


class Relation(models.TextChoices):
    """The relation of the person to the page."""

    INTERVIEWEE = "interviewee", "Interviewee"
    PATIENT = "patient", "Patient"
    RELATIVE = "relative", "Relative or carer"
    PARTNER = "partner", "Campaign partner"
    OTHER = "other", "Another person the page is about"


def format_uses(uses: Iterable[str]) -> str:
    """Return the labels of some uses, separated by commas."""
    return ", ".join(ConsentUse(use).label for use in uses)


class ConsentQuerySet(models.QuerySet):
    """Consents by whether they are valid."""

    def valid(self, on: date | None = None) -> "ConsentQuerySet":
        """Filter consents that are valid on a day, by default today."""
        day = on or timezone.localdate()
        return self.filter(withdrawn_at=None, expires_on__gt=day)

    def ended(self) -> "ConsentQuerySet":
        """Filter consents that were withdrawn or have expired."""
        return self.exclude(withdrawn_at=None, expires_on__gt=timezone.localdate())

    def for_content_of(self, page: Page, fingerprint: str) -> "ConsentQuerySet":
        """Filter consents to the content of a page that has a fingerprint."""
        return self.filter(page_id=page.pk, fingerprint=fingerprint)


class Consent(models.Model):
    """A person's agreement to the publication of a page's content about them, until a day.

    The record outlives its page: it proves what was agreed, and that it was withdrawn.
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
    person_key = models.CharField("about", max_length=60, editable=False)
    name = models.CharField(max_length=150)
    relation = models.CharField(
        max_length=max(len(value) for value in Relation.values), choices=Relation.choices
    )
    uses = models.JSONField(default=list)
    fingerprint = models.CharField(max_length=64, editable=False)
    given_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_on = models.DateField(
        "expires on", help_text="The first day on which the consent is no longer valid."
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Empty if the person withdrew the consent themselves.",
    )

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at", "-pk"]
        indexes = [models.Index(fields=["expires_on"], name="consent_expires_on")]

    def __str__(self) -> str:
        return f"{self.name}: {self.page_title}"

    @property
    def is_valid(self) -> bool:
        """Return whether the consent is valid today."""
        return self.withdrawn_at is None and self.expires_on > timezone.localdate()

    @property
    @admin.display(description="Uses")
    def uses_text(self) -> str:
        """Return the labels of the uses agreed to."""
        return format_uses(self.uses)

    @property
    def state(self) -> str:
        """Return the label of the consent's state."""
        if self.withdrawn_at:
            return f"Withdrawn on {timezone.localtime(self.withdrawn_at):%-d %B %Y}"
        return "Valid" if self.is_valid else "Expired"


class FurtherUse(models.Model):
    """A place outside the page where its content was used under a consent."""

    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="further_uses")
    use = models.CharField(
        max_length=max(len(value) for value in ConsentUse.values),
        choices=[choice for choice in ConsentUse.choices if choice[0] != ConsentUse.SITE],
    )
    where = models.CharField(
        max_length=300,
        help_text="For example, a web address, a training course, or a newspaper and date.",
    )
    used_on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["used_on", "pk"]
        verbose_name = "further use"

    def __str__(self) -> str:
        return f"{self.get_use_display()}: {self.where}"

    def clean(self) -> None:
        """Refuse a use that the consent does not include."""
        super().clean()
        if self.consent_id and self.use and self.use not in self.consent.uses:
            raise ValidationError({"use": "The person did not agree to this use. Ask them first."})


UNNAMED_PERSON = ("account", "The person whose account it is")
"""Key and description of a person whom a page concerns and whose name it does not know."""


class SignOffQuerySet(models.QuerySet):
    """Sign-offs by what their links still allow."""

    def pending(self) -> "SignOffQuerySet":
        """Filter sign-offs without an answer whose link can still be answered."""
        return self.filter(answer="", revoked_at=None, expires_at__gt=timezone.now())

    def accessible(self) -> "SignOffQuerySet":
        """Filter sign-offs whose link opens: to answer, or to withdraw a valid consent."""
        today = timezone.localdate()
        agreed = models.Q(consent__withdrawn_at=None, consent__expires_on__gt=today)
        unanswered = models.Q(answer="", expires_at__gt=timezone.now())
        return self.filter(unanswered | agreed, revoked_at=None)

    def get_by_token(self, token: str) -> "SignOff | None":
        """Return the sign-off that a token opens; None whatever the reason it opens none."""
        accessible = self.accessible().select_related("page", "revision")
        return accessible.filter(digest=hash_token(token)).first()

    def purge_email_addresses(self) -> int:
        """Empty the addresses of people who need no further email. Returns how many."""
        expired = timezone.now() - EMAIL_RETENTION
        settled = (
            models.Q(consent__withdrawn_at__lt=expired)
            | models.Q(consent__expires_on__lt=timezone.localdate(expired))
            | models.Q(consent=None, expires_at__lt=expired)
            | models.Q(consent=None, revoked_at__lt=expired)
        )
        with_address = self.exclude(email="")
        return with_address.filter(pk__in=self.filter(settled).values("pk")).update(email="")


class SignOff(models.Model):
    """A request to one person to agree to one revision of a page, by a personal link.

    The link's token is random; its digest alone is stored. The link opens until it expires or is
    revoked, and after an agreement for as long as the consent is valid, so that the person can
    withdraw it.
    """

    class Answer(models.TextChoices):
        """The person's answer."""

        AGREED = "agreed", "Agreed"
        CHANGES = "changes", "Asked for changes"
        DECLINED = "declined", "Refused"

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="sign_offs")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    person_key = models.CharField(
        max_length=60, blank=True, help_text="The person's key in `Page.people_concerned`."
    )
    name = models.CharField(max_length=150)
    email = models.EmailField(
        "email address",
        blank=True,
        help_text="We will email the link to this address. Leave it empty to send the link "
        "yourself.",
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

    def generate_token(self) -> str:
        """Set a new token's digest on the unsaved sign-off, and return the token."""
        token = generate_token()
        self.digest = hash_token(token)
        return token

    @property
    def greeting_name(self) -> str:
        """Return the name for the greeting of the email; empty where it is a description."""
        return "" if (self.person_key, self.name) == UNNAMED_PERSON else self.name

    @property
    def state(self) -> str:
        """Return the label of the link's state, for the admin."""
        if self.answer:
            return self.get_answer_display()
        if self.revoked_at:
            return "Cancelled"
        return "Waiting" if self.expires_at > timezone.now() else "Expired"


def outstanding_names(page: Page) -> list[str]:
    """Return the names of the people who have yet to agree to the content of a page.

    Those are the people the page concerns, and anyone with a pending sign-off.

    Args:
        page: The page as it would be published: stored, or made from a revision.
    """
    concerned: dict[str, str] = dict(getattr(page, "people_concerned", {}))
    pending = SignOff.objects.pending().filter(page_id=page.pk)
    pending_names = dict(pending.values_list("pk", "name"))
    if not concerned and not pending_names:
        return []
    consents = Consent.objects.valid().for_content_of(page, fingerprint(page))
    agreed = set(consents.values_list("person_key", flat=True))
    names = [name for key, name in concerned.items() if key not in agreed]
    return names + [name for name in pending_names.values() if name not in names]
