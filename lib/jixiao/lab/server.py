"""The process of JupyterLab: started as ``python -m jixiao.lab.server FOLDER …``, it removes FOLDER at its end."""

import atexit
import shutil
import sys
from collections.abc import Sequence


def main(given: Sequence[str]) -> int:
    """Run JupyterLab until it is ended, and return its exit code.

    Args:
        given: The private folder, then the arguments of JupyterLab.
    """
    folder, *arguments = given
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    from jupyterlab.labapp import LabApp

    return int(LabApp.launch_instance(arguments) or 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
