"""What a survey says: how many people answered, how satisfied they are, and how sure that is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from jixiao.quantities import ONE, PERCENT, ZERO, as_decimal
from jixiao.rulebook.pack import Pack
from jixiao.scoring.sheet import Question

# The 97.5 percent point of the standard normal distribution: two sides of 95 percent.
_Z = Decimal("1.959964")


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """The satisfaction rate of a survey.

    Attributes:
        rate: Mean of the grades from 1 (best) to 0 (worst) over all answers, exact.
        low: Lower end of the 95 percent confidence interval, at least 0; `high` the upper one, at most 1.
        sent: Number of people who were asked.
        respondents: Number of people who answered.
        answers: Number of answers.
    """

    rate: Fraction
    low: Decimal
    high: Decimal
    sent: int
    respondents: int
    answers: int


def satisfaction(questions: Sequence[Question]) -> Satisfaction | None:
    """Return the satisfaction that a survey shows.

    The interval takes the people who answered as a simple random sample: mean ± 1.96 standard errors, with the
    variance of the grades and as many independent answers as people. It says nothing about how they were chosen.

    Returns:
        None if there is no answer, or if one distribution cannot be read: a rate over the rest would leave out
        answers without saying so.
    """
    grades: list[tuple[Fraction, int]] = []
    for question in questions:
        counts = counts_of(question.distribution, question.scale)
        if counts is None:
            return None
        steps = len(counts) - 1
        grades += [(Fraction(steps - index, steps), count) for index, count in enumerate(counts)]
    answers = sum(count for _, count in grades)
    if not answers:
        return None
    rate = sum((grade * count for grade, count in grades), Fraction(0)) / answers
    people = respondents(questions) or answers
    margin = _margin(grades, rate, answers, people)
    middle = as_decimal(rate)
    return Satisfaction(rate, max(ZERO, middle - margin), min(ONE, middle + margin),
                        _people(questions, "sent"), people, answers)  # fmt: skip


def _margin(grades: Iterable[tuple[Fraction, int]], rate: Fraction, answers: int, people: int) -> Decimal:
    variance = sum(((grade - rate) ** 2 * count for grade, count in grades), Fraction(0)) / answers
    return _Z * as_decimal(variance / people).sqrt()


def step_share(rate: Fraction, pack: Pack) -> Fraction:
    """Return the share of full marks by the pack's steps of satisfaction."""
    return next((Fraction(share) for bound, share in pack.satisfaction if rate >= bound), Fraction(0))


def proportion(rate: Fraction, target: Decimal) -> Fraction:
    """Return the share of full marks in proportion to a target in percent, at most 1."""
    return min(Fraction(1), rate * Fraction(PERCENT) / Fraction(target))


def counts_of(distribution: str, scale: int | None = None) -> tuple[int, ...] | None:
    """Return the number of answers of each grade, from the best to the worst; None if it cannot be read.

    Example:
        >>> counts_of("44|10|2|1|0", 5), counts_of("很满意90|满意10"), counts_of("44|10", 5)
        ((44, 10, 2, 1, 0), None, None)
    """
    counts = [part.strip() for part in distribution.split("|")]
    if len(counts) < 2 or scale not in (None, len(counts)):
        return None
    if not all(count.isascii() and count.isdigit() for count in counts):
        return None
    return tuple(int(count) for count in counts)


def respondents(questions: Iterable[Question]) -> int:
    """Return the number of people who answered: a batch counts once, however many questions it asks."""
    return _people(questions, "valid")


def _people(questions: Iterable[Question], column: str) -> int:
    batches: dict[str, int] = {}
    for question in questions:
        batches[question.batch] = max(batches.get(question.batch, 0), getattr(question, column) or 0)
    return sum(batches.values())
