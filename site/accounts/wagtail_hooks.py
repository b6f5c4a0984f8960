"""Registers what accounts bring to the admin."""

from wagtail import hooks

from accounts import admin_urls, closure

hooks.register("register_account_menu_item", admin_urls.account_menu_item)
hooks.register("before_delete_user", closure.close_instead_of_deleting)
hooks.register("before_bulk_action", closure.close_instead_of_bulk_deleting)
