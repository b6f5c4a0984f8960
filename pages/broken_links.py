"""The report of public pages with links to pages that are not public.

Chosen pages are in the reference index. Addresses that were typed are found in the texts.
"""

from collections.abc import Iterator

from django.contrib.auth.models import AnonymousUser
from django.db.models import CharField, IntegerField, Q, TextField
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports import PageReportView
from wagtail.fields import RichTextField, StreamField
from wagtail.models import ReferenceIndex, get_default_page_content_type, get_page_models
from wagtail.permissions import page_permission_policy

from pages.links import LinkResolver, own_hosts, references_in
from pages.models import HubPage
from pages.querysets import HubPageQuerySet


class BrokenLinksReportView(PageReportView):
    """Lists public pages that link to a page that is not public; the page editor says which."""

    page_title = "Links to pages that are not public"
    header_icon = "link"
    index_url_name = "broken_links_report"
    index_results_url_name = "broken_links_report_results"
    permission_policy = page_permission_policy
    any_permission_required = ["add", "change", "publish"]

    def get_queryset(self) -> HubPageQuerySet:
        """Return the pages, the most recently published first."""
        page_type = get_default_page_content_type()
        public = HubPage.objects.visible_to(AnonymousUser())
        references = ReferenceIndex.objects.filter(
            base_content_type=page_type, to_content_type=page_type
        )
        broken = references.exclude(
            to_object_id__in=public.order_by().values_list(Cast("pk", CharField()))
        )
        chosen = Q(pk__in=broken.values_list(Cast("object_id", IntegerField())))
        pages = public.filter(chosen | Q(pk__in=pages_with_broken_addresses()))
        pages = pages.prefetch_workflow_states().annotate_approved_schedule()
        return pages.annotate_site_root_state().order_by("-last_published_at", "pk")


def pages_with_broken_addresses() -> set[int]:
    """Return the ids of the public pages with a typed address of the hub that leads nowhere.

    All addresses are resolved together.
    """
    references = [
        (page.pk, reference)
        for page in pages_with_own_addresses()
        for reference in references_in(page)
        if reference.page_id is None
    ]
    resolver = LinkResolver(AnonymousUser())
    resolver.load(reference for _, reference in references)
    return {pk for pk, reference in references if not resolver.resolve(reference).url}


def pages_with_own_addresses() -> Iterator[HubPage]:
    """Yield the public pages whose texts may contain an address of the hub; one query a type."""
    for model in get_page_models():
        names = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, RichTextField | StreamField)
        ]
        if not names or not issubclass(model, HubPage):
            continue
        condition = Q()
        for name in names:
            for sign in _signs_of_own_addresses():
                condition |= Q(**{f"{name}_text__icontains": sign})
        texts = {f"{name}_text": Cast(name, TextField()) for name in names}
        public = model.objects.visible_to(AnonymousUser()).order_by()
        yield from public.alias(**texts).filter(condition).iterator(chunk_size=100)


def _signs_of_own_addresses() -> list[str]:
    """Return texts of which one is in every stored text with an address of the hub.

    The quotation marks of an element in the JSON of a StreamField are escaped.
    """
    hosts = [f"//{host}" for host in sorted(own_hosts() - {""})]
    return ['href="/', 'href=\\"/', '"url": "/', *hosts]


def report_urlpatterns() -> list[URLPattern]:
    """Return the URL patterns of the report."""
    name = BrokenLinksReportView.index_url_name
    return [
        path("reports/broken-links/", BrokenLinksReportView.as_view(), name=name),
        path(
            "reports/broken-links/results/",
            BrokenLinksReportView.as_view(results_only=True),
            name=f"{name}_results",
        ),
    ]


class BrokenLinksMenuItem(MenuItem):
    """The menu item of the report, for users who edit pages."""

    def __init__(self) -> None:
        super().__init__(
            "Links to pages that are not public",
            reverse(BrokenLinksReportView.index_url_name),
            name="broken-links",
            icon_name="link",
            order=750,
        )

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether the user may open the report."""
        return page_permission_policy.user_has_any_permission(
            request.user, BrokenLinksReportView.any_permission_required
        )
