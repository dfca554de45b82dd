"""The whole of a percentage that stands apart from it: in a definition, behind it, or with the share before it."""

import re
from dataclasses import replace

from jixiao.reading.figure import Figure
from jixiao.reading.passage import Passage
from jixiao.reading.rate_statement import Statement

_HAN = "\u4e00-\u9fff"
_DEFINED = re.compile(
    rf"[“‘](?P<name>[{_HAN}]{{2,12}}率)[”’][，]?(?:系|是|即)?指(?P<words>[^“”。；]{{4,30}})[，]"
    r"(?:本项目|该项目|本年度|本年|经计算)(?:的?[^，。；\d]{0,6})?(?:为|是|达到?)$"
)
_WHOLE_OF = re.compile(rf"(?:与|占|除以|/|÷)(?P<base>[{_HAN}]{{2,10}}?)(?:的?(?:比率|比例|比重|比值|百分比))?$")
_NEAR = 40
_BASE_BEHIND = re.compile(
    rf"[，（](?:系|是|均)?(?:以|按照?)(?P<base>[{_HAN}]{{2,10}}?)(?:为分母|为基数|口径|为基础)"
)


def defined_statement(figure: Figure, before: str) -> tuple[str, str] | None:
    """Return name and whole of a rate that a definition gives: “到位率”指到位资金与预算的比率，本项目为90%."""
    match = _DEFINED.search(before)
    if match is None:
        return None
    whole = _WHOLE_OF.search(match["words"])
    return match["name"], whole["base"] if whole else ""


def on_base_of(passage: Passage, statement: Statement, earlier: Statement | None) -> Statement:
    """Return a statement on the whole that stands behind it, or on that of the share before it in the sentence."""
    if statement.base:
        return statement
    behind = _BASE_BEHIND.match(passage.text, statement.figure.till)
    if behind:
        return replace(statement, base=behind["base"])
    if earlier is None or statement.family != "share" or earlier.family != "share" or not earlier.base:
        return statement
    if statement.of > 1 or earlier.of > 1 or earlier.bases or statement.subject or statement.core:
        return statement
    between = passage.text[earlier.figure.till : statement.figure.at]
    is_next = "。" not in between and "\n" not in between and "其中" not in between and len(between) <= _NEAR
    return replace(statement, base=earlier.base) if is_next else statement
