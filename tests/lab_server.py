"""`jixiao lab` as a user starts it, and what a browser does in it."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any

from browser import Browser, waited
from workbooks import ROOT

START = "notebooks/start.ipynb"
OPEN = "jupyterapp.commands.execute('docmanager:open', {path: '%s'})"
RUN_ALL = """(async () => {
  const page = await jupyterapp.commands.execute('docmanager:open', {path: '%s'});
  await page.context.ready;
  jupyterapp.shell.activateById(page.id);
  await page.context.sessionContext.ready;
  await jupyterapp.commands.execute('notebook:run-all-cells');
  return page.content.widgets.filter(cell => cell.model.type === 'code').map(cell => [
    cell.model.id, cell.model.executionCount, cell.model.outputs.toJSON().filter(
      output => output.output_type === 'error' || output.name === 'stderr'
    ).map(output => output.evalue || output.text)]);
})()"""


class Lab:
    """JupyterLab on a workbook, ended at the end of the block as Ctrl-C twice would end it."""

    def __init__(self, workbook: Path, *arguments: str, **environment: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        path = os.pathsep.join(filter(None, (str(ROOT / "lib"), os.environ.get("PYTHONPATH"))))
        self.log = workbook / "lab.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "jixiao", *arguments, "lab", "--", "--no-browser", "--allow-root",
                 f"--ServerApp.port={self.port}", "--IdentityProvider.token=", "--LabApp.expose_app_in_browser=True"],
                cwd=workbook, env={**os.environ, "PYTHONPATH": path, **environment}, stdout=log, stderr=log,
            )  # fmt: skip

    def __enter__(self) -> "Lab":
        try:
            waited(self._answers, 60, f"a server that answers, see {self.log}")
        except BaseException:
            self.process.kill()
            raise
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise

    def open(self, browser: Browser, words: str) -> None:
        """Open the start page, and wait until it shows `words` rendered."""
        browser.send("Page.navigate", url=f"http://127.0.0.1:{self.port}/lab/tree/{START}?reset")
        browser.wait("window.jupyterapp && [...document.querySelectorAll('.jp-RenderedMarkdown h1')]"
                     f".some(title => title.textContent.includes('{words}'))")  # fmt: skip

    def _answers(self) -> bool:
        assert self.process.poll() is None, self.log.read_text("utf-8", errors="replace")[-2000:]
        try:
            socket.create_connection(("127.0.0.1", self.port), 1).close()
        except OSError:
            return False
        return True


def run_all(browser: Browser, page: str) -> list[Any]:
    """Run all cells of a page, and return name, number and errors of each code cell."""
    return browser.run(RUN_ALL % page)


def shown_text(browser: Browser, selector: str) -> list[str]:
    """Return the words of all parts of the page that are in front."""
    return browser.run(f"[...document.querySelectorAll({selector!r})].map(part => part.textContent.trim())")


def follow(browser: Browser, words: str) -> None:
    """Click the link of the start page whose address holds `words`, and wait until a tab of that name is in front."""
    links = ".jp-NotebookPanel:not(.lm-mod-hidden) a"
    browser.run((OPEN % START) + ".then(() => 1)")
    browser.wait(f"(() => {{ const link = [...document.querySelectorAll({links!r})].find(link => "
                 f"decodeURI(link.href).includes({words!r})); if (link) link.click();"
                 "return !!link; })()")  # fmt: skip
    name = words.rpartition("/")[2]
    browser.wait("[...document.querySelectorAll('.lm-TabBar-tab.lm-mod-current .lm-TabBar-tabLabel')]"
                 f".some(tab => tab.textContent.includes({name!r}))")  # fmt: skip
