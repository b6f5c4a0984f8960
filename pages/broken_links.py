"""The report of public pages with links to pages that are not public."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import CharField, IntegerField
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports import PageReportView
from wagtail.models import ReferenceIndex, get_default_page_content_type
from wagtail.permissions import page_permission_policy

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
        pages = public.filter(pk__in=broken.values_list(Cast("object_id", IntegerField())))
        pages = pages.prefetch_workflow_states().annotate_approved_schedule()
        return pages.annotate_site_root_state().order_by("-last_published_at", "pk")


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
