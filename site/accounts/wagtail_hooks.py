"""Registers what accounts bring to the admin."""

from wagtail import hooks

from accounts import desk_account, desk_closing

hooks.register("register_account_menu_item", desk_account.link)
hooks.register("before_delete_user", desk_closing.close_instead)
hooks.register("before_bulk_action", desk_closing.close_many_instead)
