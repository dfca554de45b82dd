"""Read the indicator rules that a project brings along: the user's own files, so read strictly and named in full."""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from pathlib import Path

from jixiao.exceptions import RuleError
from jixiao.intake import strict_yaml
from jixiao.intake.files import shown
from jixiao.rulebook.files import Node
from jixiao.rulebook.form import check_indicator

FIGURE = re.compile(r"[a-z][a-z0-9_]*")
CODE = re.compile(r"[a-z][a-z0-9_]{1,63}")
_IGNORED = ("README.md", "Thumbs.db", "desktop.ini")


def read_project_rules(folder: Path, taken: Collection[str], figures: Collection[str]) -> tuple[tuple[str, Node], ...]:
    """Return the rules of a project's folder ``indicators/``, each with its code, sorted by code.

    Args:
        folder: The folder; it need not be there.
        taken: Codes that the rules of the package have.
        figures: Names that a formula may read: the roles, and the project's own indicators.

    Raises:
        JixiaoError: A file cannot be read, has a code that is taken, or is not of the form of an indicator rule.
    """
    paths = [path for path in folder.iterdir() if not _is_ignored(path)] if folder.is_dir() else []
    return tuple(_read(path, taken, figures) for path in sorted(paths, key=lambda path: path.name))


def figure_name(indicator: str) -> str:
    """Return the name by which a formula reads the actual value of one of the project's own indicators.

    Example:
        >>> figure_name("I13"), figure_name("Z-1.2")
        ('i13', 'z_1_2')
    """
    return re.sub(r"[^a-z0-9_]", "_", indicator.lower())


def figure_names(indicators: Iterable[str]) -> dict[str, str]:
    """Return the indicators whose actual values formulas can read, by the name that a formula has for each.

    An indicator whose name would not be a word, or would be that of another one, cannot be read.

    Example:
        >>> figure_names(["I13", "Z-1", "Z.1", "演出"])
        {'i13': 'I13'}
    """
    named = [(figure_name(indicator), indicator) for indicator in indicators]
    counts = Counter(name for name, _ in named)
    return {name: indicator for name, indicator in named if counts[name] == 1 and FIGURE.fullmatch(name)}


def _read(path: Path, taken: Collection[str], figures: Collection[str]) -> tuple[str, Node]:
    file = shown(path)
    if path.suffix != ".yaml" or not CODE.fullmatch(path.stem):
        raise RuleError("rule-file-name", file=file)
    if path.stem in taken:
        raise RuleError("rule-code-taken", file=file, rule=path.stem)
    node, _ = strict_yaml.load(path, free_keys=True)
    check_indicator(file, node, figures)
    return path.stem, node


def _is_ignored(path: Path) -> bool:
    return path.name in _IGNORED or path.name.startswith((".", "~$"))
