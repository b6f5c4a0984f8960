"""The addresses of sessions and of one's calendar in a network's room."""

from django.urls import path

from networks.space import calendar, sessions
from networks.space import organising_series as series
from networks.space import organising_sessions as organising

urlpatterns = [
    path("calendar/", calendar.CalendarView.as_view(), name="calendar"),
    path("sessions/", sessions.SessionsView.as_view(), name="sessions"),
    path("sessions/past/", sessions.PastSessionsView.as_view(), name="past_sessions"),
    path("sessions/<int:pk>/", sessions.SessionView.as_view(), name="session"),
    path("sessions/<int:pk>/coming/", sessions.SignUpView.as_view(), name="sign_up"),
    path("sessions/<int:pk>/not-coming/", sessions.TakeBackView.as_view(), name="take_back"),
    path("sessions/<int:pk>/session.ics", sessions.SessionFileView.as_view(), name="session_file"),
    path("sessions/new/", organising.NewView.as_view(), name="new_session"),
    path("sessions/<int:pk>/change/", organising.ChangeView.as_view(), name="change_session"),
    path("sessions/<int:pk>/notes/", organising.NotesView.as_view(), name="session_notes"),
    path("sessions/<int:pk>/cancel/", organising.CancelView.as_view(), name="cancel_session"),
    path(
        "sessions/<int:pk>/bring-back/",
        organising.BringBackView.as_view(),
        name="bring_back_session",
    ),
    path("series/", series.SeriesListView.as_view(), name="series"),
    path("series/new/", series.NewSeriesView.as_view(), name="new_series"),
    path(
        "series/<int:pk>/change/",
        series.ChangeSeriesView.as_view(),
        name="change_series",
    ),
    path("series/<int:pk>/end/", series.EndSeriesView.as_view(), name="end_series"),
]
