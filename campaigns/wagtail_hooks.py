"""Wagtail hooks of campaigns: the admin list of guest writers, and personal data."""

from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from campaigns import personal_data
from campaigns.modeladmin import GuestWriterAdmin

modeladmin_register(GuestWriterAdmin)
hooks.register("models_named_after_users", personal_data.named_models)
hooks.register("personal_data_sources", personal_data.sources, order=30)
