"""URLs of organisers' messages, below a network's space."""

from django.urls import path

from networks.messages import views

urlpatterns = [
    path("messages/", views.MessageArchiveView.as_view(), name="message_archive"),
    path("run/messages/", views.MessageListView.as_view(), name="messages"),
    path("run/messages/write/", views.MessageCreateView.as_view(), name="message_add"),
]
