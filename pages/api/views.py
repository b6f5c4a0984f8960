"""The endpoint of pages, on Wagtail's API, and its addresses."""

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

from pages.api.fields import BODY_FIELDS, META_FIELDS, prefetch_api_fields
from pages.api.validation import FILTER_NAMES, PagesPagination, apply_filters, apply_search_or_order
from pages.models import HubPage
from pages.querysets import HubPageQuerySet


class PagesAPIViewSet(BaseAPIViewSet):
    """The items of the hub as anybody may read them, whoever asks.

    No account counts here, not even that of a session, so that every answer may be kept for others.
    """

    name = "pages"
    model = HubPage
    http_method_names = ["get", "head"]
    authentication_classes: list[type] = []
    permission_classes: list[type] = []
    renderer_classes = [JSONRenderer]
    pagination_class = PagesPagination
    base_serializer_class = PageSerializer
    known_query_parameters = frozenset({"limit", "offset", "order", "search", *FILTER_NAMES})
    body_fields = BODY_FIELDS
    meta_fields = META_FIELDS
    listing_default_fields = [field.name for field in META_FIELDS + BODY_FIELDS]
    nested_default_fields: list[str] = []

    def get_queryset(self) -> HubPageQuerySet:
        """Return what anybody may read."""
        return HubPage.objects.visible_to(AnonymousUser()).items()

    def filter_queryset(self, queryset: HubPageQuerySet) -> Any:
        """Keep what a list was asked for."""
        if self.action != "listing_view":
            return queryset
        return apply_search_or_order(apply_filters(queryset, self.request.GET), self.request.GET)

    def paginate_queryset(self, queryset: Any) -> list[HubPage]:
        """Return one page of results, with all that is told of each."""
        return prefetch_api_fields(list(super().paginate_queryset(queryset)))

    def get_object(self) -> HubPage:
        """Return the page asked for, with all that is told of it."""
        if not hasattr(self, "_found"):
            [self._found] = prefetch_api_fields([super().get_object()])
        return self._found

    def detail_view(self, request: Request, pk: str) -> Response:
        """Answer about one page, which takes no questions besides."""
        if request.GET:
            raise BadRequestError("a page takes no parameters")
        return super().detail_view(request, pk)

    def check_query_parameters(self, queryset: HubPageQuerySet) -> None:
        """Refuse what nobody can ask.

        Raises:
            BadRequestError: There is no such parameter.
        """
        if unknown := set(self.request.GET) - self.known_query_parameters:
            raise BadRequestError(f"no such parameter: {', '.join(sorted(unknown))}")

    @classmethod
    def get_urlpatterns(cls) -> list[URLPattern]:
        """Return the addresses of the list and of one page."""
        return [
            path("", cls.as_view({"get": "listing_view"}), name="listing"),
            # A longer number can be no page's; what has no address is answered in JSON.
            re_path(r"^(?P<pk>[0-9]{1,18})/$", cls.as_view({"get": "detail_view"}), name="detail"),
        ]


def json_not_found(request: HttpRequest) -> JsonResponse:
    """Answer in JSON where there is nothing."""
    return JsonResponse({"message": "not found"}, status=404)


router = WagtailAPIRouter("api")
router.register_endpoint("pages", PagesAPIViewSet)
