"""The addresses of a room's resources."""

from django.urls import path

from networks.space import resources
from networks.space.resource_files import FileView

urlpatterns = [
    path("resources/", resources.ListView.as_view(), name="resources"),
    path("resources/add/", resources.AddView.as_view(), name="resource_add"),
    path("resources/<int:pk>/", resources.ResourceView.as_view(), name="resource"),
    path("resources/<int:pk>/change/", resources.ChangeView.as_view(), name="resource_change"),
    path(
        "resources/<int:pk>/new-version/", resources.NewVersionView.as_view(), name="resource_renew"
    ),
    path("resources/<int:pk>/remove/", resources.RemoveView.as_view(), name="resource_remove"),
    path("resources/<int:pk>/put-back/", resources.PutBackView.as_view(), name="resource_put_back"),
    path("resources/<int:pk>/versions/<int:number>/", FileView.as_view(), name="resource_file"),
]
