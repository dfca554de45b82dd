"""What ``jixiao whatif`` does: the official result of one run beside a trial with a few changes; writes nothing."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from jixiao.exceptions import ParameterError
from jixiao.language import preferred, text
from jixiao.quantities import show_number
from jixiao.runs.lookup import find_run, project_of
from jixiao.runs.reopening import changed_files, has_same_points, reopen
from jixiao.whatif import Changes, Moved, Trial, try_out
from jixiao.workbook import Workbook

SHOWN_FILES = 5


@dataclass(frozen=True)
class Tried:
    """A trial and the run that it departs from."""

    run_id: str
    project: str
    changes: Changes
    trial: Trial


def try_run(wanted: str, changes: Changes, current_data: bool = False) -> Tried:
    """Return the trial of a run with `changes`.

    Args:
        wanted: The run, as `jixiao.runs.lookup.find_run` takes it.
        changes: What to change.
        current_data: Depart from the project's data and rules as they are now, even if the run saw others.

    Raises:
        ParameterError: A change cannot be made, or data or rules are not those of the run.
        JixiaoError: The run or the project's data cannot be read.
    """
    if not changes:
        raise ParameterError("whatif-nothing")
    run = find_run(wanted)
    book = reopen(run)
    if not current_data:
        _require_same_data(run, book)
        _require_same_points(run, book)
    _, trial = try_out(book, changes)
    return Tried(run.absolute().name, project_of(run), changes, trial)


def parse(option: str, given: Sequence[str]) -> dict[str, str]:
    """Return ``CODE=VALUE`` pairs of the command line.

    Raises:
        ParameterError: One has another form, or a code is given twice.
    """
    pairs: dict[str, str] = {}
    for words in given:
        code, sign, value = words.partition("=")
        if not (code.strip() and sign and value.strip()) or code.strip() in pairs:
            raise ParameterError("whatif-not-a-pair", option=option, found=words[:80])
        pairs[code.strip()] = value.strip()
    return pairs


def told(tried: Tried) -> str:
    """Return a trial for a person; its first line says that it is one."""
    return "\n".join(_lines(tried, preferred()))


def as_json_text(tried: Tried) -> str:
    """Return the same for programs; ``trial`` is true."""
    trial, language = tried.trial, preferred()
    found = {
        "trial": True, "run_id": tried.run_id, "project": tried.project, "language": language,
        "changes": {"weights": dict(tried.changes.weights), "values": dict(tried.changes.values),
                    "disallowed": list(tried.changes.vouchers), "pack": tried.changes.pack},
        "official": _side(trial.before, language), "tried": _side(trial.after, language),
        "moved": [_moved_data(moved, language) for moved in trial.moved],
        "indicators": [_indicator_data(*pair, language) for pair in trial.indicators],
        "sum_of_differences": _exact(trial.sum_of_differences), "of_limits": _exact(trial.of_limits),
        "total_difference": _exact(trial.total_difference),
    }  # fmt: skip
    return json.dumps(found, ensure_ascii=False, indent=1)


def _require_same_data(run: Path, book: Workbook) -> None:
    changed = changed_files(run, book)
    if changed:
        raise ParameterError("whatif-data-changed", run=run.absolute().name, files=", ".join(changed[:SHOWN_FILES]),
                             number=len(changed), file=f"params/{book.params.project}.yaml")  # fmt: skip


def _require_same_points(run: Path, book: Workbook) -> None:
    """Refuse a run whose points the rules of today no longer give."""
    if not has_same_points(run, book):
        raise ParameterError("whatif-rules-changed", run=run.absolute().name,
                             file=f"params/{book.params.project}.yaml")  # fmt: skip


def _lines(tried: Tried, language: str) -> Iterator[str]:
    trial = tried.trial
    yield text("whatif.trial", language)
    yield text("whatif.run", language, run=tried.run_id, project=tried.project)
    yield text("whatif.changes", language, changes=text("trace.and", language).join(_changes(tried.changes, language)))
    yield text("whatif.official", language, headline=trial.before.headline(language))
    yield text("whatif.tried", language, headline=trial.after.headline(language))
    yield text("whatif.moved" if trial.moved else "whatif.none-moved", language)
    for moved in trial.moved:
        yield text("whatif.indicator", language, name=moved.name(language), before=_shown(moved.before),
                   after=_shown(moved.after), difference=_signed(moved.difference),
                   reason=moved.after.reason_text(language) if moved.after
                   else text("whatif.not-scored", language))  # fmt: skip
    if trial.indicators:
        yield text("whatif.computed", language)
    for before, after in trial.indicators:
        yield text("whatif.value", language, name=_label(after or before, language),
                   before=_value(before, language), after=_value(after, language))  # fmt: skip
    yield _sums(trial, language)


def _sums(trial: Trial, language: str) -> str:
    if trial.total_difference is None:
        return text("whatif.no-sum", language)
    limits = text("whatif.limits", language, points=_signed(trial.of_limits)) if trial.of_limits else ""
    return text("whatif.sum", language, sum=_signed(trial.sum_of_differences), limits=limits,
                total=_signed(trial.total_difference))  # fmt: skip


def _changes(changes: Changes, language: str) -> Iterator[str]:
    for name, pairs in (("weight", changes.weights), ("value", changes.values)):
        for code, value in pairs.items():
            yield text(f"whatif.change.{name}", language, code=code, value=value)
    for voucher in changes.vouchers:
        yield text("whatif.change.voucher", language, voucher=voucher)
    if changes.pack:
        yield text("whatif.change.pack", language, pack=changes.pack)


def _shown(score: Any) -> str:
    return "—" if score is None else f"{show_number(score.points)}/{show_number(score.weight)}"


def _label(indicator: Any, language: str) -> str:
    return str(indicator.rule.text("label", language))


def _value(indicator: Any, language: str) -> str:
    if indicator is None:
        return "—"
    if indicator.value is not None or indicator.indicative is None:
        return str(indicator.shown(language) if indicator.value is not None else indicator.state_text(language))
    return text("whatif.indicative", language, state=indicator.state_text(language),
                value=indicator.shown(language, indicator.indicative))  # fmt: skip


def _signed(value: Decimal | None) -> str:
    shown = show_number(value)
    return f"+{shown}" if value is not None and value > 0 else shown


def _side(scores: Any, language: str) -> Mapping[str, str | None]:
    return {"total": _exact(scores.total), "grade": scores.grade(language) if scores.total is not None else None,
            "headline": scores.headline(language)}  # fmt: skip


def _moved_data(moved: Moved, language: str) -> Mapping[str, str | None]:
    sides = {"official": moved.before, "tried": moved.after}
    points = {side: None if score is None else _exact(score.points) for side, score in sides.items()}
    weights = {f"{side}_weight": None if score is None else _exact(score.weight) for side, score in sides.items()}
    return {"code": moved.code, "name": moved.name(language), **points, **weights,
            "difference": _exact(moved.difference),
            "reason": moved.after.reason_text(language) if moved.after else None}  # fmt: skip


def _indicator_data(before: Any, after: Any, language: str) -> Mapping[str, str | None]:
    rule = (after or before).rule
    return {"code": rule.code, "name": rule.text("label", language), "official": _value(before, language),
            "tried": _value(after, language)}  # fmt: skip


def _exact(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
