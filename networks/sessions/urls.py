"""URLs of sessions and the calendar subscription, below a network's space."""

from django.urls import path

from networks.sessions import guest_views, organiser_views, views

urlpatterns = [
    path("calendar/", views.CalendarSubscriptionView.as_view(), name="calendar"),
    path("sessions/", views.SessionListView.as_view(), name="sessions"),
    path("sessions/past/", views.PastSessionListView.as_view(), name="past_sessions"),
    path("sessions/<int:pk>/", views.SessionDetailView.as_view(), name="session"),
    path("sessions/<int:pk>/coming/", views.SignUpCreateView.as_view(), name="sign_up"),
    path("sessions/<int:pk>/not-coming/", views.SignUpCancelView.as_view(), name="cancel_sign_up"),
    path(
        "sessions/<int:pk>/session.ics",
        views.SessionICalendarView.as_view(),
        name="session_icalendar",
    ),
    path("sessions/new/", organiser_views.SessionCreateView.as_view(), name="session_add"),
    path(
        "sessions/<int:pk>/change/",
        organiser_views.SessionUpdateView.as_view(),
        name="session_change",
    ),
    path(
        "sessions/<int:pk>/notes/",
        organiser_views.SessionNotesView.as_view(),
        name="session_notes",
    ),
    path(
        "sessions/<int:pk>/cancel/",
        organiser_views.SessionCancelView.as_view(),
        name="session_cancel",
    ),
    path(
        "sessions/<int:pk>/bring-back/",
        organiser_views.SessionReinstateView.as_view(),
        name="session_reinstate",
    ),
    path(
        "sessions/<int:pk>/guests/<int:guest>/release/",
        guest_views.GuestReleaseView.as_view(),
        name="guest_release",
    ),
    path(
        "sessions/<int:pk>/guests/<int:guest>/remove/",
        guest_views.GuestRemoveView.as_view(),
        name="guest_remove",
    ),
    path("series/", organiser_views.SeriesListView.as_view(), name="series"),
    path("series/new/", organiser_views.SeriesCreateView.as_view(), name="series_add"),
    path(
        "series/<int:pk>/change/",
        organiser_views.SeriesUpdateView.as_view(),
        name="series_change",
    ),
    path("series/<int:pk>/end/", organiser_views.SeriesEndView.as_view(), name="series_end"),
]
