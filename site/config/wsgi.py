"""The WSGI application: `config.wsgi:application`."""

import os
import sys
from importlib import import_module
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2])]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

# Found only once the path is set.
application = import_module("django.core.wsgi").get_wsgi_application()
