"""Is the hub well? One address that a load balancer or a person can ask."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse


def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database answers, else 503; never anything about the cause."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "unwell", "database": "no answer"}, status=503)
    response = JsonResponse({"status": "well", "database": "answers"})
    response["Cache-Control"] = "no-store"
    return response
