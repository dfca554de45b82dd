"""Which dimension an indicator belongs to, and whether its output was delivered."""

from collections.abc import Callable

from jixiao.intake.facts import Facts
from jixiao.intake.tables import Row
from jixiao.quantities import PERCENT
from jixiao.rules import dimensions
from jixiao.scoring.kinds import judgement_of, number_of, operator_of, rows_of
from jixiao.scoring.survey import satisfaction


def dimension_of(level1: str) -> str:
    """Return the dimension that a project means by its first level, or nothing if the name says none.

    Example:
        >>> [dimension_of(name) for name in ("产出指标", "二、效益（30分）", "产出类", "其他")]
        ['output', 'benefit', 'output', '']
    """
    name = level1.lower()
    found = [(name.index(word), code) for code, node in dimensions().items() for word in node["words"] if word in name]
    return min(found)[1] if found else ""


def delivered(row: Row, facts: Facts) -> bool | None:
    """Whether an output is on time, in quality and complete; None if the material does not show it."""
    on_time = _on_time(row) if row["target_date"] else True
    reached = _REACHED[row["kind"]](row, facts) if row["kind"] in _REACHED else None
    if on_time is False or reached is False:
        return False
    return None if on_time is None or reached is None else True


def _on_time(row: Row) -> bool | None:
    due, done = row["target_date"], row["actual_date"]
    return None if due is None or done is None else bool(done <= due)


def _date(row: Row, facts: Facts) -> bool | None:
    return _on_time(row)


def _quantity(row: Row, facts: Facts) -> bool | None:
    target, actual = number_of(row["target"]), number_of(row["actual"])
    if target is None or actual is None:
        return None
    return {">=": actual >= target, "<=": actual <= target, "=": actual == target}[operator_of(row)]


def _qualitative(row: Row, facts: Facts) -> bool | None:
    judged = judgement_of(facts, row)
    return None if judged is None or judged["band"] is None else bool(judged["band"] == "reached")


def _element(row: Row, facts: Facts) -> bool | None:
    marks = {point["met"] for point in rows_of(facts, "elements", row)}
    if "no" in marks:
        return False
    return True if marks == {"yes"} else None


def _survey(row: Row, facts: Facts) -> bool | None:
    rate, target = satisfaction(rows_of(facts, "survey", row)), number_of(row["target"])
    return None if rate is None or target is None else rate * PERCENT >= target


_REACHED: dict[str, Callable[[Row, Facts], bool | None]] = {
    "quantity": _quantity, "date": _date, "qualitative": _qualitative, "element": _element, "survey": _survey,
}  # fmt: skip
