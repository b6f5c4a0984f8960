"""Creates version 1 of the community rules, which editors replace by adding a version."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TEXT = """<p>These rules are for everyone who writes on the hub.</p>
<ul>
<li>You must be 18 or over.</li>
<li>Be kind. Disagree with what people say, and never attack a person.</li>
<li>Protect other people. Do not write anything that could identify a patient, a relative or a \
member of staff.</li>
<li>Write about what you saw or know. Say where facts come from.</li>
<li>Do not give medical advice to a person. Say what helped you, and suggest who to ask.</li>
<li>Do not post anything illegal, hateful, threatening or sexual.</li>
<li>Do not advertise. Do not ask for money.</li>
</ul>
<h3>How we moderate</h3>
<p>Moderators read the first posts of new members, and posts with links, before other people see \
them. They can return, hide or remove a post. We always tell the author why. Anyone can report a \
post, with or without an account.</p>
<p>If you are in danger or think about harming yourself, call 999 in the UK, or Samaritans, \
a free helpline, on 116 123 at any time. In another country, call your local emergency number.</p>"""


def create_first_version(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create version 1, unless there are rules already."""
    database = schema_editor.connection.alias
    rules = apps.get_model("accounts", "CommunityRules").objects.using(database)
    if not rules.exists():
        rules.create(version=1, text=TEXT)


class Migration(migrations.Migration):
    """Creates version 1 of the community rules."""

    dependencies = [("accounts", "0005_community_rules")]

    operations = [
        migrations.RunPython(create_first_version, migrations.RunPython.noop, elidable=True)
    ]
