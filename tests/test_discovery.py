"""What is there is found, whatever was imported before."""

import subprocess
import sys

import pytest

from workbooks import ROOT

CASES = {
    "import jixiao.parts.project; from jixiao.parts import blocks_of; blocks_of(None, 'no-such-part', 1)": "findings",
    "import jixiao.reconcile.kinds.rates; from jixiao.reconcile.kinds import find; find('no-such-kind')": "product",
}


@pytest.mark.parametrize(("code", "name"), CASES.items())
def test_importing_one_module_first_hides_no_other(code: str, name: str):
    lines = f"from jixiao.exceptions import RuleError\ntry:\n    {code}\nexcept RuleError as error:\n    print(error)"
    done = subprocess.run([sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT / 'lib')!r})\n{lines}"],
                          capture_output=True, encoding="utf-8", check=True)  # fmt: skip
    assert name in done.stdout
