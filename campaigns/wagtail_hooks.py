"""Wagtail hooks of campaigns: the admin list of guest writers, and personal data."""

from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from campaigns import personal_data
from campaigns.modeladmin import GuestWriterAdmin

modeladmin_register(GuestWriterAdmin)
hooks.register("log_label_user_fields", personal_data.log_label_user_fields)
hooks.register("personal_data_sources", personal_data.sources, order=30)
