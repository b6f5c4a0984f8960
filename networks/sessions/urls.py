"""The addresses of sessions and of one's calendar in a network's room."""

from django.urls import path

from networks.sessions import organiser_views as organising
from networks.sessions import organiser_views as series
from networks.sessions import views

urlpatterns = [
    path("calendar/", views.CalendarSubscriptionView.as_view(), name="calendar"),
    path("sessions/", views.SessionListView.as_view(), name="sessions"),
    path("sessions/past/", views.PastSessionListView.as_view(), name="past_sessions"),
    path("sessions/<int:pk>/", views.SessionDetailView.as_view(), name="session"),
    path("sessions/<int:pk>/coming/", views.SignUpCreateView.as_view(), name="sign_up"),
    path("sessions/<int:pk>/not-coming/", views.SignUpCancelView.as_view(), name="take_back"),
    path(
        "sessions/<int:pk>/session.ics",
        views.SessionICalendarView.as_view(),
        name="session_icalendar",
    ),
    path("sessions/new/", organising.SessionCreateView.as_view(), name="new_session"),
    path(
        "sessions/<int:pk>/change/", organising.SessionUpdateView.as_view(), name="change_session"
    ),
    path("sessions/<int:pk>/notes/", organising.SessionNotesView.as_view(), name="session_notes"),
    path(
        "sessions/<int:pk>/cancel/", organising.SessionCancelView.as_view(), name="cancel_session"
    ),
    path(
        "sessions/<int:pk>/bring-back/",
        organising.SessionReinstateView.as_view(),
        name="reinstate_session",
    ),
    path("series/", series.SeriesListView.as_view(), name="series"),
    path("series/new/", series.SeriesCreateView.as_view(), name="new_series"),
    path(
        "series/<int:pk>/change/",
        series.SeriesUpdateView.as_view(),
        name="change_series",
    ),
    path("series/<int:pk>/end/", series.SeriesEndView.as_view(), name="end_series"),
]
