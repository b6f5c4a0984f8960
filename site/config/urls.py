"""URL configuration. The URLs named in the README are permanent."""

from django.conf import settings
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path, re_path
from django.views.decorators.cache import never_cache
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from community.search import DiscussionSitemap
from config.protected_deletion import report_protected_deletion
from config.request_limits import reject_incomplete_forms, shorten_search_text
from config.views import health, serve_rendition
from editorial.dashboard import reports
from editorial.guests.access import restrict_guest_access
from editorial.workflow.locking import serialise_page_writes
from editorial.workflow.outcomes import report_decision_outcome
from networks.search import NetworkSitemap
from outbox.preferences import HubAccountView
from pages.api.views import json_not_found, router
from pages.feeds import NewItemsFeed, PersonFeed, TopicFeed
from pages.people.views import person_page, redirect_previous_slug
from pages.sitemap import HubSitemap, PeopleSitemap
from pages.views import feeds, person_feed_about, robots, search, topic_feed_about

# Shadows Wagtail's own account page; not cached, as the rest of the admin.
account = never_cache(require_admin_access(HubAccountView.as_view()))

handler400 = "config.views.bad_request"
handler500 = "config.views.server_error"

SITEMAPS = {
    "pages": HubSitemap,
    "people": PeopleSitemap,
    "networks": NetworkSitemap,
    "discussions": DiscussionSitemap,
}

admin_urlpatterns = [
    path("", include("accounts.admin_urls")),
    # Before Wagtail's own views of the same URLs, whose numbers of queries grow with the rows.
    path("", include(reports.report_urlpatterns())),
    path("account/", account, name="wagtailadmin_account"),
    path("", include(wagtailadmin_urls)),
]
# From the innermost to the outermost: a user who may not open a view gets no other answer.
for decorator in (
    shorten_search_text,
    report_decision_outcome,
    serialise_page_writes,
    reject_incomplete_forms,
    report_protected_deletion,
    restrict_guest_access,
):
    decorate_urlpatterns(admin_urlpatterns, decorator)

urlpatterns = [
    path("account/", include("accounts.urls")),
    path("admin/", include(admin_urlpatterns)),
    path("documents/", include(wagtaildocs_urls)),
    path("search/", search, name="search"),
    path("feed/", NewItemsFeed(), name="feed"),
    path("feed/topics/<path:topic_path>/", TopicFeed(), name="topic_feed"),
    path("feeds/", feeds, name="feeds"),
    path("feeds/topics/<path:topic_path>/", topic_feed_about, name="topic_feed_about"),
    path("feeds/people/<slug:slug>/", person_feed_about, name="person_feed_about"),
    path("people/<slug:slug>/", person_page, name="person"),
    path("people/<slug:slug>/feed/", redirect_previous_slug(PersonFeed()), name="person_feed"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("robots.txt", robots, name="robots"),
    path("health/", health, name="health"),
    path("sign-off/", include("editorial.consent.urls")),
    path("api/v2/", router.urls),
    re_path(r"^api/(?:[^?]*/)?$", json_not_found),
    path("networks/", include("networks.urls")),
    path("community/", include("community.urls")),
]

if getattr(settings, "SERVE_MEDIA", False):
    # Renditions only: originals are private, and documents have a view that checks permission.
    urlpatterns.append(re_path(r"^media/images/(?P<path>.*)$", serve_rendition))

urlpatterns.append(path("", include(wagtail_urls)))
