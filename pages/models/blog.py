"""Blogs, of the hub's own and of campaign partners."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from editorial.workflow.definitions import (
    EDITORIAL,
    GUEST_BLOG,
    GUEST_PATIENT_ACCOUNT,
    PATIENT_ACCOUNT,
)
from pages.blocks import BodyBlock
from pages.content_kinds import ContentKind
from pages.forms import AuthoredPageForm
from pages.models.authorship import AuthoredMixin
from pages.models.declaration import Declaration
from pages.models.hub_page import HubPage
from pages.models.listing import ListingPage
from pages.panels import AuthorsPanel, UnnamedAuthorInterestsPanel


class BlogPage(Declaration, AuthoredMixin, HubPage):
    """A piece by one or more people, or by somebody who must not be known.

    Each named author declares their own interests; where nobody is named, the piece itself does.
    """

    kind = ContentKind("blog", "Blog", "Blogs", "blogs")
    review_months = 24

    subpage_types: list[str] = []
    template = "pages/blog.html"

    is_anonymous = models.BooleanField(
        "anonymous",
        default=False,
        help_text="The author must not be known. No name may then stand on this page.",
    )
    byline = models.CharField(
        max_length=120,
        blank=True,
        help_text="For an anonymous piece: who is speaking, in words that identify nobody.",
    )
    is_account = models.BooleanField(
        "an account of somebody’s care",
        default=False,
        help_text="It tells what happened to a patient. Whoever it is about agrees to the exact "
        "words, by a link, before it is published.",
    )
    body = StreamField(BodyBlock(), blank=True)

    content_panels = [
        *HubPage.content_panels,
        AuthorsPanel(),
        MultiFieldPanel(
            [
                FieldPanel("is_anonymous"),
                FieldPanel("byline"),
                FieldPanel("is_account"),
            ],
            heading="Whose voice",
        ),
        UnnamedAuthorInterestsPanel(Declaration.declaration_panels),
        FieldPanel("body"),
        *HubPage.classification_panels,
    ]
    base_form_class = AuthoredPageForm
    search_fields = [
        *HubPage.search_fields,
        index.SearchField("body"),
        index.SearchField("author_names"),
    ]

    def clean(self) -> None:
        """Keep names off an anonymous piece."""
        super().clean()
        if self.is_anonymous and self.authorships.exists():
            raise ValidationError(
                {"is_anonymous": "Remove the authors first: an anonymous piece names nobody."}
            )

    @property
    def workflow_key(self) -> str:
        """Return the way of the blog: an account waits for whoever it is about."""
        by_guest = super().workflow_key == GUEST_BLOG
        if self.is_account:
            return GUEST_PATIENT_ACCOUNT if by_guest else PATIENT_ACCOUNT
        return GUEST_BLOG if by_guest else EDITORIAL

    @property
    def people_concerned(self) -> dict[str, str]:
        """Return who must agree: of an account, the person it is about."""
        return {"account": "The person whose account it is"} if self.is_account else {}

    @property
    def people(self) -> list:
        """Return the authors; for an anonymous piece none, whatever is stored."""
        return [] if self.is_anonymous else super().people

    @property
    def asked(self) -> list[tuple[str, Declaration]]:
        """Return the authors; for a piece that names nobody, whoever wrote it.

        Where authors are named, the piece's own words are those of all of them together, from
        before each was asked. Nobody has to give them, and they stand until somebody sorts them.
        """
        if not self.people:
            return [("The author", self)]
        return [*super().asked, ("The authors together", self)] if self.interests else super().asked

    @property
    def voice(self) -> str:
        """Return whose voice it is, in one line."""
        if self.is_anonymous:
            return self.byline or "Anonymous"
        return ", ".join(person.name for person in self.authors)

    def author_names(self) -> str:
        """Return what search may find the piece by."""
        return self.voice


class BlogIndexPage(ListingPage):
    """All blogs, wherever they stand."""

    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.BlogPage"]
    template = "pages/listing.html"
    listed = BlogPage

    class Meta:
        verbose_name = "blogs"
