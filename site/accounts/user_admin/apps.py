"""Configuration of Wagtail's app of users, with the hub's viewset."""

from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's users app, in which staff are invited and members have their own list."""

    user_viewset = "accounts.user_admin.viewsets.StaffViewSet"
