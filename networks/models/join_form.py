"""Join forms, their questions, and who is notified of a submission."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.forms.models import AbstractFormField
from wagtail.fields import RichTextField
from wagtail.models import Orderable, PreviewableMixin
from wagtail.search import index

from accounts.form_token import FormToken
from editorial.safety.models import IdentifierFreeMixin
from editorial.workflow.snippets import WorkflowSnippet
from networks.enums import AnswerKind, AnswerMeaning
from networks.forms import name_panel, slug_panel
from networks.join_forms.builder import JoinRequestForm, build_form_class
from networks.join_forms.context import form_context


class JoinFormQuerySet(models.QuerySet):
    """Join forms filtered by who may open them."""

    def visible_to(self, user: Any) -> "JoinFormQuerySet":
        """Filter to forms that a user may open: all that are published."""
        return self.filter(live=True)


class JoinForm(
    IdentifierFreeMixin, WorkflowSnippet, PreviewableMixin, index.Indexed, ClusterableModel
):
    """A form of an editor's own questions: to join a network, attend an event or reach the team.

    A submission stores its questions as they were asked, so that editing a form changes none.
    """

    title = models.CharField(max_length=150, unique=True)
    slug = models.SlugField(
        "address",
        max_length=80,
        unique=True,
        help_text="The last part of the web address, as in /networks/forms/contact/. It is made "
        "from the title.",
    )
    introduction = RichTextField(
        blank=True,
        features=["bold", "italic", "link", "ul"],
        help_text="Shown above the questions.",
    )
    privacy = RichTextField(
        "privacy statement",
        features=["bold", "italic", "link", "ul"],
        help_text="What the answers are used for, who reads them, and how long they are kept.",
    )
    thank_you = RichTextField(
        "thank-you text",
        features=["bold", "italic", "link", "ul"],
        help_text="Shown after the form is sent, and emailed to the person. Say what happens next.",
    )
    answer_days = models.PositiveSmallIntegerField(
        "working days to answer",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text="How long we usually need to answer. The form, every page with a button that "
        "opens it, the thank-you page and our email say so. Leave it empty to promise no time.",
    )
    retention_months = models.PositiveSmallIntegerField(
        "months to keep",
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text="We delete the answers after this many months, from 1 to 120. We keep a count "
        "of them.",
    )
    notify_organisers = models.BooleanField(
        "notify the organisers",
        default=True,
        help_text="We email the organisers of the network about each request. They read the "
        "answers in the admin.",
    )

    objects = JoinFormQuerySet.as_manager()

    panels = [
        FieldRowPanel([name_panel("title"), slug_panel()]),
        FieldPanel("introduction"),
        InlinePanel("fields", label="Question", heading="Questions", min_num=1),
        FieldPanel("privacy"),
        FieldPanel("thank_you"),
        FieldPanel("answer_days"),
        MultiFieldPanel(
            [
                FieldPanel("retention_months"),
                FieldPanel("notify_organisers"),
                InlinePanel(
                    "notification_recipients",
                    label="Address",
                    heading="Other email addresses to notify",
                ),
            ],
            heading="How answers are handled",
        ),
    ]
    search_fields = [
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        index.SearchField("introduction"),
        index.FilterField("live"),
    ]

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    @property
    def answer_promise(self) -> str:
        """Return a sentence that says when we answer, or an empty string without a promise."""
        if not self.answer_days:
            return ""
        days = "1 working day" if self.answer_days == 1 else f"{self.answer_days} working days"
        return f"We usually answer by email within {days}."

    def get_absolute_url(self) -> str:
        """Return the URL of the form by itself, for pages that link to it."""
        return reverse("networks:form", args=[self.slug])

    def get_preview_template(self, request: object, mode_name: str) -> str:
        """Return the template of the form's page."""
        return "networks/join_forms/form.html"

    def get_preview_context(self, request: object, mode_name: str) -> dict:
        """Return the context of the form's page, with nothing filled in."""
        return form_context(self, self.get_form_class()(), FormToken.new())

    def get_form_class(self) -> type[JoinRequestForm]:
        """Return the form class of the present questions, as `AbstractForm` does."""
        return build_form_class(self.fields.all())


class JoinField(IdentifierFreeMixin, AbstractFormField):
    """A question of a join form."""

    form = ParentalKey(JoinForm, on_delete=models.CASCADE, related_name="fields")
    field_type = models.CharField("kind of answer", max_length=16, choices=AnswerKind.choices)
    field_type.required_on_save = True
    help_text = models.CharField(
        "help text", max_length=255, blank=True, help_text="Shown below the question."
    )
    choices = models.TextField(
        blank=True, help_text="Enter one choice on each line. Only for questions with choices."
    )
    default_value = models.TextField(blank=True, editable=False)
    meaning = models.CharField(
        "copy to profile",
        max_length=max(len(value) for value in AnswerMeaning.values),
        choices=AnswerMeaning.choices,
        blank=True,
        help_text="We copy this answer to the person’s profile when they join. Name, role and "
        "organisation need a short text. Country needs a country.",
    )

    panels = [
        FieldPanel("label", help_text="The question, as people read it."),
        FieldPanel("help_text"),
        FieldRowPanel([FieldPanel("field_type"), FieldPanel("required")]),
        FieldPanel("choices"),
        FieldPanel("meaning"),
    ]

    class Meta(AbstractFormField.Meta):
        verbose_name = "question"

    def get_field_clean_name(self) -> str:
        """Truncate the name derived from the label to the column's length."""
        max_length = self._meta.get_field("clean_name").max_length
        # A browser submits no field without a name.
        return super().get_field_clean_name()[:max_length] or "question"

    def __str__(self) -> str:
        return self.label


class NotificationRecipient(Orderable):
    """An email address that is notified of each submission of a join form."""

    form = ParentalKey(JoinForm, on_delete=models.CASCADE, related_name="notification_recipients")
    email = models.EmailField("email address")

    panels = [FieldPanel("email")]

    def __str__(self) -> str:
        return self.email
