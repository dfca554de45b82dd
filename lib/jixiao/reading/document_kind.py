"""What kind of document it is: only evaluation reports owe an evaluation outline."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from jixiao.documents.model import Document
from jixiao.reading import lexicon
from jixiao.reading.normal import Normal

_BODY = 20_000
_ENOUGH_ROWS = 0.5


def kind_of(document: Document) -> str:
    """Return the kind of a document, such as ``evaluation_report``; ``other`` if nothing tells.

    The title decides; without a telling one the words of the text do.
    """
    text = Normal(document.text[:_BODY]).text
    return _of_title(text) or _of_body(text) or "other"


def owes_outline(kind: str) -> str:
    """Return ``always``, ``headings`` (only with headings of the outline) or an empty word."""
    return str(_kinds().get(kind, {}).get("outline", ""))


def makes_claims(kind: str) -> bool:
    """Return whether the statements of such a document speak of what was done."""
    return bool(_kinds().get(kind, {}).get("claims", True))


def _of_title(text: str) -> str:
    for line in _title_lines(text):
        for kind, patterns in _patterns("title"):
            if patterns.search(line):
                return kind
    return ""


def _title_lines(text: str) -> Iterator[str]:
    """Yield the first lines that may be a title: short ones, and the beginning of a long first one."""
    words = lexicon.words("documents")
    lines = [line.strip(" |\t\u3000") for line in text.split("\n", 40)[:40]]
    for number, line in enumerate([line for line in lines if line][: words["title_lines"]]):
        if len(line) <= words["title_width"] and line[-1] not in "。；":
            yield line
        elif number == 0:
            yield line[: words["title_width"]].split("。")[0]


def _of_body(text: str) -> str:
    for kind, patterns in _patterns("body"):
        if patterns.search(text):
            return kind
    words = lexicon.words("documents")
    rows = [line for line in text.split("\n") if line.strip()]
    tabular = sum("|" in line or "\t" in line for line in rows)
    if rows and tabular > _ENOUGH_ROWS * len(rows):
        return "self_evaluation_form" if all(word in text for word in words["forms"]) else "summary_table"
    if any(word in text for word in words["self_words"]):
        return "self_evaluation_report"
    return "evaluation_report" if any(word in text for word in words["evaluated_words"]) else ""


def _kinds() -> Mapping[str, Any]:
    found: Mapping[str, Any] = lexicon.words("documents")["kinds"]
    return found


@cache
def _patterns(part: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (kind, re.compile("|".join(node[part]))) for kind, node in _kinds().items() if node.get(part)
    )
