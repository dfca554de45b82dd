"""What a survey says: how many people answered, and how satisfied they are."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from jixiao.intake.tables import Row
from jixiao.quantities import ZERO

ONE = Decimal(1)


def satisfaction(questions: Iterable[Row]) -> Decimal | None:
    """Return the satisfaction rate: mean of the grades from 1 (best) to 0 (worst) over all answers.

    Returns:
        A ratio; None if there is no answer, or if one distribution cannot be read: a rate over the rest would
        leave out answers without saying so.
    """
    weighted, answers = ZERO, ZERO
    for question in questions:
        counts = grades(question["distribution"], question["scale"])
        if counts is None:
            return None
        steps = len(counts) - 1
        weighted += Decimal(sum(count * (steps - index) for index, count in enumerate(counts))) / steps
        answers += sum(counts)
    return weighted / answers if answers else None


def grades(distribution: Any, scale: int | None = None) -> tuple[int, ...] | None:
    """Return the number of answers of each grade, from the best to the worst; None if it cannot be read.

    Example:
        >>> grades("44|10|2|1|0", 5), grades("很满意90|满意10"), grades("44|10", 5)
        ((44, 10, 2, 1, 0), None, None)
    """
    counts = [part.strip() for part in str(distribution or "").split("|")]
    if len(counts) < 2 or scale not in (None, len(counts)):
        return None
    if not all(count.isascii() and count.isdigit() for count in counts):
        return None
    return tuple(int(count) for count in counts)


def respondents(questions: Iterable[Row]) -> int:
    """Return the number of people who answered: a batch counts once, however many questions it asks."""
    batches: dict[str, int] = {}
    for question in questions:
        batch = str(question["batch"])
        batches[batch] = max(batches.get(batch, 0), question["valid"] or 0)
    return sum(batches.values())
