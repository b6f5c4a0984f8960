"""Steps that waited before steps had a day and a person of their own go on waiting."""

from django.db import migrations


def take_over(apps, schema_editor):
    """Give every waiting review the row that the desk's steps now have."""
    TaskState = apps.get_model("wagtailcore", "TaskState")
    ReviewTask = apps.get_model("editorial", "ReviewTask")
    DeskTaskState = apps.get_model("editorial", "DeskTaskState")
    ContentType = apps.get_model("contenttypes", "ContentType")
    kind, _ = ContentType.objects.get_or_create(app_label="editorial", model="desktaskstate")
    waiting = TaskState.objects.filter(
        status="in_progress", task__in=ReviewTask.objects.values("pk")
    ).exclude(pk__in=DeskTaskState.objects.values("pk"))
    for state in waiting:
        fields = {field.attname: getattr(state, field.attname) for field in state._meta.fields}
        fields["content_type_id"] = kind.pk
        started = fields.pop("started_at")
        DeskTaskState(taskstate_ptr_id=state.pk, **fields).save()
        TaskState.objects.filter(pk=state.pk).update(started_at=started)


class Migration(migrations.Migration):

    dependencies = [
        ("editorial", "0002_desk"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(take_over, migrations.RunPython.noop)]
