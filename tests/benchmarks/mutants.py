"""Change the arithmetic of the program line by line and see whether a test notices: mutmut in a copy of the project.

Run it as ``python tests/benchmarks/mutants.py PYTHON``, where PYTHON is the interpreter of an environment that
holds the lock and mutmut (3.8 or later). It prints the number of mutants killed and the names of those that lived.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
# The modules that turn points into findings hold words, not arithmetic; their tests read findings.
WORDS = ("doubts", "gaps", "reach")
MUTATED = ("quantities.py", "formula.py", "scoring/*.py", "scoring/kinds/*.py")
TESTS = ("tests/test_score_kinds.py", "tests/test_score_totals.py", "tests/test_score_spread.py",
         "tests/test_scoring.py", "tests/test_opinions.py", "tests/test_judgements.py", "tests/test_formula.py",
         "tests/test_quantities.py", "tests/test_packs.py", "tests/test_golden_packs.py",
         "tests/test_scoring_sentences.py",
         "src/jixiao/formula.py", "src/jixiao/quantities.py", "src/jixiao/scoring")  # fmt: skip
CONFIG = """
[tool.mutmut]
source_paths = ["src"]
only_mutate = {mutated}
do_not_mutate = {words}
also_copy = ["tests", "src", "lib", "notebooks", "data", "params"]
pytest_add_cli_args_test_selection = {tests}
"""


def main(python: str) -> None:
    """Run mutmut in a temporary copy; its names of mutants need the package under ``src``."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        prepare(copy)
        command = [python, "-m", "mutmut", "run"]
        subprocess.run(command, cwd=copy, check=True)
        report(subprocess.run([python, "-m", "mutmut", "results", "--all", "true"], cwd=copy, check=True,
                              capture_output=True, text=True).stdout)  # fmt: skip


def prepare(copy: Path) -> None:
    """Copy the project to `copy`, its package under ``src``, with the settings of mutmut."""
    for name in ("tests", "notebooks", "data", "params"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "lib", copy / "src", ignore=shutil.ignore_patterns("__pycache__"))
    rules = Path("lib", "jixiao", "rules")
    shutil.copytree(ROOT / rules, copy / rules)
    for path in (copy / "src" / "jixiao" / "scoring" / "kinds").glob("*.py"):
        path.write_text(undecorated(path.read_text("utf-8")), "utf-8", newline="\n")
    settings = (ROOT / "pyproject.toml").read_text("utf-8").replace('["lib"]', '["src"]').replace('"lib/', '"src/')
    settings = settings.replace('"tests", "lib"]', '"tests", "src"]')
    mutated = [f"src/jixiao/{pattern}" for pattern in MUTATED]
    words = [f"src/jixiao/scoring/{name}.py" for name in WORDS]
    tests = [name for name in TESTS if (copy / name).exists()]
    (copy / "pyproject.toml").write_text(settings + CONFIG.format(mutated=mutated, tests=tests, words=words), "utf-8")


def undecorated(source: str) -> str:
    """Return a module whose functions are registered after they are defined: mutmut leaves decorated ones alone."""
    found = re.findall(r"^(@kind\(.*\))\ndef (\w+)", source, re.MULTILINE)
    plain = re.sub(r"^@kind\(.*\)\n", "", source, flags=re.MULTILINE)
    return plain + "".join(f"\n{name} = {mark[1:]}({name})" for mark, name in found) + "\n"


def report(results: str) -> None:
    """Print how many mutants were killed, and those that were not."""
    found = re.findall(r"^\s*(\S+): (.+)$", results, re.MULTILINE)
    alive = [(name, state) for name, state in found if state not in ("killed", "timeout")]
    for name, state in alive:
        print(state, name)
    print(f"{len(found) - len(alive)} of {len(found)} mutants killed: {1 - len(alive) / len(found):.1%}")


if __name__ == "__main__":
    main(sys.argv[1])
