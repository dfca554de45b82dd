"""The types of the library fit together, as mypy's strict mode in pyproject.toml sees them."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def test_mypy_finds_nothing(tmp_path):
    pytest.importorskip("mypy", reason="mypy is not installed")
    found = subprocess.run([sys.executable, "-m", "mypy", "--cache-dir", str(tmp_path)],
                           cwd=ROOT, capture_output=True, encoding="utf-8", check=False)  # fmt: skip
    assert found.returncode == 0, found.stdout + found.stderr
