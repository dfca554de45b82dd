"""The private folder of one JupyterLab: its settings, its kernel and its notes; the user's own are left alone."""

import json
import os
import shutil
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jixiao.engines.kernel import FIXED, PRIVATE, import_path
from jixiao.language import DEFAULT_LANGUAGE, LANGUAGE_VARIABLE

LOCALES = {"zh": "zh_CN", "en": "en"}
# Pages in JupyterLab look as in a run, but nothing of them is compared byte by byte.
KERNEL_ENVIRONMENT = {name: FIXED[name] for name in (
    "PYTHONSAFEPATH", "PYTHONHASHSEED", "PYTHONUTF8", "PYDEVD_DISABLE_FILE_VALIDATION", "MPLBACKEND", "TQDM_DISABLE",
    "GX_ANALYTICS_ENABLED",
)}  # fmt: skip
SHORT = 45
NO_NEWS = "jupyterlab.handlers.announcements.NeverCheckForUpdate"
DISABLED = ("@jupyterlab/apputils-extension:announcements", "@jupyterlab/extensionmanager-extension")
IPYTHON = 'c.InteractiveShell.xmode = "Minimal"\nc.HistoryManager.enabled = False\n'


def fill(folder: Path, language: str) -> None:
    """Write everything that JupyterLab reads at its start into `folder`.

    Args:
        folder: An empty private folder with the folders of `PRIVATE`.
        language: Language of menus and pages, ``zh`` or ``en``.
    """
    config, data = folder / PRIVATE["JUPYTER_CONFIG_DIR"], folder / PRIVATE["JUPYTER_DATA_DIR"]
    _write(config / "jupyter_lab_config.json", lab_config(folder))
    _write(config / "labconfig" / "page_config.json", {"disabledExtensions": dict.fromkeys(DISABLED, True)})
    _write(config / "labconfig" / "default_setting_overrides.json", settings(language))
    _write(data / "kernels" / "python3" / "kernel.json", kernel(language))
    profile = folder / PRIVATE["IPYTHONDIR"] / "profile_default"
    profile.mkdir(parents=True)
    # An error that a reader can repair is told by its sentence; ``%tb`` shows where it came from.
    (profile / "ipython_kernel_config.py").write_text(f"c = get_config()\n{IPYTHON}", encoding="utf-8")


def lab_config(folder: Path) -> dict[str, Any]:
    """Return the configuration of the server: nothing is asked of the network, nothing is kept afterwards."""
    # Sockets of this user instead of ports, where their paths are short enough.
    is_short = os.name == "posix" and len(os.fsencode(folder)) <= SHORT
    return {
        "LabApp": {"news_url": None, "check_for_updates_class": NO_NEWS, "extension_manager": "readonly",
                   "user_settings_dir": str(folder / "settings"), "workspaces_dir": str(folder / "workspaces")},
        "KernelSpecManager": {"allowed_kernelspecs": ["python3"]},
        "LanguageServerManager": {"autodetect": False},
        "ServerApp": terminals(),
    } | ({"KernelManager": {"transport": "ipc"}} if is_short else {})  # fmt: skip


def terminals() -> dict[str, Any]:
    """Return the settings of terminals: a login shell would forget the PATH on which jixiao is found."""
    shell = os.environ.get("SHELL") or shutil.which("bash") or "sh"
    return {"terminado_settings": {"shell_command": [shell]}} if os.name == "posix" else {}


def settings(language: str) -> dict[str, dict[str, Any]]:
    """Return the settings that differ from those of JupyterLab; a reader may still change each of them."""
    return {
        "@jupyterlab/translation-extension:plugin": {"locale": LOCALES[language]},
        "@jupyterlab/docmanager-extension:plugin": {
            # Results belong to a run; a page that was only looked at stays as it is.
            "autosave": False, "defaultViewers": {"markdown": "Markdown Preview"},
        },
        "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    }  # fmt: skip


def kernel(language: str) -> dict[str, Any]:
    """Return the kernel: this very Python with this very jixiao, whatever kernels the machine has."""
    path = import_path()
    own = {LANGUAGE_VARIABLE: language} | ({"PYTHONPATH": path} if path else {})
    return {
        "argv": [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        "display_name": "Python 3", "language": "python", "env": KERNEL_ENVIRONMENT | own,
    }  # fmt: skip


def environment(folder: Path, given: Mapping[str, str], language: str = DEFAULT_LANGUAGE) -> dict[str, str]:
    """Return the environment of the server: `given`, with every folder of Jupyter and IPython a private one."""
    kept = {name: value for name, value in given.items() if not name.startswith(("JUPYTER", "IPYTHON"))}
    private = {name: str(folder / place) for name, place in PRIVATE.items()
               if name.startswith(("JUPYTER", "IPYTHON", "MPLCONFIG"))}  # fmt: skip
    paths = os.pathsep.join(filter(None, (import_path(), given.get("PYTHONPATH", ""))))
    data = str(folder / PRIVATE["JUPYTER_DATA_DIR"])
    # The commands of the start page are typed in a terminal: they are those of this very installation.
    commands = os.pathsep.join(filter(None, (sysconfig.get_path("scripts"), given.get("PATH", ""))))
    own = {"JUPYTER_PATH": data, LANGUAGE_VARIABLE: language, "PATH": commands}
    own |= {"PYTHONPATH": paths} if paths else {}
    return kept | private | own


def _write(path: Path, content: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8", newline="\n")
