import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('community', '0011_seen_posts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SealedQuestion',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=150)),
                ('text', models.TextField(help_text='Markdown.', max_length=10000)),
                ('sent_on', models.DateField(default=django.utils.timezone.localdate, help_text='The day, which decides when the question is deleted.')),
                ('space', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sealed_questions', to='community.space')),
            ],
        ),
        migrations.CreateModel(
            name='DeclinedSealedQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('identifies', 'It could identify a patient or another person'), ('sender', 'It could tell who sent it'), ('rules', 'It breaks the community rules'), ('answered', 'The network has discussed it already'), ('other', 'It does not fit this network')], max_length=10)),
                ('declined_on', models.DateField(default=django.utils.timezone.localdate)),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='declined_sealed_questions', to=settings.AUTH_USER_MODEL)),
                ('space', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='declined_sealed_questions', to='community.space')),
            ],
            options={
                'ordering': ['-declined_on', '-pk'],
            },
        ),
    ]
