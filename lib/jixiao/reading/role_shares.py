"""Shares that name both amounts by their role and neither by its number: 累计支出占可用资金的85.74%."""

import re

from jixiao.reading import lexicon
from jixiao.reading.money_roles import amounts_of
from jixiao.reading.operands import defined, of_available, role_named
from jixiao.reading.passage import Passage
from jixiao.reading.rate_statement import Statement
from jixiao.reading.rate_words import word_pattern
from jixiao.reading.ratio import CERTAIN, Ratio
from jixiao.reading.scope import Scope

_BARE = re.compile("(?:资金|金额|总额|数|额)$")


def role_ratios(passage: Passage, statement: Statement) -> list[Ratio]:
    """Return the ratios of two amounts that a share names by their roles; [] if it names none."""
    if not statement.base or not statement.subject:
        return []
    if columns := _of_columns(passage, statement):
        return columns
    role = role_named(statement.subject)
    if not role:
        return []
    scope = Scope(passage, statement.figure, amounts_of(passage))
    if word_pattern("available_words").search(statement.base):
        return list(of_available(scope, [role], statement.subject))
    whole, nodes = role_named(statement.base), lexicon.words("rates")["definitions"]
    names = [name for name, node in nodes.items() if not node.get("rest") and role in node["numerator"]
             and whole in node["denominator"]]  # fmt: skip
    return [ratio for name in names[:1] for ratio in defined(passage, statement, scope, name)]


def _of_columns(passage: Passage, statement: Statement) -> list[Ratio]:
    """Return the ratio of two totals of the one table whose columns bear the names: 核减额占合同价的1.76%."""
    wanted = [_BARE.sub("", words) for words in (statement.subject, statement.base)]
    if min(map(len, wanted)) <= 1:
        return []
    tables = [[[figure for name, figure in columns.items() if words in name] for words in wanted]
              for columns in amounts_of(passage).columns]  # fmt: skip
    told = [(parts[0], wholes[0]) for parts, wholes in tables if len(parts) == len(wholes) == 1]
    if len(told) != 1 or told[0][0].kind != told[0][1].kind:
        return []
    return [Ratio((told[0][0],), (told[0][1],), "", CERTAIN)]
