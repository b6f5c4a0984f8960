import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('community', '0012_sealed_questions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='post',
            name='is_sealed',
            field=models.BooleanField(db_default=False, default=False, editable=False, help_text='Whether it was a sealed question, whose author is not stored.'),
        ),
        migrations.AlterField(
            model_name='discussion',
            name='started_by',
            field=models.ForeignKey(blank=True, help_text='Empty where the first post is a sealed question.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='discussions', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='post',
            name='author',
            field=models.ForeignKey(blank=True, help_text='Empty for a sealed question, and for nothing else.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='posts', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('author__isnull', False), ('is_sealed', False)), models.Q(('author', None), ('chosen_name', None), ('edited_at', None), ('is_sealed', True)), _connector='OR'), name='post_author_unless_sealed'),
        ),
    ]
