"""Funding rates on what was raised: 共筹集资金1348.9万元，其中：…。实际到位1254.9万元，资金到位率93.03%."""

from collections.abc import Iterator

from jixiao.reading.passage import Passage
from jixiao.reading.rate_statement import Statement
from jixiao.reading.rate_words import word_pattern
from jixiao.reading.ratio import CERTAIN, CONFIRMS_ONLY, PLAUSIBLE, Ratio
from jixiao.reading.scope import Near, Scope

_LABEL = 14


def raised_ratios(passage: Passage, statement: Statement, scope: Scope) -> Iterator[Ratio]:
    """Yield the ratios of what came in over what was raised before: words call both received."""
    received = [near for near in scope.typed(["received"]) if not near[1].is_former]
    came = [near for near in received if word_pattern("came_words").search(_words(scope, near))]
    raised = [near for near in received if near not in came and not near[1].is_part
              and word_pattern("raised_words").search(_words(scope, near))]  # fmt: skip
    if not came or not raised or statement.modifier or came[0][1].is_part:
        return
    sure = len({near[1].figure.base for near in raised}) == 1 and came[0][0] <= 1
    for near in raised[:2]:
        first, second = came[0][1].figure, near[1].figure
        if first.at > second.at:
            strength = CONFIRMS_ONLY if not sure else CERTAIN if first.base <= second.base else PLAUSIBLE
            yield Ratio((first,), (second,), "received_budget", strength, tier=came[0][0] + near[0])


def _words(scope: Scope, near: Near) -> str:
    return scope.label(near)[-_LABEL:]
