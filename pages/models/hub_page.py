"""The base model of all page types."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import QuerySet, prefetch_related_objects
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject, cached_property
from django_countries.fields import CountryField
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageViewRestriction, Revision, Workflow
from wagtail.search import index

from editorial.guests.permissions import is_guest
from editorial.reviews.models import ReviewDate
from editorial.safety.publication_checks import PublicationChecks
from editorial.schedule import ScheduleForm
from editorial.workflow.definitions import EDITORIAL, GUEST_BLOG, workflow_for
from editorial.workflow.locking import lock_page
from editorial.workflow.permissions import EditorialPagePermissionTester
from editorial.workflow.publishing import require_publishable
from page_cache.models import CacheVersion
from pages.content_kinds import ContentKind
from pages.context_processors import FragmentCache, is_cacheable
from pages.forms import TopicCheckboxes
from pages.models.declaration import CreditedPeopleMixin
from pages.panels import BrokenLinksPanel
from pages.querysets import HubPageManager


class HubPage(CreditedPeopleMixin, Page):
    """Base of every page type of the hub.

    Its table has the fields all page types share, so that listings, topics, search and feeds
    use one queryset across types.
    """

    content_kind: ContentKind | None = None
    type_label = ""
    """What search results call a page type without a content kind."""
    takes_comments = False
    is_creatable = False
    # Set by `for_page_view`: whether no view restriction applies to the page.
    is_open = False

    summary = models.TextField(
        max_length=500,
        help_text="Say what the reader will find. Shown on cards, in search results and when "
        "the page is shared.",
    )
    image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="picture",
        help_text="Shown at the top of the page, on cards, and when the page is shared.",
    )
    image_alt = models.CharField(
        "description of the picture",
        max_length=255,
        blank=True,
        help_text="For people who cannot see the picture. Say what it shows that the text does "
        "not say.",
    )
    image_is_decorative = models.BooleanField(
        "the picture is decoration",
        default=False,
        help_text="Tick if the picture adds nothing to the text.",
    )
    topics = ParentalManyToManyField(
        "pages.TopicPage",
        blank=True,
        related_name="items",
        help_text="Tick the topics where readers would look for this page.",
    )
    audiences = ParentalManyToManyField(
        "pages.Audience", blank=True, related_name="+", help_text="Who the page is written for."
    )
    country = CountryField("country of origin", blank=True, blank_label="No specific country")

    objects = HubPageManager()

    base_form_class = ScheduleForm
    content_panels = [
        BrokenLinksPanel(),
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("image"), FieldPanel("image_alt"), FieldPanel("image_is_decorative")],
            heading="Picture",
        ),
    ]
    classification_panels = [
        MultiFieldPanel(
            [
                FieldPanel("topics", widget=TopicCheckboxes),
                FieldPanel("audiences", widget=forms.CheckboxSelectMultiple),
                FieldPanel("country"),
            ],
            heading="Topics, audience and country",
        ),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary", boost=2),
        index.FilterField("country"),
    ]

    def permissions_for_user(self, user: object) -> EditorialPagePermissionTester:
        """Return the permission tester that adds four eyes and guests' limits to Wagtail's."""
        return EditorialPagePermissionTester(user, self)

    def clean(self) -> None:
        """Require an alternative text, or that the image is marked as decorative."""
        super().clean()
        if self.image_id and not self.image_alt and not self.image_is_decorative:
            raise ValidationError(
                {"image_alt": "Describe the picture, or tick that it is decoration."}
            )

    @property
    def workflow_key(self) -> str:
        """Return the key of the workflow definition; see `editorial.workflow.definitions`."""
        return GUEST_BLOG if self.owner and is_guest(self.owner) else EDITORIAL

    @property
    def people_concerned(self) -> dict[str, str]:
        """Return the names of people who must consent before publication, by a stable key."""
        return {}

    @property
    def has_content_notice(self) -> bool:
        """Return whether the body has a content notice with sources of help."""
        body = getattr(self, "body", None)
        if body is None:
            return True  # A page type without a body cannot contain one.
        return any(block.block_type == "notice" and block.value["sources"] for block in body)

    def get_workflow(self) -> Workflow | None:
        """Return the workflow that the definitions name for the page."""
        return workflow_for(self)

    def publication_blockers(self, approver: Any = None) -> list[str]:
        """Return the messages of the publication checks that this draft fails.

        Args:
            approver: The user who would publish it; overrides by this user do not count.
        """
        return PublicationChecks(self, approver).blockers

    def publication_blockers_url(self) -> str:
        """Return the URL of the admin view that shows the blockers."""
        return reverse("editorial:publication_checks", args=[self.pk])

    def decision_refused_url(self) -> str:
        """Return the URL that explains why a decision about this page was not applied."""
        return reverse("editorial:already_decided", args=[self.pk])

    def publish(
        self, revision: Revision, user: object = None, *args: object, **kwargs: object
    ) -> None:
        """Publish a revision under the page's lock, after the publication checks.

        Raises:
            PermissionDenied: A publication check blocks it; the message says which.
        """
        with transaction.atomic():
            lock_page(self.pk)
            require_publishable(revision.as_object(), user)
            super().publish(revision, user, *args, **kwargs)

    @property
    def review(self) -> ReviewDate | None:
        """Return the page's review date; None for page types without one."""
        return getattr(self, "review_date", None)

    @property
    def page_type_name(self) -> str:
        """Return the label of the page's type, without loading the specific page."""
        model = self.specific_class
        if model is None:
            return ""
        return model.content_kind.name if model.content_kind else model.type_label

    @property
    def listed_date(self) -> datetime | None:
        """Return the date that lists show, without loading the specific page; None without one."""
        kind = getattr(self.specific_class, "content_kind", None)
        return self.first_published_at if kind and kind.has_date else None

    @property
    def picture_alt(self) -> str:
        """Return the alternative text of the page's image; empty if it is decorative."""
        return "" if self.image_is_decorative else self.image_alt

    @property
    def sharing_description(self) -> str:
        """Return the description for search engines and shared links."""
        return self.search_description or self.summary

    def topics_visible_to(self, user: object) -> list["HubPage"]:
        """Return the topics of this page that a user may see, sorted by title."""
        topics = self._meta.get_field("topics").related_model.objects.visible_to(user)
        chosen = self.topics.all().values_list("id", flat=True)
        return list(topics.filter(pk__in=chosen).order_by("title"))

    @property
    def authors(self) -> list:
        """Return the people named as authors; page types with authors override it."""
        return []

    @property
    def portraits(self) -> list:
        """Return the portraits this page shows; page types with people override it."""
        return []

    @property
    def published_person_data(self) -> list[dict[str, str]]:
        """Return the data of `Person` records that this page publishes; consent covers it too."""
        return []

    def copy_loaded_state(self, loaded: "HubPage") -> "HubPage":
        """Copy what `for_page_view` loaded from the generic instance to this specific one."""
        self.image = loaded.image
        self.cache_version = loaded.cache_version
        self.is_open = loaded.is_open
        self._state.fields_cache["review_date"] = loaded.review
        return self

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """Return the view restrictions on this page and its ancestors, in at most one query.

        Wagtail loads every ancestor to resolve aliases; only an alias needs that.
        """
        if self.alias_of_id:
            return super().get_view_restrictions()
        if self.is_open:
            return PageViewRestriction.objects.none()
        paths = [self.path[:end] for end in range(self.steplen, len(self.path) + 1, self.steplen)]
        return PageViewRestriction.objects.filter(page__path__in=paths)

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        """Add the topics, related pages and the fragment cache, and prefetch renditions.

        Topics and related pages are lazy: in a cached fragment they cost no query.
        """
        context = super().get_context(request, *args, **kwargs)
        if is_cacheable(request):
            context["fragment_cache"] = FragmentCache(self.cache_version)
        topics = SimpleLazyObject(lambda: self.topics_visible_to(request.user))
        context["page_topics"] = topics
        context["related"] = SimpleLazyObject(lambda: self.related(request.user, topics))
        images = [self.image, *self.portraits]
        prefetch_related_objects([image for image in images if image], "renditions")
        return context

    @cached_property
    def cache_version(self) -> int:
        """Return the cache version that this page's fragments are stored under."""
        return CacheVersion.current()

    def related(
        self, user: object, topics: Iterable["HubPage"], number: int = 3
    ) -> list["HubPage"]:
        """Return items visible to a user that have one of some topics, the newest first."""
        shared = HubPage.topics.through.objects.filter(
            topicpage__in=[topic.pk for topic in topics]
        ).values("hubpage_id")
        pages = HubPage.objects.visible_to(user).items().filter(pk__in=shared)
        pages = pages.not_descendant_of(self, inclusive=True)
        return list(pages.newest_first().for_cards()[:number])
