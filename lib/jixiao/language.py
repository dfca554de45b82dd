"""The catalogue of everything a reader sees: one TOML file per language."""

import os
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("zh", "en")
DEFAULT_LANGUAGE = "zh"
LANGUAGE_VARIABLE = "JIXIAO_LANG"
_FOLDER = Path(__file__).parent / "locale"


def preferred() -> str:
    """Return the language asked for by the environment variable ``JIXIAO_LANG``, else Chinese."""
    wanted = os.environ.get(LANGUAGE_VARIABLE, DEFAULT_LANGUAGE)
    return wanted if wanted in LANGUAGES else DEFAULT_LANGUAGE


@cache
def catalogue(language: str) -> dict[str, str]:
    """Return the sentences of one language by dotted key, gathered from ``locale/<language>/*.toml``."""
    sentences: dict[str, str] = {}
    for path in sorted((_FOLDER / language).glob("*.toml")):
        sentences |= _part(path.stem, language)
    return sentences


@cache
def _part(name: str, language: str) -> dict[str, str]:
    """Return the sentences of one file: most commands need few of them."""
    path = _FOLDER / language / f"{name}.toml"
    return _flatten(name, tomllib.loads(path.read_text("utf-8"))) if path.is_file() else {}


def text(key: str, language: str | None = None, /, **fields: Any) -> str:
    """Return the sentence `key` in `language`, its placeholders filled.

    Args:
        key: Name of the catalogue file, then the path inside it, such as ``errors.not-an-amount``.
        language: ``zh`` or ``en``; without it the environment decides.
        fields: Values for the placeholders.

    Raises:
        KeyError: The catalogue has no such key.
    """
    sentence = _part(key.partition(".")[0], language or preferred())[key]
    return sentence.format_map(fields) if fields else sentence


def wording(node: Mapping[str, Any], key: str, language: str) -> str:
    """Return the text `key` of a rule file in `language`; its English twin is called ``<key>_en``.

    Example:
        >>> wording({"label": "预算", "label_en": "budget"}, "label", "en")
        'budget'
    """
    return str(node[f"{key}_en" if language == "en" else key])


def joined(sentences: Iterable[str], language: str) -> str:
    """Return sentences one after the other, empty ones left out; Chinese ones stand without a blank between.

    Example:
        >>> joined(["One.", "", "Two."], "en"), joined(["一。", "二。"], "zh")
        ('One. Two.', '一。二。')
    """
    return (" " if language == "en" else "").join(filter(None, sentences))


def _flatten(prefix: str, node: dict[str, Any]) -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in node.items():
        path = f"{prefix}.{key}"
        flat |= _flatten(path, value) if isinstance(value, dict) else {path: value}
    return flat
