"""`jixiao lab`: Chinese menus, a start page, a kernel that is found, nothing asked of the network."""

import ast
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from browser import Browser, executable
from jixiao.commands import lab as command
from jixiao.engines.kernel import Scratch
from jixiao.lab import overview, private
from jixiao.language import LANGUAGE_VARIABLE, LANGUAGES
from jixiao.run import page_files
from lab_server import START, Lab, run_all, shown_text
from small_workbook import LIB, PROJECT, make_workbook
from workbooks import ROOT, copy_workbook

PAGE = json.loads((ROOT / START).read_text("utf-8"))
MENUS = {"zh": "文件 编辑 查看 运行 内核 标签页 设置 帮助", "en": "File Edit View Run Kernel Tabs Settings Help"}
needs_browser = pytest.mark.skipif(
    executable() is None or importlib.util.find_spec("websocket") is None, reason="no Chromium on this machine"
)


@pytest.fixture
def folder():
    with Scratch() as scratch:
        yield scratch


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_settings_are_private_and_ask_nothing_of_the_network(language: str, folder: Path):
    private.fill(folder, language)
    read = {path.name: json.loads(path.read_text("utf-8")) for path in folder.rglob("*.json")}
    settings, lab = read["default_setting_overrides.json"], read["jupyter_lab_config.json"]["LabApp"]
    assert settings["@jupyterlab/translation-extension:plugin"]["locale"] == {"zh": "zh_CN", "en": "en"}[language]
    news = settings["@jupyterlab/apputils-extension:notification"]
    assert (news["fetchNews"], news["checkForUpdates"], lab["news_url"]) == ("false", False, None)
    assert lab["extension_manager"] == "readonly" and lab["check_for_updates_class"].endswith("NeverCheckForUpdate")
    assert set(private.DISABLED) == set(read["page_config.json"]["disabledExtensions"])
    assert all(Path(lab[name]).is_relative_to(folder) for name in ("user_settings_dir", "workspaces_dir"))
    kernel = read["kernel.json"]
    assert kernel["argv"][0] == sys.executable and kernel["env"][LANGUAGE_VARIABLE] == language


def test_jupyter_finds_the_private_folders_and_the_private_kernel_before_any_other(folder: Path, tmp_path: Path):
    foreign = tmp_path / "kernels" / "python3"
    foreign.mkdir(parents=True)
    (foreign / "kernel.json").write_text('{"argv": ["gone"], "display_name": "x", "language": "python"}', "utf-8")
    private.fill(folder, "zh")
    given = os.environ | {"JUPYTER_PATH": str(tmp_path), "JUPYTER_DATA_DIR": str(tmp_path), "IPYTHONDIR": "elsewhere"}
    script = ("from jupyter_client.kernelspec import get_kernel_spec as get; from jupyter_core import paths;"
              "print(get('python3').argv[0], *map(lambda f: f(), (paths.jupyter_config_dir,"
              "paths.jupyter_runtime_dir)), sep='\\n')")  # fmt: skip
    done = subprocess.run([sys.executable, "-c", script], env=private.environment(folder, given), text=True,
                          capture_output=True, check=True)  # fmt: skip
    kernel, *folders = done.stdout.split("\n")[:3]
    assert kernel == sys.executable and all(Path(place).is_relative_to(folder) for place in folders)


def test_the_start_page_opens_where_there_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    asked = []
    monkeypatch.setattr(command.os, "execve", lambda *given: asked.append(given))
    monkeypatch.setattr(command.subprocess, "call", lambda *_, **__: 0)
    for workbook, page in ((ROOT, START), (make_workbook(tmp_path / "w"), "notebooks")):
        monkeypatch.chdir(workbook)
        command.start_lab(["--no-browser"])
        program, arguments, env = asked.pop()
        assert program == sys.executable and arguments[1:3] == ["-m", "jixiao.lab.server"]
        assert f"--LabApp.default_url=/lab/tree/{page}" in arguments and str(LIB) in env["PYTHONPATH"]
        shutil.rmtree(arguments[3])


def test_the_start_page_is_no_page_of_a_run_and_holds_no_logic():
    assert START.rpartition("/")[2] not in {path.name for path in page_files(ROOT)}
    cells = [cell for cell in PAGE["cells"] if cell["cell_type"] == "code"]
    assert [cell["outputs"] for cell in cells] == [[]] and cells[0]["execution_count"] is None
    body = ast.parse("".join(cells[0]["source"])).body
    assert [type(part) for part in body] == [ast.ImportFrom, ast.Expr]


def test_every_link_of_the_start_page_leads_to_a_file_and_every_page_is_linked():
    links = {link.partition(")")[0] for cell in PAGE["cells"] if cell["cell_type"] == "markdown"
             for link in "".join(cell["source"]).split("](")[1:]}  # fmt: skip
    assert all((ROOT / "notebooks" / link).resolve().is_file() for link in links)
    assert {path.name for path in page_files(ROOT)} <= links


def test_the_projects_are_shown_with_light_step_and_reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    workbook = make_workbook(tmp_path / "w")
    (workbook / "params" / "bad.yaml").write_text("project: <b>none</b>\n", "utf-8")
    core = workbook / "outputs" / PROJECT / "20250101T000000Z-aaaaaaaa" / "core"
    core.mkdir(parents=True)
    (core / "report.html").write_text("x", "utf-8")
    (core.parent / "manifest.json").write_text("{}", "utf-8")
    monkeypatch.chdir(workbook / "notebooks")
    page = overview()._repr_html_()
    assert "小项目" in page and "◎ 部分" in page and "填写 indicators.csv" in page and "× 读不了" in page
    link = f"../outputs/{PROJECT}/20250101T000000Z-aaaaaaaa/core/report.html"
    assert f'<a href="{link}">report.html</a>' in page and "<b>" not in page
    assert "小项目" in repr(overview())


@needs_browser
def test_jupyterlab_opens_in_chinese_on_the_start_page_and_runs_it_without_the_network(tmp_path: Path):
    workbook = copy_workbook(tmp_path / "w")
    before = {path: path.read_bytes() for path in (workbook / "notebooks").glob("*.ipynb")}
    with Lab(workbook) as lab, Browser(tmp_path / "profile") as browser:
        lab.open(browser, "开始")
        assert " ".join(shown_text(browser, "#jp-MainMenu .lm-MenuBar-itemLabel")) == MENUS["zh"]
        assert run_all(browser, START) == [["projects", 1, []]]
        assert "呈贡区妇联" in shown_text(browser, ".jp-OutputArea-output table")[0]
        cells = run_all(browser, "notebooks/2_indicators.ipynb")
        browser.drain(0.5)
        assert len(cells) == 9 and not any(errors for *_, errors in cells)
        assert len(browser.requests) > 50 and browser.hosts() == {"127.0.0.1"}
    assert {path: path.read_bytes() for path in before} == before
    kept = [word for word in lab.log.read_text("utf-8").split() if word.endswith("jr/jupyter_cookie_secret")]
    assert kept and not Path(kept[0]).parent.exists(), "the private folder is removed at the end"
