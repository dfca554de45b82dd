"""Read rule files and refuse those that lack a key or have one too many, saying what belongs there."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jixiao.exceptions import RuleError
from jixiao.intake.nearest import nearest, ranked

FOLDER = Path(__file__).parents[1] / "rules"
_KEYS = "keys.yaml"
Node = Mapping[str, Any]
LONGEST_SHOWN = 60
_NOTHING: tuple[Any, ...] = (None, "", [], {})


@cache
def rule_files(kind: str) -> tuple[Path, ...]:
    """Return the rule files of one kind, sorted by code; a rule is found because its file is there."""
    return tuple(sorted((FOLDER / kind).rglob("*.yaml"), key=lambda path: path.stem))


def all_files() -> list[Path]:
    """Return every rule file, of whatever kind."""
    return sorted(FOLDER.rglob("*.yaml"))


@cache
def digest() -> str:
    """Return the SHA-256 over all rule files: sorted lines of digest and relative path."""
    import hashlib

    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(FOLDER).as_posix()}\n"
        for path in all_files()
    ]
    return hashlib.sha256("".join(sorted(lines)).encode()).hexdigest()


def name_of(path: Path) -> str:
    """Return the name by which messages call a rule file of the package."""
    return f"rules/{path.relative_to(FOLDER).as_posix()}"


@cache
def load(path: Path) -> Any:
    """Return what a rule file of the package holds.

    Raises:
        RuleError: It cannot be read as YAML or has a duplicate key.
    """
    from jixiao.intake.strict_yaml import load_package

    return load_package(path)


@cache
def keys(kind: str) -> Mapping[str, Node]:
    """Return the keys of one kind of rule file: whether each is required, and what to write, by key."""
    from jixiao.intake.strict_yaml import parse_package

    found: Mapping[str, Node] = parse_package(_key_sections()[kind], FOLDER / _KEYS)[kind]
    return found


@cache
def _key_sections() -> Mapping[str, bytes]:
    """The sections of ``keys.yaml`` as they are written: the file is long, and few are needed at a time."""
    written = (FOLDER / _KEYS).read_bytes().replace(b"\r\n", b"\n")
    sections = re.split(rb"^(?=[a-z_]+:\n)", written, flags=re.MULTILINE)[1:]
    return {section.partition(b":")[0].decode(): section for section in sections}


def check_keys(kind: str, file: str, node: Any, prefix: str = "") -> None:
    """Refuse a mapping with an unknown key or without a required one.

    Args:
        kind: Section of ``rules/keys.yaml``.
        file: Name of the file, as the message shows it.
        node: What stands in the file.
        prefix: Path of `node` inside the file, such as ``basis.``.

    Raises:
        RuleError: The error names file and key, and what to write or which keys are allowed, the nearest first.
    """
    known = keys(kind)
    if not isinstance(node, Mapping):
        raise RuleError("rule-not-a-mapping", file=file, key=prefix.rstrip(".") or "—", allowed=", ".join(known))
    for key in sorted(map(str, node)):
        if key not in known:
            raise RuleError("rule-unknown-key", file=file, key=prefix + key, allowed=", ".join(ranked(key, known)))
    for key, entry in known.items():
        if entry["required"] and (key not in node or (node[key] in _NOTHING and not entry.get("empty"))):
            raise missing_key(kind, file, key, prefix)


def missing_key(kind: str, file: str, key: str, prefix: str = "") -> RuleError:
    """Return the error about a key that is not there, with the sentence on what to write."""
    entry = keys(kind)[key]
    return RuleError("rule-missing-key", file=file, key=prefix + key, what={"zh": entry["zh"], "en": entry["en"]})


def check_word(file: str, key: str, found: object, allowed: Iterable[str | bool]) -> None:
    """Refuse a value that is not one of a closed list.

    Raises:
        RuleError: The error names file, key, what was found and the nearest or all words.
    """
    known = list(allowed)
    if any(found == word and type(found) is type(word) for word in known):
        return
    words = [word if isinstance(word, str) else str(word).lower() for word in known]
    raise RuleError("rule-word", file=file, key=key, found=as_written(found), nearest=nearest(str(found), words),
                    allowed=", ".join(words))  # fmt: skip


def as_written(found: object) -> str:
    """Return a value as it stands in a YAML file, cut where it is long.

    Example:
        >>> as_written(None), as_written({"from": "0.8", "closed": [True]})
        ('null', '{from: 0.8, closed: [true]}')
    """
    words = _plain(found)
    return words if len(words) <= LONGEST_SHOWN else f"{words[:LONGEST_SHOWN]}…"


def _plain(found: object) -> str:
    if isinstance(found, Mapping):
        return f"{{{', '.join(f'{key}: {_plain(value)}' for key, value in found.items())}}}"
    if isinstance(found, list):
        return f"[{', '.join(map(_plain, found))}]"
    if found is None or isinstance(found, bool):
        return {None: "null", True: "true", False: "false"}[found]
    return str(found)
