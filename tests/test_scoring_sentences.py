"""What scoring says: every sentence about random sheets under every pack, in both languages, as a golden file."""

import csv
import io

import pytest

from agreement import all_rules, pairs
from jixiao.language import LANGUAGES, text
from jixiao.quantities import as_decimal
from jixiao.scoring import Scores, compare, score
from jixiao.scoring.weights import remark
from random_sheets import sheet, sheet_of
from workbooks import assert_expected

SEEDS = range(300, 318)
AS_OF = "2024-12-31"
HEAD = ["seed", "pack", "language", "indicator", "points", "exact", "target", "actual", "dimension", "name", "said",
        "words", "formula"]


def lines(seed: int, scores: Scores, first: Scores):
    """Yield what is said about a sheet, one row for each indicator and each language."""
    for language in LANGUAGES:
        head = [seed, scores.pack.code, language]
        for entry in scores.scores:
            yield [*head, entry.id, as_text(entry.points), exact(entry.exact), entry.target, entry.actual,
                   entry.dimension(language), entry.shown_name(language), entry.reason_text(language),
                   " ".join(sorted(entry.outcome.fields)), formula(entry, language)]  # fmt: skip
        low, high = scores.range
        told = [scores.headline(language), scores.remark_text(language), remark(scores, language, AS_OF),
                compare(first, [scores])[0].told(language),
                *(f"{part.label(language)} {part.points} / {part.weight}"
                  for part in scores.dimensions(language))]  # fmt: skip
        yield [*head, "total", as_text(scores.total), exact(scores.exact_total), as_text(low), as_text(high), "",
               scores.grade(language), " | ".join(filter(None, told)), "", ""]  # fmt: skip


def formula(entry, language):
    return text(f"scoring.formula.{entry.outcome.formula}", language) if entry.outcome.formula else ""


def as_text(value):
    return "" if value is None else f"{value:f}"


def exact(value):
    return "" if value is None else f"{round(as_decimal(value), 8).normalize():f}"


@pytest.mark.parametrize("part", ["table", "catalogue"])
def test_what_is_said_about_a_sheet_is_what_was_said_before(part, tmp_path):
    packs, rules = [pack for pack, _ in pairs(tmp_path).values() if pack.scores == part], all_rules()
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(HEAD)
    for number, seed in enumerate(SEEDS):
        found = sheet_of(sheet(seed))
        chosen = [packs[0], packs[number % len(packs)]]
        scores = [score(found, pack, rules) for pack in chosen]
        writer.writerows(row for entry in scores[-1:] for row in lines(seed, entry, scores[0]))
    assert_expected("sentences", f"{part}.csv", written.getvalue())
