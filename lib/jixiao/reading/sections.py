"""Which outline a report follows, and the state of the sections that it prescribes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from jixiao.outline import LONGEST_TITLE, SectionState, bare, examine
from jixiao.reading import lexicon
from jixiao.reading.document_kind import owes_outline
from jixiao.reading.report import Report
from jixiao.rulebook.files import load, rule_files

Lines = list[tuple[int, str]]
_PREFERRED = ("outline-2020", "outline-2011", "outline-third-party")
_TEN = "[一二三四五六七八九十]"
_NUMBERED = re.compile(rf"^\s*(?:{_TEN}{{1,3}}、|（{_TEN}{{1,3}}）|\d{{1,2}}[.、．](?!\d)|第{_TEN}部分)\s*")
_BREAK = re.compile(r"[\s：。]")
_CONTENTS = re.compile(r"^\s*目\s*录\s*$")


def sections_of(report: Report) -> tuple[SectionState, ...]:
    """Return the state of the sections that a report owes; empty for what owes no outline.

    Excerpts owe nothing: texts with few headings and few words.
    """
    owes = owes_outline(report.document_kind)
    if not owes:
        return ()
    best = _best(_headed(report))
    found = sum(state.line is not None for state in best if state.id != "document")
    limit = lexicon.words("documents")["excerpt"]
    is_short = len(report.passage.text) < limit["characters"]
    return () if found < limit["sections"] and (is_short or owes == "headings") else best


def headings(report: Report) -> Iterator[tuple[int, str, str]]:
    """Yield line number, number and bare title of each heading of a known outline, in the order of the text."""
    for line, text in _headed(report):
        title = bare(text)
        if len(text) <= LONGEST_TITLE and title in _known():
            number = _NUMBERED.match(text)
            yield line, number.group().strip() if number else "", title


@cache
def _outlines() -> tuple[Mapping[str, Any], ...]:
    by_name = {path.stem: load(path) for path in rule_files("outlines")}
    others = [name for name in by_name if name not in _PREFERRED]
    return tuple(by_name[name] for name in (*_PREFERRED, *others))


@cache
def _known() -> Mapping[str, str]:
    """Return the prescribed title for every title that is used for it, both bare."""
    known = {bare(name): bare(name) for outline in _outlines() for node in outline["sections"]
             for name in (node["title"], *node.get("aliases", ()))}  # fmt: skip
    for title, others in lexicon.words("documents")["titles"].items():
        known |= {other: title for other in others if other not in known}
    return known


def _headed(report: Report) -> Lines:
    """Return the lines with prescribed titles in their prescribed words, each title on a line of its own."""
    lines: Lines = []
    for number, text in _without_contents(report.passage.text.split("\n")):
        head, rest = _split(text)
        if head:
            lines.append((number, head))
        if rest or not head:
            lines.append((number, rest))
    return lines


def _split(text: str) -> tuple[str, str]:
    """Return a heading in prescribed words and what follows it in the same line; no heading, and the line."""
    if len(text) <= LONGEST_TITLE and (title := bare(text)) in _known():
        return text.replace(title, _known()[title], 1), ""
    number = _NUMBERED.match(text)
    if number is None:
        return "", text
    words = text[number.end() : number.end() + LONGEST_TITLE]
    for stop in _BREAK.finditer(words):
        title = bare(words[: stop.start()])
        if title in _known():
            return number.group().strip() + _known()[title], words[stop.end() :] + text[
                number.end() + LONGEST_TITLE :
            ]
    return "", text


def _without_contents(texts: Sequence[str]) -> Lines:
    """Return the lines with their numbers from 1, those of a table of contents left empty."""
    lines = list(enumerate(texts, 1))
    start = next((index for index, (_, text) in enumerate(lines[:200]) if _CONTENTS.match(text)), None)
    if start is None:
        return lines
    later = {bare(text) for _, text in lines[start + 1 :] if len(text) <= LONGEST_TITLE}
    seen: set[str] = set()
    for index in range(start + 1, min(len(lines), start + 80)):
        title = re.sub(r"[.…·\s]*\d*\s*$", "", bare(lines[index][1]))
        if len(lines[index][1]) > LONGEST_TITLE or title in seen and title:
            break
        seen.add(title)
        if title in later:
            lines[index] = (lines[index][0], "")
    return lines


def _best(lines: Lines) -> tuple[SectionState, ...]:
    """Return the states under the outline with most of its titles found; of equally good ones the first."""
    states = [examine(lines, outline) for outline in _outlines()]
    return max(states, key=lambda found: sum(state.line is not None for state in found))
