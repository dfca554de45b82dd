"""The HTML page under axe-core, in a real browser, in light and in dark."""

import html
import importlib.util
import json
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from documents import rich_document
from jixiao.export.html import render_html

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
AXE_PACKAGES = ("axe_playwright_python", "axe_core_python")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
         "--disable-background-networking", "--disable-component-update", "--hide-scrollbars")  # fmt: skip
RUN = """
document.querySelectorAll("details").forEach(part => { part.open = true; });
axe.run(document, {resultTypes: ["violations"]}).then(result => {
  const found = result.violations.map(rule => rule.id + ": " + rule.nodes.map(node => node.html).join(" | "));
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.body.innerHTML = "<pre id='axe-result'></pre>";
  document.getElementById("axe-result").textContent = JSON.stringify(
    {dark: dark, passes: result.passes.length, found: found});
});
"""


@cache
def browser() -> str | None:
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


@cache
def axe() -> str | None:
    for package in AXE_PACKAGES:
        spec = importlib.util.find_spec(package)
        for folder in (spec.submodule_search_locations or ()) if spec else ():
            if (path := Path(folder) / "axe.min.js").is_file():
                return path.read_text("utf-8")
    return None


pytestmark = [
    pytest.mark.skipif(browser() is None, reason="no Chromium on this machine"),
    pytest.mark.skipif(axe() is None, reason="no axe.min.js: the package axe-core-python is not installed"),
]


def judged(page: str, folder: Path, *, dark: bool, width: int) -> dict:
    """Return what axe says of a page; the copy it reads has a script in it and no policy against scripts."""
    copy = folder / "page.html"
    open_page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    copy.write_text(
        open_page.replace("</body>", f"<script>{axe()}</script><script>{RUN}</script></body>"), "utf-8"
    )
    scheme = f"--blink-settings=preferredColorScheme={0 if dark else 1}"
    done = subprocess.run(
        [browser(), *FLAGS, scheme, f"--user-data-dir={folder / 'profile'}", f"--window-size={width},900",
         "--virtual-time-budget=20000", "--dump-dom", copy.as_uri()],
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    result = re.search(r'<pre id="axe-result">(.*?)</pre>', done.stdout, re.DOTALL)
    assert result, done.stderr[-500:]
    return json.loads(html.unescape(result[1]))


@pytest.mark.parametrize(
    ("language", "dark", "width"), [("zh", False, 1400), ("zh", True, 420), ("en", True, 1400)]
)
def test_axe_finds_no_violation(language: str, dark: bool, width: int, tmp_path: Path):
    result = judged(render_html(rich_document(language)), tmp_path, dark=dark, width=width)
    assert result["dark"] is dark
    assert result["passes"] > 20
    assert result["found"] == []


def test_axe_would_find_a_violation(tmp_path: Path):
    page = re.sub(r' alt="[^"]*"', "", render_html(rich_document("en")))
    page = page.replace("--muted: #59636e", "--muted: #c9cdd2")
    rules = {line.split(":")[0] for line in judged(page, tmp_path, dark=False, width=1400)["found"]}
    assert rules == {"image-alt", "color-contrast"}
