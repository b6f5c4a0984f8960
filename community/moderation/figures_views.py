"""Admin view of the figures of moderation, and their export."""

import csv

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from community.moderation.figures import monthly_figures
from community.moderation.views import ModeratorView
from community.querysets import MODERATE


class FiguresView(ModeratorView):
    """Shows the counts by month; `?export=csv` downloads them."""

    def test_func(self) -> bool:
        """Return whether the user moderates the public boards, which the figures are about."""
        return self.request.user.has_perm(MODERATE)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Render the table or the file."""
        rows = monthly_figures()
        if request.GET.get("export") == "csv":
            return _csv(rows)
        return render(request, "community/moderation/figures.html", {"rows": rows})


def _csv(rows: list[dict]) -> HttpResponse:
    response = HttpResponse(
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="moderation.csv"'},
    )
    response.write("\ufeff")  # Without a byte order mark, Excel misreads UTF-8.
    writer = csv.writer(response)
    if rows:
        writer.writerow(rows[0].keys())
    for row in rows:
        writer.writerow([row["Month"].strftime("%Y-%m"), *list(row.values())[1:]])
    return response
