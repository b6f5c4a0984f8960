"""Registers what accounts bring to the admin."""

from wagtail import hooks

from accounts import desk_account

hooks.register("register_account_menu_item", desk_account.link)
