"""The API endpoint of pages, built on Wagtail's API, and its router."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path, re_path
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.serializers import PageSerializer
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import BaseAPIViewSet

from library.text_cleaning import clean_json
from pages.api.fields import BODY_FIELDS, META_FIELDS, prefetch_api_fields
from pages.api.validation import FILTER_NAMES, PagesPagination, apply_filters, apply_search_or_order
from pages.models import HubPage
from pages.querysets import HubPageQuerySet


class CleanJSONRenderer(JSONRenderer):
    """Renders JSON without characters that no reader of it can use, whatever the database holds."""

    def render(self, data: Any, *args: Any, **kwargs: Any) -> bytes:
        """Clean the data before it is encoded."""
        return super().render(clean_json(data), *args, **kwargs)


class PagesAPIViewSet(BaseAPIViewSet):
    """Lists and serializes the items an anonymous reader may see, for every user.

    No authentication applies, not even a session, so that every response may be cached.
    """

    name = "pages"
    model = HubPage
    http_method_names = ["get", "head"]
    authentication_classes: list[type] = []
    permission_classes: list[type] = []
    renderer_classes = [CleanJSONRenderer]
    pagination_class = PagesPagination
    base_serializer_class = PageSerializer
    known_query_parameters = frozenset({"limit", "offset", "order", "search", *FILTER_NAMES})
    body_fields = BODY_FIELDS
    meta_fields = META_FIELDS
    listing_default_fields = [field.name for field in META_FIELDS + BODY_FIELDS]
    nested_default_fields: list[str] = []

    def get_queryset(self) -> HubPageQuerySet:
        """Return the public items."""
        return HubPage.objects.visible_to(AnonymousUser()).items()

    def filter_queryset(self, queryset: HubPageQuerySet) -> Any:
        """Apply the filters, search and order of a list request."""
        if self.action != "listing_view":
            return queryset
        return apply_search_or_order(apply_filters(queryset, self.request.GET), self.request.GET)

    def paginate_queryset(self, queryset: Any) -> list[HubPage]:
        """Return one page of results with the data their fields need."""
        return prefetch_api_fields(list(super().paginate_queryset(queryset)))

    def get_object(self) -> HubPage:
        """Return the requested page with the data its fields need, fetched once."""
        if not hasattr(self, "_page"):
            [self._page] = prefetch_api_fields([super().get_object()])
        return self._page

    def detail_view(self, request: Request, pk: str) -> Response:
        """Return one page; query parameters are an error."""
        if request.GET:
            raise BadRequestError("a single page takes no parameters")
        return super().detail_view(request, pk)

    def check_query_parameters(self, queryset: HubPageQuerySet) -> None:
        """Reject unknown query parameters.

        Raises:
            BadRequestError: A parameter is unknown.
        """
        if unknown := set(self.request.GET) - self.known_query_parameters:
            raise BadRequestError(f"unknown parameter: {', '.join(sorted(unknown))}")

    @classmethod
    def get_urlpatterns(cls) -> list[URLPattern]:
        """Return the URL patterns of the list and of one page."""
        return [
            path("", cls.as_view({"get": "listing_view"}), name="listing"),
            # Longer numbers exceed the primary key; URLs that match nothing get a JSON 404.
            re_path(r"^(?P<pk>[0-9]{1,18})/$", cls.as_view({"get": "detail_view"}), name="detail"),
        ]


def json_not_found(request: HttpRequest) -> JsonResponse:
    """Return a 404 response in JSON, for unknown URLs below the API."""
    return JsonResponse({"message": "not found"}, status=404)


router = WagtailAPIRouter("api")
router.register_endpoint("pages", PagesAPIViewSet)
