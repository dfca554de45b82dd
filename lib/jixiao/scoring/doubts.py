"""The findings about scores: weights, indicators without a score, targets far exceeded, self scores that differ."""

from collections.abc import Iterator

from jixiao.finding import Finding
from jixiao.language import text
from jixiao.quantities import show_number
from jixiao.rules import basis_of, citation
from jixiao.scoring.results import Score, Scores


def from_scores(scores: Scores, language: str) -> Iterator[Finding]:
    """Yield what is wrong with the weights, what cannot be scored, and which self scores differ."""
    if scores.reason == "weights":
        yield _wrong_weights(scores, language)
    for score in scores.scores:
        if score.points is None:
            yield _about(score, "unscored", "unsupported", "medium", ("target", "actual"), language)
        elif score.outcome.reason == "far_above":
            yield _about(score, "far_above", "review", "low", ("target", "actual"), language)
        if score.differs:
            yield _about(score, "self_score_differs", "contradiction", "medium",
                         ("self_score", "actual", "target", "weight"), language)  # fmt: skip


def _about(score: Score, key: str, kind: str, severity: str, cells: tuple[str, ...], language: str) -> Finding:
    """Return a finding about one indicator; an indicator without a score is named by what it lacks."""
    fields = {"name": f"{score.code} {score.shown_name(language)}".strip(), "reason": score.reason_text(language),
              "self": show_number(score.self_score), "points": show_number(score.points),
              "weight": show_number(score.weight)}  # fmt: skip
    rule = score.outcome.reason if key == "unscored" else key
    cause = text("findings.cause.deviation", language, words=score.deviation) if score.deviation else ""
    return Finding(
        "", f"scoring.{rule}", kind, severity, text(f"findings.{key}.title", language, **fields),
        text("findings.scoring_criterion", language), text(f"findings.{key}.condition", language, **fields), cause,
        text(f"findings.{key}.effect", language), text(f"findings.{key}.remedy", language), score.evidence(*cells),
    )  # fmt: skip


def _wrong_weights(scores: Scores, language: str) -> Finding:
    fields = scores.sums()
    basis = citation(basis_of("pack", scores.pack["basis"]), language)
    return Finding(
        "", "scoring.weights", "contradiction", "high", text("findings.weights.title", language, **fields),
        text("findings.criterion", language, basis=basis,
             statement=text("findings.weights.criterion", language, **fields)),
        text("findings.weights.condition", language, **fields), "",
        text("findings.weights.effect", language), text("findings.weights.remedy", language, **fields),
        tuple(place for score in scores.scores for place in score.evidence("weight")[:1]),
    )  # fmt: skip
