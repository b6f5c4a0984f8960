"""Registers what campaigns bring to the admin."""

from wagtail_modeladmin.options import modeladmin_register

from campaigns.modeladmin import GuestWriterAdmin

modeladmin_register(GuestWriterAdmin)
