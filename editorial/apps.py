"""The desk: who reviews, who publishes, what guests may reach."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, post_save, pre_save


class EditorialConfig(AppConfig):
    """Keeps the workflow in step with its table, and its steps in step with the page."""

    name = "editorial"
    verbose_name = "editorial desk"

    def ready(self) -> None:
        """Connect the receivers, and register the personal data."""
        from wagtail.signals import page_published, page_unpublished

        from editorial import personal_data
        from editorial.consent.drift import store_fingerprint_on_publication
        from editorial.files import withdraw_unpublished_files
        from editorial.receivers import connect_workflow_notifications
        from editorial.reviews.services import set_review_date
        from editorial.workflow.restart import restart_workflow_on_new_revision
        from editorial.workflow.submission import require_declarations
        from editorial.workflow.sync import sync_after_migrate

        connect_workflow_notifications()
        personal_data.register()
        post_migrate.connect(sync_after_migrate, dispatch_uid="editorial.sync_workflows")
        page_published.connect(set_review_date, dispatch_uid="editorial.review_date")
        # After the review date, on which the fingerprint is stored.
        page_published.connect(
            store_fingerprint_on_publication, dispatch_uid="editorial.published_fingerprint"
        )
        page_unpublished.connect(
            withdraw_unpublished_files, dispatch_uid="editorial.withdraw_files"
        )
        pre_save.connect(
            require_declarations,
            sender="wagtailcore.WorkflowState",
            dispatch_uid="editorial.refuse_silence",
        )
        post_save.connect(
            restart_workflow_on_new_revision,
            sender="wagtailcore.Revision",
            dispatch_uid="editorial.restart_on_new_words",
        )
