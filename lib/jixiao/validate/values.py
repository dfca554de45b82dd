"""Values of the project that a check file may name as ``$name``: one function each."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from jixiao.intake.undivided import is_undivided
from jixiao.rulebook import NEWEST
from jixiao.rulebook.rules import load_rules

if TYPE_CHECKING:
    from jixiao.validate.frames import Frames


def fiscal_year_first_day(frames: "Frames") -> datetime:
    """Return the start of the project's period, else 1 January of the fiscal year, as a midnight."""
    project = frames.facts.project
    return _midnight(project.period_start or date(project.fiscal_year, 1, 1))


def fiscal_year_last_day(frames: "Frames") -> datetime:
    """Return the end of the project's period, else 31 December of the fiscal year, as a midnight."""
    project = frames.facts.project
    return _midnight(project.period_end or date(project.fiscal_year, 12, 31))


def evidence_ids(frames: "Frames") -> list[str]:
    """Return the ids of all documents of the evidence table."""
    return frames.distinct("evidence", "evidence_id")


def fund_sources(frames: "Frames") -> list[str]:
    """Return the names of all fund sources, and the word of a ledger that stands for all of them together."""
    sources, booked = (frames.distinct(table, "fund_source") for table in ("funds", "ledger"))
    return [*sources, *booked] if is_undivided(booked, sources) else sources


def indicator_ids(frames: "Frames") -> list[str]:
    """Return the ids of all project indicators and the codes of the check-lists that the rules bring."""
    check_lists = [rule.code for rule in load_rules(NEWEST).indicators if rule.method == "elements"]
    return [*frames.distinct("indicators", "indicator_id"), *check_lists]


VALUES: dict[str, Callable[["Frames"], Any]] = {
    function.__name__: function
    for function in (fiscal_year_first_day, fiscal_year_last_day, evidence_ids, fund_sources, indicator_ids)
}


def _midnight(day: date) -> datetime:
    """Return `day` as frames hold days."""
    return datetime(day.year, day.month, day.day)


def resolve(argument: Any, frames: "Frames") -> Any:
    """Return `argument`, or the value that it names as ``$name``.

    Raises:
        KeyError: There is no value of this name.
    """
    named = isinstance(argument, str) and argument.startswith("$")
    return VALUES[argument[1:]](frames) if named else argument
