"""The form of code, notebooks and tracked files, so that a review can be about their meaning."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LIB = ROOT / "lib" / "jixiao"
MODULES = sorted(LIB.rglob("*.py"))
TREES = {path: ast.parse(path.read_text("utf-8")) for path in MODULES}
PAGES = sorted((ROOT / "notebooks").glob("[0-9]_*.ipynb"))
NOTEBOOKS = {path.stem: json.loads(path.read_text("utf-8")) for path in PAGES}
LONGEST_MODULE = 260
LONGEST_CELL = 5
# who, when and where of a run is kept apart from its results; only these modules know it
CLOCK_MODULES = {"record.py", "store.py", "run.py"}
CLOCK = re.compile(r"\b(datetime\.now|datetime\.today|date\.today|time\.time|time_ns|utcnow|uuid|secrets)\b")
# spelled in pieces, so that this file does not hold what it looks for
PLACES = re.compile("|".join([
    "/(?:root|work|Users|home)" + "/", r"\b[A-Z]:\\+Users", r"\bpypi\." + "org", "pythonhosted" + r"\.",
    r"anaconda\." + "org", r"\bindex-" + "url", r"mirrors?\." + r"[a-z]+\.", "simple" + "/?[\"']$",
]))  # fmt: skip
BINARY = {".ttf", ".png", ".pdf", ".parquet", ".ipynb_checkpoints"}
LOGIC = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.For, ast.While, ast.If, ast.With, ast.Lambda,
         ast.ListComp, ast.DictComp, ast.SetComp, ast.GeneratorExp)  # fmt: skip


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tracked() -> list[Path]:
    """Return the files that are or could be committed; without git, all files that are not hidden."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    if listed.returncode:
        found = [path for path in ROOT.rglob("*") if not re.search(r"(^|/)(\.|__pycache__|outputs/)", name_of(path))]
    else:
        found = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in found if path.is_file() and path.suffix not in BINARY]


def public(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    """Yield the functions, classes and methods that a reader may call."""
    for parent in (tree, *(node for node in tree.body if isinstance(node, ast.ClassDef))):
        for node in parent.body:
            named = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            if named and not node.name.startswith("_"):
                yield node


def unannotated(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs,
                 *filter(None, (function.args.vararg, function.args.kwarg))]  # fmt: skip
    missing = [part.arg for part in arguments if part.annotation is None and part.arg not in ("self", "cls")]
    return missing if function.returns is not None else [*missing, "return"]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_says_its_one_purpose_in_one_sentence(path):
    if not TREES[path].body:
        assert path.name == "__init__.py", "only a package's __init__ may be empty"
        return
    purpose = ast.get_docstring(TREES[path])
    assert purpose
    assert re.fullmatch(r"[^\n]+[.?]", purpose.splitlines()[0])
    assert "TODO" not in path.read_text("utf-8")


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_is_short_enough_to_be_read_at_once(path):
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_public_name_is_documented_and_every_function_annotated(path):
    bare = [node.name for node in public(TREES[path]) if not ast.get_docstring(node)]
    functions = [node for node in ast.walk(TREES[path]) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    untyped = [f"{node.name}: {', '.join(unannotated(node))}" for node in functions if unannotated(node)]
    assert (bare, untyped) == ([], [])


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_sorts_frames_stably_and_keeps_off_the_clock(path):
    calls = [node for node in ast.walk(TREES[path]) if isinstance(node, ast.Call)]
    sorts = [call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "sort_values"]
    kinds = [[ast.unparse(word.value) for word in call.keywords if word.arg == "kind"] for call in sorts]
    assert all(kind == ["'stable'"] for kind in kinds)
    clocks = CLOCK.findall(ast.unparse(TREES[path]))
    assert not clocks or path.name in CLOCK_MODULES, clocks


def test_no_module_of_the_library_has_a_name_that_says_nothing():
    assert not {path.stem for path in MODULES} & {"utils", "util", "helpers", "misc", "common"}


def test_ruff_finds_nothing():
    pytest.importorskip("ruff", reason="ruff is not installed")
    found = subprocess.run([sys.executable, "-m", "ruff", "check", "--no-cache", "--output-format", "concise"],
                           cwd=ROOT, capture_output=True, encoding="utf-8", check=False)  # fmt: skip
    assert found.returncode == 0, found.stdout + found.stderr


def test_no_file_holds_an_absolute_path_or_the_name_of_an_index():
    found = [
        f"{name_of(path)}:{number}: {line.strip()[:80]}"
        for path in tracked() if path != Path(__file__)
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1)
        if PLACES.search(line)
    ]  # fmt: skip
    assert found == []


def test_every_text_file_ends_its_lines_the_same_way_everywhere():
    texts = [path for path in tracked() if path.suffix in {".py", ".toml", ".yaml", ".yml", ".md", ".lock", ".ipynb"}]
    assert len(texts) > len(MODULES)
    assert [name_of(path) for path in texts if b"\r" in path.read_bytes()] == []


def cells(page: str, kind: str) -> list[dict]:
    return [cell for cell in NOTEBOOKS[page]["cells"] if cell["cell_type"] == kind]


def source(cell: dict) -> str:
    return "".join(cell["source"])


def test_there_are_four_pages():
    assert list(NOTEBOOKS) == ["1_validate", "2_indicators", "3_findings", "4_report"]


@pytest.mark.parametrize("page", NOTEBOOKS)
def test_a_page_is_kept_without_results(page):
    assert [cell["id"] for cell in cells(page, "code") if cell["outputs"] or cell["execution_count"]] == []
    assert NOTEBOOKS[page]["metadata"]["kernelspec"]["name"] == "python3"


@pytest.mark.parametrize("page", NOTEBOOKS)
def test_the_cells_of_a_page_have_words_for_names(page):
    names = [cell["id"] for cell in NOTEBOOKS[page]["cells"]]
    assert [name for name in names if not re.fullmatch(r"[a-z]{2,}(-[a-z]{2,})*", name)] == []
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("page", NOTEBOOKS)
def test_a_page_begins_with_its_title_and_has_no_other(page):
    first, *others = NOTEBOOKS[page]["cells"]
    assert source(first).startswith("# ")
    assert [cell["id"] for cell in others if cell["cell_type"] == "markdown" and source(cell).startswith("# ")] == []


@pytest.mark.parametrize("page", NOTEBOOKS)
def test_prose_introduces_the_code_of_a_page(page):
    pairs = list(zip(NOTEBOOKS[page]["cells"], NOTEBOOKS[page]["cells"][1:], strict=False))
    introduced = [before["cell_type"] == "markdown" for before, cell in pairs if cell["cell_type"] == "code"]
    assert sum(introduced) >= 0.9 * len(introduced)


@pytest.mark.parametrize("page", NOTEBOOKS)
def test_a_page_shows_and_does_not_compute(page):
    code = [cell for cell in cells(page, "code") if cell["id"] != "parameters"]
    assert code
    assert [cell["id"] for cell in code if len(source(cell).splitlines()) > LONGEST_CELL] == []
    logic = [node for cell in code for node in ast.walk(ast.parse(source(cell))) if isinstance(node, LOGIC)]
    assert [ast.unparse(node) for node in logic] == []


def test_all_pages_have_the_same_parameters():
    parameters = {page: [cell for cell in cells(page, "code") if cell["id"] == "parameters"] for page in NOTEBOOKS}
    assert all(len(found) == 1 for found in parameters.values())
    assert len({source(found[0]) for found in parameters.values()}) == 1
    assert all(found[0]["metadata"] == {"tags": ["parameters"]} for found in parameters.values())
