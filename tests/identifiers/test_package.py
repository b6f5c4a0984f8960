"""The package identifiers is pure Python: it is importable without Django."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_import_and_scan_do_not_load_django():
    code = (
        "import sys; sys.path.insert(0, 'site')\n"
        "from identifiers import find_identifiers\n"
        "assert find_identifiers('NHS number 999 819 3036')\n"
        "assert not [name for name in sys.modules if name.partition('.')[0] == 'django']"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
