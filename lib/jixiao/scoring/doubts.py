"""The findings about scores: weights, indicators without a score, targets far exceeded, opinions that differ."""

from collections.abc import Iterator

from jixiao.finding import Finding
from jixiao.language import text
from jixiao.quantities import show_number, show_percent
from jixiao.rulebook.rules import citation
from jixiao.scoring.opinions import Opinions
from jixiao.scoring.points import Score
from jixiao.scoring.results import Scores
from jixiao.scoring.sheet import Judgement

# An indicator that only waits for a person keeps the report a draft; one that lacks data may stay without a score.
_WAITS_FOR_A_PERSON = ("not_judged", "elements_open")
# What to do about an indicator without a score depends on why it has none.
_REMEDIES = ("not_judged", "elements_open", "elements_shares", "outside_band")
_JUDGED = ("judged", "not_judged", "outside_band")


def from_scores(scores: Scores, language: str) -> Iterator[Finding]:
    """Yield what is wrong with the weights, what cannot be scored, what is limited, which self scores differ."""
    if scores.reason == "weights":
        yield _wrong_weights(scores, language)
    yield from _caps(scores, language)
    for score in scores.scores:
        if score.is_dropped:
            yield from _dropped(score, scores, language)
        elif score.points is None:
            yield _about(score, "unscored", "unsupported", "medium", ("target", "actual"), language)
        elif score.outcome.reason == "far_above":
            yield _about(score, "far_above", "review", "low", ("target", "actual"), language)
        if score.differs:
            yield _about(score, "self_score_differs", "contradiction", "medium",
                         ("self_score", "actual", "target", "weight"), language)  # fmt: skip


def from_opinions(opinions: Opinions | None, language: str) -> Iterator[Finding]:
    """Yield what people decided and what does not count: reviews, deductions, points that no rule asks for."""
    for entry in opinions.entries if opinions else ():
        if entry.defect:
            yield _decided(entry.score, f"review_{entry.defect}", entry.judgement, language)
        off, given = entry.deduction, entry.given
        if off and off.score is not None and not 0 <= off.score <= entry.score.weight:
            yield _decided(entry.score, "deduction_out_of_range", off, language)
        if given and not entry.score.is_dropped and entry.score.outcome.reason not in _JUDGED:
            yield _decided(entry.score, "points_unused", given, language)


def _about(score: Score, key: str, kind: str, severity: str, cells: tuple[str, ...], language: str) -> Finding:
    """Return a finding about one indicator; an indicator without a score is named by what it lacks."""
    fields = _fields(score, language) | {"reason": score.reason_text(language)}
    reason = score.outcome.reason
    cause = text("findings.cause.deviation", language, words=score.deviation) if score.deviation else ""
    waiting = key == "unscored" and reason in _WAITS_FOR_A_PERSON
    remedy = f"unscored.remedies.{reason}" if key == "unscored" and reason in _REMEDIES else f"{key}.remedy"
    return Finding(
        "", f"scoring.{reason if key == 'unscored' else key}", kind, severity,
        text(f"findings.{key}.title", language, **fields), text("findings.scoring_criterion", language),
        text(f"findings.{key}.condition", language, **fields), cause,
        text(f"findings.{key}.effect", language), text(f"findings.{remedy}", language, id=score.id),
        score.evidence(*cells),
        max(1, len(score.outcome.places)) if waiting else 0,
    )  # fmt: skip


def _fields(score: Score, language: str) -> dict[str, str]:
    return {"name": f"{score.code} {score.shown_name(language)}".strip(), "self": show_number(score.self_score),
            "points": show_number(score.points), "weight": show_number(score.weight)}  # fmt: skip


def _dropped(score: Score, scores: Scores, language: str) -> Iterator[Finding]:
    """Yield that an indicator is not scored, where its points are missing from the total."""
    if not scores.is_rescaled:
        yield _about(score, "dropped", "unsupported", "medium", ("weight",), language)


def _caps(scores: Scores, language: str) -> Iterator[Finding]:
    """Yield that a cap limits the total, or that it is not known whether it does."""
    for cap in scores.caps[:1] if scores.lost_to_caps else ():
        yield _limit(scores, "capped", "review", "low", language, below=show_percent(cap.below),
                     at_most=show_number(cap.at_most), lost=show_number(scores.lost_to_caps),
                     total=show_number(scores.total))  # fmt: skip
    unknown = any(score.outcome.reason == "execution_unknown" for score in scores.scores)
    if scores.reason == "cap_unknown" and not unknown:
        yield _limit(scores, "cap_unknown", "unsupported", "medium", language)


def _limit(scores: Scores, key: str, kind: str, severity: str, language: str, **fields: str) -> Finding:
    return Finding(
        "", f"scoring.{key}", kind, severity, text(f"findings.{key}.title", language, **fields),
        text("findings.criterion", language, basis=citation(scores.pack.basis, language),
             statement=text("findings.capped.criterion", language)),
        text(f"findings.{key}.condition", language, **fields), "",
        text(f"findings.{key}.effect", language, **fields), text(f"findings.{key}.remedy", language),
    )  # fmt: skip


def _decided(score: Score, key: str, decision: Judgement | None, language: str) -> Finding:
    """Return a finding about a person's decision; the report stays a draft until it is settled."""
    by, given = (decision.by, decision.score) if decision else ("", None)
    fields = _fields(score, language) | {"by": by or "—", "given": show_number(given)}
    return Finding(
        "", f"scoring.{key}", "missing" if key == "review_rejected" else "contradiction", "medium",
        text(f"findings.{key}.title", language, **fields), text("findings.decision_criterion", language),
        text(f"findings.{key}.condition", language, **fields), "",
        text("findings.decision_effect", language), text(f"findings.{key}.remedy", language),
        (decision.place,) if decision and decision.place else (), 1,
    )  # fmt: skip


def _wrong_weights(scores: Scores, language: str) -> Finding:
    fields = scores.sums()
    basis = citation(scores.pack.basis, language)
    return Finding(
        "", "scoring.weights", "contradiction", "high", text("findings.weights.title", language, **fields),
        text("findings.criterion", language, basis=basis,
             statement=text("findings.weights.criterion", language, **fields)),
        text("findings.weights.condition", language, **fields), "",
        text("findings.weights.effect", language), text("findings.weights.remedy", language, **fields),
        tuple(place for score in scores.scores for place in score.evidence("weight")[:1]),
    )  # fmt: skip
