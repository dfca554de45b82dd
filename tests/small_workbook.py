"""A workbook of a few cells in a temporary folder, for tests that care how pages run, not what they say."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import nbformat

LIB = Path(__file__).parents[1] / "lib"
PROJECT = "small"
PARAMETERS = 'project = ""\nrules_as_of = ""\nrule_pack = "cn-2020-10-self"\n' \
    'also_score_under = ""\ntolerance = "0"\n' \
    'language = "zh"\nreport_style = "outline-2020"\npage_style = "report"'  # fmt: skip
SHOW = "from IPython.display import display\n"
SEAL = SHOW + """display({"application/vnd.jixiao.seal.v1+json": {"page": "page", "inputs": "a" * 64,
    "rules": "b" * 64, "code": "c" * 64, "headline": {"score": None, "reason": "没有自评分"}},
    "text/plain": "sealed"}, raw=True)"""
FINDINGS = SHOW + """display({"application/vnd.jixiao.registers.v1+json": {"findings": {
    "columns": ["id", "severity", "title"],
    "rows": [["F1", "low", "=1+1"], ["F2", "high", "预算执行率与原文不符"], ["F3", "medium", "-5.2%"]]}},
    "text/plain": "findings"}, raw=True)"""
VOLATILE = """import os, sys, time
print(object(), {"绩", "效", "评", "价"}, hash("绩效"))
print("loud", file=sys.stderr)
print(time.tzname, os.environ["COLUMNS"], os.environ.get("SECRET"), sorted(os.environ))"""
PROJECT_YAML = """code: "530114"
name: 小项目
unit: 某单位
fiscal_year: 2020
money_unit: 万元
"""
FUNDS = """fund_source,budget_adjusted,received,spent
本级财政,202.15,202.15,178.09
"""


def page(*sources: str, tags: Sequence[str] = ()) -> nbformat.NotebookNode:
    """Return a page: parameters, the given cells (the first with `tags`), nothing else."""
    parameters = nbformat.v4.new_code_cell(PARAMETERS, id="parameters", metadata={"tags": ["parameters"]})
    cells = [nbformat.v4.new_code_cell(source, id=f"cell-{number}") for number, source in enumerate(sources, 1)]
    if tags:
        cells[0].metadata["tags"] = list(tags)
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# 页", id="title"), parameters, *cells])


def make_workbook(folder: Path, **pages: nbformat.NotebookNode) -> Path:
    """Write a workbook with `pages` (names such as ``p1_validate``) and return its folder."""
    pages = pages or {"p1_validate": page(VOLATILE, FINDINGS, SEAL), "p4_report": page("1 + 1", SEAL)}
    data = folder / "data" / PROJECT
    for place in (folder / "notebooks", folder / "params", data):
        place.mkdir(parents=True)
    for name, book in pages.items():
        nbformat.write(book, folder / "notebooks" / f"{name.removeprefix('p')}.ipynb")
    (folder / "params" / f"{PROJECT}.yaml").write_text(f"project: {PROJECT}\n", encoding="utf-8")
    (data / "project.yaml").write_text(PROJECT_YAML, encoding="utf-8")
    (data / "funds.csv").write_text(FUNDS, encoding="utf-8")
    return folder


def runs_root(workbook: Path) -> Path:
    """Return the folder of the project's runs."""
    return workbook / "outputs" / PROJECT


def command(*arguments: str) -> list[str]:
    """Return the command line of jixiao in a process of its own."""
    return [sys.executable, "-m", "jixiao", *arguments]


def start(workbook: Path, *arguments: str, **variables: str) -> subprocess.Popen[str]:
    """Start jixiao in the workbook's folder, with the environment changed by `variables`."""
    env = os.environ | {"PYTHONPATH": str(LIB), "PYTHONIOENCODING": "utf-8"} | variables
    return subprocess.Popen(
        command(*arguments), cwd=workbook, env=env, text=True, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
