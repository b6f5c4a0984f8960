"""Gives the interests declared in a blog to its author, in what is public and in every revision.

Only where there is no doubt whose they are: one author, who is named. Words about several authors
stay with the blog, which shows them as theirs together until an editor sorts them. So do those of
an anonymous piece, where they belong. So do those of a page that somebody agreed to as it stands,
or may have been asked to, as an account of somebody's care: a mark of its words is kept.
"""

from django.db import migrations
from django.db.models import Count

_OWN = {"is_anonymous": False, "is_account": False}


def give_to_authors(apps, schema_editor):
    """Move the words from the blog to its one author."""
    BlogPage = apps.get_model("pages", "BlogPage")
    Authorship = apps.get_model("pages", "Authorship")
    agreed = _agreed(apps)
    blogs = BlogPage.objects.exclude(interests="").filter(**_OWN).exclude(pk__in=agreed)
    for blog in blogs.annotate(number=Count("authorships")).filter(number=1).iterator():
        Authorship.objects.filter(page_id=blog.pk).update(interests=blog.interests)
        BlogPage.objects.filter(pk=blog.pk).update(interests="")
    for revision, content in _revisions(apps):
        authors = content.get("authorships") or []
        if int(revision.object_id) in agreed:
            continue
        if content.get("interests") and len(authors) == 1 and _may_move(content):
            authors[0]["interests"] = content["interests"]
            content["interests"] = ""
            revision.save(update_fields=["content"])


def give_back(apps, schema_editor):
    """Bring all words together in the blog again, as many as it has room for."""
    BlogPage = apps.get_model("pages", "BlogPage")
    Authorship = apps.get_model("pages", "Authorship")
    for blog in BlogPage.objects.iterator():
        rows = Authorship.objects.filter(page_id=blog.pk).order_by("sort_order")
        said = _together([blog.interests, *rows.values_list("interests", flat=True)])
        BlogPage.objects.filter(pk=blog.pk).update(interests=said)
    for revision, content in _revisions(apps):
        rows = content.get("authorships") or []
        content["interests"] = _together(
            [content.get("interests", ""), *(row.get("interests", "") for row in rows)]
        )
        revision.save(update_fields=["content"])


def _revisions(apps):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Revision = apps.get_model("wagtailcore", "Revision")
    kind = ContentType.objects.filter(app_label="pages", model="blogpage").first()
    if kind is None:  # a database that is being made
        return
    for revision in Revision.objects.filter(content_type_id=kind.pk).iterator(chunk_size=200):
        yield revision, revision.content


def _agreed(apps):
    """Return the ids of the pages to which somebody agreed, or was asked to agree."""
    asked = apps.get_model("editorial", "SignOff").objects.values_list("page_id", flat=True)
    consents = apps.get_model("editorial", "Consent").objects.exclude(page=None)
    return {*asked, *consents.values_list("page_id", flat=True)}


def _may_move(content):
    return not any(content.get(name) for name in _OWN)


def _together(words):
    return " ".join(filter(None, words))[:500]


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("editorial", "0002_desk"),
        ("pages", "0005_declared_interests"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [migrations.RunPython(give_to_authors, give_back)]
