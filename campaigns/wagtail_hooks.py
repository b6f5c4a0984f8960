"""Wagtail hooks of campaigns: the admin list of guest writers."""

from wagtail_modeladmin.options import modeladmin_register

from campaigns.modeladmin import GuestWriterAdmin

modeladmin_register(GuestWriterAdmin)
