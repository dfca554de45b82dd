"""Statements that need figures or a list that the report does not give: nobody can check them."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

from jixiao.reading import lexicon
from jixiao.reading.document_kind import makes_claims
from jixiao.reading.figure import Figure, scale_of
from jixiao.reading.kinds import finder
from jixiao.reading.mainstay import whole_amounts
from jixiao.reading.passage import Passage
from jixiao.reading.relation import Relation
from jixiao.reading.report import Report
from jixiao.reading.statement import printed, quote_words

_DENIED = re.compile("未|没有|力争|确保|争取|推动|推进|将|应|要求|拟|计划|目标是|为了")
_BEFORE, _WIDTH = 8, 400


@finder("unsupported_claim")
def find(report: Report) -> Iterator[Relation]:
    """Yield, once for each kind of statement, the first that cannot be checked, with what the figures tell of it."""
    if not makes_claims(report.document_kind):
        return
    for name, node in lexicon.words("claims")["unsupported"].items():
        if "need" in node and _pattern(node["need"]).search(report.passage.text):
            continue
        match = next(_statements(report.passage, node), None)
        if match:
            yield _relation(report.passage, name, node["severity"], match)


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words)


def _statements(passage: Passage, node: dict[str, Any]) -> Iterator[re.Match[str]]:
    text = passage.text
    for match in _pattern(node["words"]).finditer(text):
        line = passage.line_at(match.start())
        start = max(passage.line_start(line), match.start() - _WIDTH)
        end = text.find("\n", match.end(), match.end() + _WIDTH)
        paragraph = text[start : end if end >= 0 else match.end() + _WIDTH]
        if line in passage.rows or _DENIED.search(text[max(start, match.start() - _BEFORE) : match.start()]):
            continue
        if "near" in node and _pattern(node["near"]).search(paragraph):
            continue
        if "context" not in node or _pattern(node["context"]).search(paragraph):
            yield match


def _relation(passage: Passage, name: str, severity: str, match: re.Match[str]) -> Relation:
    start, end = quote_words(passage, match.start(), match.end())
    operands, average, unit, formula = _average(passage) if name == "large_projects" else ((), None, "", "")
    return Relation("unsupported_claim", "not_verifiable", severity, operands,
                    words=printed(passage, match.start(), match.end()), computed=average, unit=unit, formula=formula,
                    definition=name, start=start, end=end)  # fmt: skip


def _average(passage: Passage) -> tuple[tuple[Figure, ...], Decimal | None, str, str]:
    """Return the budget per project where budget and number of projects are stated: it excludes no large project."""
    budget = whole_amounts(passage).get("budget")
    projects = project_count(passage)
    if budget is None or projects is None or not projects.value:
        return (), None, "", ""
    average = budget.base / projects.value / scale_of(budget.unit)
    return (budget, projects), average, budget.unit, f"{budget.number} ÷ {projects.number}"


def project_count(passage: Passage) -> Figure | None:
    """Return the stated number of projects, more than one."""
    return next((figure for figure in passage.prose if _is_of_projects(figure)), None)


def _is_of_projects(figure: Figure) -> bool:
    counted = (
        figure.kind == "count"
        and figure.unit in ("个", "项")
        and figure.value is not None
        and figure.value > 1
    )
    return counted and bool(re.search("(?:实施|涉及|安排|共有|开展)(?:的)?项目(?:共|合计|共计|总计)?$", figure.head)
                            or re.match("(?:建设|支出)?项目(?!部|组|点|村)", figure.noun))  # fmt: skip
