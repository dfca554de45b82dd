"""One list of dependencies: lock and conda file follow pyproject.toml, and no version has a known advisory."""

import csv
import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
PINS = [Requirement(line.rstrip(" \\")) for line in LOCK.splitlines() if not line.startswith(("#", " "))]
WANTED = [Requirement(words) for words in
          (*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"])]  # fmt: skip
FLOORS = list(csv.DictReader((ROOT / "tests" / "advisories" / "floors.csv").read_text("utf-8").splitlines()))


def versions(name: str) -> list[Version]:
    """Return the locked versions of a package: several where they depend on Python or on the system."""
    pins = [pin for pin in PINS if canonicalize_name(pin.name) == canonicalize_name(name)]
    return [Version(specifier.version) for pin in pins for specifier in pin.specifier]


@pytest.mark.parametrize("wanted", WANTED, ids=lambda wanted: wanted.name)
def test_the_lock_satisfies_a_dependency(wanted):
    locked = versions(wanted.name)
    assert locked
    assert all(version in wanted.specifier for version in locked)


@pytest.mark.parametrize("floor", FLOORS, ids=lambda floor: floor["package"])
def test_a_locked_version_has_no_known_advisory(floor):
    locked = versions(floor["package"])
    assert locked, "a package that is not used any more needs no floor"
    assert min(locked) >= Version(floor["floor"]), floor["advisory"]


def lowest_allowed(wanted: Requirement) -> Version:
    return min(Version(part.version) for part in wanted.specifier if part.operator in (">=", "=="))


def test_the_list_of_dependencies_allows_no_version_with_a_known_advisory():
    lowest = {canonicalize_name(wanted.name): lowest_allowed(wanted) for wanted in WANTED}
    floors = {row["package"]: Version(row["floor"]) for row in FLOORS if row["package"] in lowest}
    assert len(floors) >= 5
    assert [name for name, floor in floors.items() if lowest[name] < floor] == []


def test_every_pin_is_exact_and_has_hashes():
    lines = [line for line in LOCK.splitlines() if not line.startswith("#")]
    starts = [number for number, line in enumerate(lines) if not line.startswith(" ")]
    assert all(lines[number + 1].startswith("    --hash=sha256:") for number in starts)
    assert all([part.operator for part in pin.specifier] == ["=="] for pin in PINS)
    assert all(re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line) for line in lines if line.startswith(" "))


def test_the_lock_is_for_every_system_and_names_none_of_its_sources():
    assert [line for line in LOCK.splitlines() if re.search(r"://|^-|\s@\s|--index|--find|\s/", line)] == []
    assert any(pin.marker and "win32" in str(pin.marker) for pin in PINS)
    assert any(pin.marker and "darwin" in str(pin.marker) for pin in PINS)


def command() -> list[str]:
    """Return the one command that makes the lock, as its first lines say."""
    line = next(line for line in LOCK.splitlines() if "uv pip compile" in line)
    return line.strip("# ").split()


def test_the_command_that_makes_the_lock_is_the_documented_one():
    assert " ".join(command()) in (ROOT / "CONTRIBUTING.md").read_text("utf-8").splitlines()


def test_the_lock_made_again_is_the_same(tmp_path):
    uv = os.environ.get("UV") or shutil.which("uv")
    if not uv:
        pytest.skip("uv is not there, so the lock cannot be made again")
    for name in ("pyproject.toml", "requirements.lock"):
        shutil.copy(ROOT / name, tmp_path)
    # only pins are read from the old lock: a package that it should not hold disappears
    made = subprocess.run([uv, *command()[1:]], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    if made.returncode:
        pytest.skip(f"the lock cannot be made again here: {made.stderr.strip().splitlines()[-1]}")
    assert (tmp_path / "requirements.lock").read_text("utf-8") == LOCK


def test_the_day_of_the_packages_is_fixed():
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", PROJECT["tool"]["uv"]["exclude-newer"])


def test_the_conda_file_has_no_list_of_its_own():
    requires = PROJECT["project"]["requires-python"]
    assert CONDA == {
        "name": PROJECT["project"]["name"],
        "dependencies": [f"python{requires}", "pip", {"pip": ["-r requirements.lock"]}],
    }


def test_the_conda_file_says_the_second_step_of_the_readme():
    step = "pip install --no-deps -e ."
    assert step in (ROOT / "environment.yml").read_text("utf-8")
    assert step in (ROOT / "README.md").read_text("utf-8").splitlines()


def test_no_second_lock_is_kept():
    assert "uv.lock" in (ROOT / ".gitignore").read_text("utf-8").splitlines()
    assert ".venv/" in (ROOT / ".gitignore").read_text("utf-8").splitlines()
