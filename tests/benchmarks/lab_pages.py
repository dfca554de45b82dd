"""All pages in a real browser: `python tests/benchmarks/lab_pages.py [FOLDER]` runs them, follows every link.

Needs Chromium. Prints the seconds of each page and the hosts that were asked; pictures go to FOLDER.
"""

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from browser import Browser
from lab_server import START, Lab, follow, run_all, shown_text
from workbooks import ROOT, copy_workbook, jixiao

PROJECT = "chenggong-wf-2020"
LINKS = ("1_validate.ipynb", "2_indicators.ipynb", "3_findings.ipynb", "4_report.ipynb", "README.md", "README.zh-CN.md",
         f"params/{PROJECT}.yaml", f"{PROJECT}/project.yaml", "report.html", "report.pdf", "findings.csv")  # fmt: skip


def main(pictures: Path) -> None:
    """Drive JupyterLab through the start page, all pages and all links."""
    with tempfile.TemporaryDirectory() as scratch:
        workbook = copy_workbook(Path(scratch) / "w")
        for name in ("README.md", "README.zh-CN.md"):
            (workbook / name).write_bytes((ROOT / name).read_bytes())
        done = jixiao(workbook, "run", f"params/{PROJECT}.yaml")
        assert done.returncode == 0, done.stderr
        began = time.monotonic()
        with Lab(workbook) as lab, Browser(Path(scratch) / "profile") as browser:
            lab.open(browser, "开始")
            print(f"start page {time.monotonic() - began:.1f} s;", *shown_text(browser, ".lm-MenuBar-itemLabel"))
            for page in (START, *(f"notebooks/{name}" for name in LINKS[:4])):
                began = time.monotonic()
                cells = run_all(browser, page)
                assert cells and not any(errors for *_, errors in cells), cells
                print(f"{page}: {len(cells)} cells, {time.monotonic() - began:.1f} s")
                browser.drain(0.5)
                browser.shoot(pictures / f"{Path(page).stem}.png")
            for link in LINKS:
                follow(browser, link)
                browser.drain(1)
                browser.shoot(pictures / f"link-{Path(link).name}.png")
            print(len(browser.requests), "requests to", *browser.hosts())
            assert browser.hosts() == {"127.0.0.1"}


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp(prefix="lab-")))
