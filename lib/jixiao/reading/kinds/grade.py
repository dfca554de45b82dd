"""The grade of an evaluation against its points: 90 优, 80 良, 60 中, or the bounds that the text prints."""

import re
from collections.abc import Iterator
from functools import cache

from jixiao.reading import lexicon
from jixiao.reading.figure import Figure
from jixiao.reading.kinds import finder
from jixiao.reading.passage import Passage
from jixiao.reading.relation import Relation
from jixiao.reading.report import Report
from jixiao.reading.tabular.spans import figures_between
from jixiao.reading.tabular.table import Table

Bounds = tuple[tuple[str, int], ...]
_FAR = 60
# points of a part of the evaluation: 得分22分（满分25分）
_OF_PART = re.compile("\\s?[（，]?(?:满分|总分|分值|权重|标准分)(?:为|值)?\\s?(?!100)\\d")
_BESIDE = 4
_LEAST = 50


@finder("grade")
def find(report: Report) -> Iterator[Relation]:
    """Check grades in prose and in the columns of tables."""
    bounds = bounds_of(report.passage.text)
    yield from _in_prose(report.passage, bounds)
    for grid in report.grids:
        yield from _in_table(Table(report, grid), bounds)


@cache
def _words() -> dict[str, str]:
    return {word: due for due, words in lexicon.words("grades")["due"].items() for word in words}


@cache
def _stated() -> re.Pattern[str]:
    known = lexicon.words("grades")
    return re.compile(
        rf"(?:{lexicon.longest_first(known['before'])})[^，。；、：\d\n优良中差]{{0,4}}(?:[为是：|属]|确定为)?\s?[“‘\"「《【]?"
        rf"(?P<grade>{lexicon.longest_first(_words())})(?![\u4e00-\u9fff]*[家学校])(?=[”’\"」》】。，；、！（）\s|]|等级|级|等次|档|$)"
    )


@cache
def _bound() -> re.Pattern[str]:
    grades = lexicon.longest_first(_words())
    number = r"(?P<low>\d{2,3})\s?(?:分)?(?:（含）|（含\d*分?）)?(?:分)?(?:（含）)?"
    return re.compile(
        rf"{number}(?:以上|及以上|-|~|至|—|到)[^，。；\n]{{0,14}}?(?:为|是|：|\||评为)\s?[“]?(?P<grade>{grades})(?![\u4e00-\u9fff])"
    )


def bounds_of(text: str) -> Bounds:
    """Return from how many points on each grade is due: as the text prints it, otherwise as usual."""
    usual = {str(grade): int(low) for grade, low in lexicon.words("grades")["lower"].items()}
    printed = {_words()[match["grade"]]: int(match["low"]) for match in _bound().finditer(text[:200_000])}
    if len(printed) > 1 and all(0 < low < 100 for low in printed.values()):
        usual.update(printed)
    return tuple(sorted(usual.items(), key=lambda item: -item[1]))


def due(score: Figure, bounds: Bounds) -> str:
    """Return the grade due for a score."""
    return next(grade for grade, low in bounds if score.base >= low or low == 0)


def _band(score: Figure, grade: str, bounds: Bounds) -> str:
    """Return between which bounds a score lies."""
    number = [name for name, _ in bounds].index(grade)
    lower = f"{bounds[number][1]} ≤ " if bounds[number][1] else ""
    return f"{lower}{score.number}{f' < {bounds[number - 1][1]}' if number else ''}"


def _in_prose(passage: Passage, bounds: Bounds) -> Iterator[Relation]:
    for match in _stated().finditer(passage.text):
        score = _score_near(passage, match.start(), match.end())
        if score is not None:
            start, end = passage.sentence_span(match.start())
            start = max(start, min(match.start(), score.at) - 20)
            end = min(end, max(match.end(), score.till) + 20)
            yield _told(passage, score, match["grade"], bounds, start, max(end, match.end()))


def _score_near(passage: Passage, start: int, end: int) -> Figure | None:
    """Return the score beside a grade: the last one before it within reach, otherwise the first behind it."""
    line = passage.line_start(passage.line_at(start))
    before = [
        figure for figure in _window(passage, max(line, start - _FAR), start) if _is_score(passage, figure)
    ]
    if before:
        return before[-1]
    sentence_end = passage.sentence_span(start)[1]
    behind = _window(passage, end, min(end + _FAR, sentence_end))
    return next(
        (
            figure
            for figure in behind
            if _is_score(passage, figure)
            or (figure.unit == "分" and figure.at - end < _BESIDE and not figure.qualifier)
        ),
        None,
    )


def _window(passage: Passage, start: int, end: int) -> list[Figure]:
    return [figure for figure in figures_between(passage, max(0, start), end) if figure.is_quantity]


def _is_score(passage: Passage, figure: Figure) -> bool:
    if (
        figure.unit not in ("分", "")
        or figure.kind not in ("points", "number")
        or figure.qualifier
        or figure.base > 100
    ):
        return False
    if _OF_PART.match(passage.text, figure.till):
        return False
    words = passage.text[max(0, figure.at - 24) : figure.at]
    clause = re.split("[，。；\n]", words)[-1]
    names = lexicon.words("grades")
    known = lexicon.longest_first([*names["score"], *(names["score_weak"] if figure.base >= _LEAST else ())])
    return re.search(rf"(?:{known})[^，。；\d]{{0,8}}$", clause) is not None


def _in_table(table: Table, bounds: Bounds) -> Iterator[Relation]:
    grid = table.grid
    scores = [column for column in (*grid.columns("score"), *grid.columns("average", "subtotal"))]
    for column in grid.columns("grade"):
        for row in grid.body_rows():
            cells = grid.rows[row]
            words = cells[column].text if column < len(cells) else ""
            score = next(
                (figure for figure in (grid.figure(row, number) for number in scores) if figure), None
            )
            if words in _words() and score is not None and 0 <= score.base <= 100:
                start, end = cells[0].start, max(cell.end for cell in cells)
                yield _told(table.report.passage, score, words, bounds, start, end)


def _told(passage: Passage, score: Figure, words: str, bounds: Bounds, start: int, end: int) -> Relation:
    expected = due(score, bounds)
    verdict = "reconciled" if _words()[words] == expected else "contradicted"
    normal = passage.normal
    return Relation(
        "grade",
        verdict,
        "high" if verdict == "contradicted" else "low",
        (score,),
        None,
        words,
        expected,
        "",
        _band(score, expected, bounds),
        start=normal.origin(start),
        end=normal.origin(max(start, end - 1)) + 1,
    )
