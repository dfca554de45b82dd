"""The validation stage: checks of the facts through Great Expectations, back as plain four-valued rows."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from jixiao.language import preferred
from jixiao.validate.checks import Check, checks_in_force, load_checks
from jixiao.validate.results import CheckResult, FailingRow
from jixiao.validate.validation import Validation

if TYPE_CHECKING:
    from jixiao.intake.facts import Facts

__all__ = ["Check", "CheckResult", "FailingRow", "Validation", "checks_in_force", "load_checks", "validate"]


def validate(facts: "Facts", rules: Iterable[Check] | None = None, language: str | None = None) -> Validation:
    """Return the result of every check of `rules` on `facts`, one each, in the order of their ids.

    Bad data never raises: it is a failed check. A check that cannot run is an ``error`` of its own.

    Args:
        facts: The facts of one project.
        rules: The checks; without them those that come with the package.
        language: ``zh`` or ``en``; without it the environment decides.

    Raises:
        RuleError: A check file is wrong.
    """
    from jixiao.validate.engine import assess
    from jixiao.validate.frames import Frames

    language = language or preferred()
    checks = sorted(load_checks() if rules is None else rules, key=lambda check: check.id)
    return Validation(tuple(assess(checks, Frames(facts), language)), language)
