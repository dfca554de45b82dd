"""Find the sections of a written report by their titles, and what they lack."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jixiao.rulebook.regulations import Basis, basis_of

_NUMBER = re.compile(r"^[#\s]*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|[0-9]+[.、．])?\s*")
_TAIL = re.compile(r"[（(][^）)]*[）)]\s*$|[。：:\s]+$")
LONGEST_TITLE = 60


@dataclass(frozen=True)
class SectionState:
    """What was found of one prescribed section.

    Attributes:
        id: The section's name in the outline, or ``document`` for what the whole report must have.
        title: Its prescribed title in both languages, by language.
        line: Line of the report where the title stands; None if the section is missing.
        missing: Labels of the prescribed parts that the section lacks, by language.
        severity: How much the gap weighs.
        basis: The regulation that prescribes the outline.
    """

    id: str
    title: Mapping[str, str]
    line: int | None
    missing: tuple[Mapping[str, str], ...]
    severity: str
    basis: Basis

    @property
    def is_complete(self) -> bool:
        """Whether the section is there with all its parts."""
        return self.line is not None and not self.missing


def examine(lines: Sequence[tuple[int, str]], outline: Mapping[str, Any]) -> tuple[SectionState, ...]:
    """Return the state of every section that `outline` prescribes.

    Sections are matched by title and never by number: automatic list numbers are lost when a Word file
    becomes plain text.

    Args:
        lines: Line numbers and texts of the report.
        outline: A file of ``rules/outlines``.
    """
    starts, basis = _starts(lines, outline["sections"]), basis_of("outline", outline["basis"])
    states = [_section(node, starts, lines, basis) for node in outline["sections"]]
    whole = {"id": "document", "title": "报告整体", "title_en": "The report as a whole", **outline["document"]}
    body = "\n".join(text for _, text in lines)
    return (*states, _state(whole, lines[0][0] if lines else None, body, basis))


@lru_cache(maxsize=4096)
def bare(title: str) -> str:
    """Return a title line without its number, trailing bracket and punctuation.

    Example:
        >>> bare("五、综合评价情况及评价结论（附相关评分表）。")
        '综合评价情况及评价结论'
    """
    bare_title = _NUMBER.sub("", title.strip(), count=1)
    while (shorter := _TAIL.sub("", bare_title)) != bare_title:
        bare_title = shorter
    return bare_title


def _starts(lines: Sequence[tuple[int, str]], sections: Sequence[Mapping[str, Any]]) -> dict[int, str]:
    known = {bare(name): node["id"] for node in sections for name in (node["title"], *node.get("aliases", ()))}
    starts: dict[int, str] = {}
    for index, (_, text) in enumerate(lines):
        found = known.get(bare(text)) if len(text) <= LONGEST_TITLE else None
        if found and found not in starts.values():
            starts[index] = found
    return starts


def _section(
    node: Mapping[str, Any], starts: Mapping[int, str], lines: Sequence[tuple[int, str]], basis: Basis
) -> SectionState:
    index = next((index for index, name in starts.items() if name == node["id"]), None)
    if index is None:
        return _state(node, None, "", basis)
    end = min((other for other in starts if other > index), default=len(lines))
    return _state(node, lines[index][0], "\n".join(text for _, text in lines[index + 1 : end]), basis)


def _state(node: Mapping[str, Any], line: int | None, body: str, basis: Basis) -> SectionState:
    missing = tuple(
        {"zh": part["label"], "en": part["label_en"]} for part in node.get("parts", ()) if not _has(part, body)
    )
    title = {"zh": node["title"], "en": node["title_en"]}
    return SectionState(node["id"], title, line, missing, node.get("severity", "medium"), basis)


def _has(part: Mapping[str, Any], body: str) -> bool:
    if "pattern" in part and re.search(part["pattern"], body):
        return True
    return any(word in body for word in part.get("words", ()))
