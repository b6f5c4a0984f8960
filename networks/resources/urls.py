"""URLs of resources, below a network's space."""

from django.urls import path

from networks.resources import file_views, views

urlpatterns = [
    path("resources/", views.ResourceListView.as_view(), name="resources"),
    path("resources/add/", views.ResourceCreateView.as_view(), name="resource_add"),
    path("resources/<int:pk>/", views.ResourceDetailView.as_view(), name="resource"),
    path("resources/<int:pk>/change/", views.ResourceUpdateView.as_view(), name="resource_change"),
    path(
        "resources/<int:pk>/new-version/",
        views.ResourceVersionCreateView.as_view(),
        name="resource_version_add",
    ),
    path("resources/<int:pk>/remove/", views.ResourceRemoveView.as_view(), name="resource_remove"),
    path(
        "resources/<int:pk>/put-back/",
        views.ResourceRestoreView.as_view(),
        name="resource_restore",
    ),
    path(
        "resources/<int:pk>/versions/<int:number>/",
        file_views.ResourceFileView.as_view(),
        name="resource_file",
    ),
]
