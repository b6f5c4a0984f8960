"""Records of the safety check: overrides of findings, and allowed contacts."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from wagtail.models import Page

from editorial.safety.page_scan import scan_record
from identifiers.allow_list import (
    DEFAULT_ALLOW_LIST,
    ContactAllowList,
    ContactType,
    normalise_contact,
)
from identifiers.finding import describe_location


class SafetyOverride(models.Model):
    """A reviewer's decision about the findings of the safety check, with its reason.

    It applies to the content it was made on alone. It records the kinds and locations of the
    findings, and never repeats the identifiers themselves.
    """

    class Kind(models.TextChoices):
        """The kind of decision."""

        ACKNOWLEDGED = "acknowledged", "Warnings checked"
        OVERRIDDEN = "overridden", "Findings overridden"

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="safety_overrides")
    fingerprint = models.CharField(max_length=64)
    kind = models.CharField(
        max_length=max(len(value) for value in Kind.values), choices=Kind.choices
    )
    locations = models.JSONField(default=list)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-decided_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.page}"

    @property
    def decision(self) -> str:
        """Return the decision in words."""
        return "Text allowed" if self.kind == self.Kind.OVERRIDDEN else "Warnings checked"

    @property
    def places(self) -> str:
        """Return what was decided on and where, in words."""
        return ", ".join(map(describe_location, self.locations))


class IdentifierFreeMixin(models.Model):
    """A record shown to readers, whose text fields must not contain blocking identifiers."""

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Scan the text fields, also of a draft.

        Raises:
            ValidationError: A field contains an identifier; the message says what to do.
        """
        super().clean()
        if errors := scan_record(self, AllowedContact.objects.as_allow_list()):
            raise ValidationError(errors)


class AllowedContactQuerySet(models.QuerySet):
    """The queryset of allowed contacts."""

    def as_allow_list(self) -> ContactAllowList:
        """Return the allow list for the scanner, together with the well-known helplines."""
        return DEFAULT_ALLOW_LIST | ContactAllowList(
            frozenset(self.values_list("contact_type", "contact"))
        )


class AllowedContact(models.Model):
    """A public contact of an organisation, which the scanner does not report."""

    class Type(models.TextChoices):
        """The types of `identifiers.allow_list.ContactType`, with labels."""

        EMAIL = ContactType.EMAIL.value, "Email address"
        DOMAIN = ContactType.DOMAIN.value, "All email addresses of a domain"
        TELEPHONE = ContactType.TELEPHONE.value, "Telephone number"
        POSTCODE = ContactType.POSTCODE.value, "Postcode"
        ADDRESS = ContactType.ADDRESS.value, "Street address"

    contact_type = models.CharField(
        "type", max_length=max(len(value) for value in Type.values), choices=Type.choices
    )
    contact = models.CharField(
        max_length=254,
        help_text="You can enter it in any format, for example with or without spaces.",
    )
    organisation = models.CharField(
        "organisation", max_length=150, help_text="The organisation that the contact belongs to."
    )
    reason = models.CharField(
        "why",
        max_length=250,
        help_text="Why we can publish it, for example the web page where the organisation "
        "publishes it.",
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    added_at = models.DateTimeField("added", auto_now_add=True)

    objects = AllowedContactQuerySet.as_manager()

    class Meta:
        ordering = ["organisation", "contact"]
        verbose_name = "allowed contact"
        constraints = [
            models.UniqueConstraint(
                fields=["contact_type", "contact"],
                name="one_row_per_allowed_contact",
                violation_error_message="This contact is already on the list.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.contact} ({self.organisation})"

    def save(self, *args: object, **kwargs: object) -> None:
        """Store the contact in its canonical form.

        Raises:
            ValueError: It is not a contact of its type.
        """
        self.contact = normalise_contact(self.contact_type, self.contact)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Validate the contact against its type and convert it to its canonical form."""
        super().clean()
        if self.contact_type in self.Type.values:
            try:
                self.contact = normalise_contact(self.contact_type, self.contact)
            except ValueError as error:
                raise ValidationError({"contact": str(error)}) from error
