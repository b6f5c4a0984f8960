"""Gives every person a slug made from their name."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils.text import slugify
from wagtail.coreutils import string_to_ascii


def set_slugs(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the slugs that are missing; people of one name get a number."""
    database = schema_editor.connection.alias
    slugs = apps.get_model("pages", "PersonSlug").objects.using(database)
    people = apps.get_model("pages", "Person").objects.using(database)
    taken = set(slugs.values_list("slug", flat=True))
    for pk, name in people.filter(current_slug=None).order_by("pk").values_list("pk", "name"):
        base = slugify(string_to_ascii(name))[:90].strip("-") or "person"
        number, slug = 1, base
        while slug in taken:
            number += 1
            slug = f"{base}-{number}"
        taken.add(slug)
        slugs.create(person_id=pk, slug=slug)


class Migration(migrations.Migration):
    """Gives every person a slug made from their name."""

    dependencies = [("pages", "0003_person_slugs")]

    operations = [migrations.RunPython(set_slugs, migrations.RunPython.noop, elidable=True)]
