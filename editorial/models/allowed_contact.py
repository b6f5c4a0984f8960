"""Public contacts of organisations, which the check of texts lets pass."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from editorial.words.allowed import BUILT_IN, AllowList, Sort, canonical


class AllowedContactQuerySet(models.QuerySet):
    """Contacts the desk allows."""

    def as_list(self) -> AllowList:
        """Return them for the check, together with the well-known helplines."""
        return BUILT_IN | AllowList(frozenset(self.values_list("sort", "contact")))


class AllowedContact(models.Model):
    """A contact that is an organisation's own and public, so that it identifies nobody."""

    class Kind(models.TextChoices):
        """What sort of contact it is; the values are those of `editorial.words.allowed.Sort`."""

        EMAIL = Sort.EMAIL.value, "E-mail address"
        DOMAIN = Sort.DOMAIN.value, "Every e-mail address of a domain"
        TELEPHONE = Sort.TELEPHONE.value, "Telephone number"
        POSTCODE = Sort.POSTCODE.value, "Postcode"
        ADDRESS = Sort.ADDRESS.value, "Number and road"

    sort = models.CharField(
        "what it is", max_length=max(len(value) for value in Kind.values), choices=Kind.choices
    )
    contact = models.CharField(
        max_length=254,
        help_text="However it is written: it is kept, and compared, in one way of writing.",
    )
    whose = models.CharField(max_length=150, help_text="The organisation it belongs to.")
    why = models.CharField(
        max_length=250, help_text="Why it may be published, for example where they publish it."
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    added = models.DateTimeField(auto_now_add=True)

    objects = AllowedContactQuerySet.as_manager()

    class Meta:
        ordering = ["whose", "contact"]
        verbose_name = "allowed contact"
        constraints = [
            models.UniqueConstraint(
                fields=["sort", "contact"],
                name="one_row_per_allowed_contact",
                violation_error_message="This contact is on the list already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.contact} ({self.whose})"

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the contact in its one way of writing, whatever way it came in.

        Raises:
            ValueError: It is not a contact of its sort.
        """
        self.contact = canonical(self.sort, self.contact)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Put the contact into its one way of writing, or say what is wrong with it."""
        super().clean()
        if self.sort in self.Kind.values:
            try:
                self.contact = canonical(self.sort, self.contact)
            except ValueError as wrong:
                raise ValidationError({"contact": str(wrong)}) from wrong
