"""The desk: who reviews, who publishes, what guests may reach."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, post_save, pre_save


class EditorialConfig(AppConfig):
    """Keeps the workflow in step with its table, and its steps in step with the page."""

    name = "editorial"
    verbose_name = "editorial desk"

    def ready(self) -> None:
        """Make the workflow whenever the database was migrated; give the worker the desk's jobs."""
        from wagtail.signals import page_published, page_unpublished

        from editorial import holdings
        from editorial.files import withdraw_files
        from editorial.jobs import JOBS
        from editorial.notices.signals import connect
        from editorial.restart import restart_on_new_words
        from editorial.reviews import date_what_is_published
        from editorial.submission import refuse_silence
        from editorial.timetable import add_jobs
        from editorial.workflows import sync_after_migrate

        connect()
        add_jobs(*JOBS)
        holdings.register()
        post_migrate.connect(sync_after_migrate, dispatch_uid="editorial.sync_workflows")
        page_published.connect(date_what_is_published, dispatch_uid="editorial.review_date")
        page_unpublished.connect(withdraw_files, dispatch_uid="editorial.withdraw_files")
        pre_save.connect(
            refuse_silence,
            sender="wagtailcore.WorkflowState",
            dispatch_uid="editorial.refuse_silence",
        )
        post_save.connect(
            restart_on_new_words,
            sender="wagtailcore.Revision",
            dispatch_uid="editorial.restart_on_new_words",
        )
