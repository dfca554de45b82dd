"""Tables whose cells run together without a sign: 21182118100% is 2118, 2118 and 100 %.

A run of digits is split by its format, and the split counts only if the figures reconcile: the rate with its two
amounts, or the amounts with the sums of the other rows.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import combinations, product

from jixiao.reading import lexicon
from jixiao.reading.grid import Cell, Grid
from jixiao.reading.grids.columns import role_of_header, unit_of_header
from jixiao.reading.grids.labels import row_role
from jixiao.reading.grids.source import Source

_ROW = re.compile(
    r"(?P<label>(?:其中)?[：:]?[\u4e00-\u9fff]{0,10}(?:总额|资金|拨款|补助|收入|安排|配套|合计|自筹|财政))[：:]?(?P<run>\d[\d.,]*%?)"
)
_NUMBER = re.compile(r"(?:0|[1-9]\d*)(?:\.\d{1,6})?|(?:[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d+)?")
_INDICATOR = re.compile(
    r"(?P<label>[\u4e00-\u9fff（）、]{2,24}?)(?P<sign>[≥≤=><])(?P<target>\d+(?:\.\d+)?)(?P<unit>%|[\u4e00-\u9fff]{1,4}?)(?P<actual>\d+(?:\.\d+)?)(?P=unit)"
)
_SHORTEST = 40
_MOST_OPEN = 2
_AMOUNTS = ("budget_initial", "budget_adjusted", "budget", "spent", "received", "allotted")


@dataclass(frozen=True)
class _Run:
    """A label with the digits behind it, as offsets in the text."""

    label: tuple[int, int]
    start: int
    end: int


def glued_grids(source: Source, line: int) -> Iterator[Grid]:
    """Yield the tables of one line whose cells run together."""
    words = source.lines[line]
    if len(words) < _SHORTEST or words.count(" ") * 12 > len(words):
        return
    for match in _header().finditer(words):
        roles, names = _columns(source, line, match)
        grid = _amounts(source, line, match.end(), roles, names) if len(roles) > 1 else None
        if grid is not None:
            yield grid
    indicators = _indicators(source, line, words) if any(sign in words for sign in "≥≤=") else None
    if indicators is not None:
        yield indicators


@cache
def _names() -> str:
    known = lexicon.words("columns")["has"]
    names = [name for role in (*_AMOUNTS, "weight", "score") for name in known[role] if len(name) > 1]
    return lexicon.longest_first([*names, "预算执行率", "执行率", "支付率", "到位率"])


@cache
def _header() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{_names()})(?!总额)(?:（[^）]{{1,6}}）)?){{2,8}}")


def _columns(source: Source, line: int, match: re.Match[str]) -> tuple[tuple[str, ...], tuple[Cell, ...]]:
    start = source.starts[line]
    found = list(re.finditer(rf"(?:{_names()})(?:（[^）]{{1,6}}）)?", match.group()))
    cells = tuple(
        source.cell(start + match.start() + one.start(), start + match.start() + one.end()) for one in found
    )
    return tuple(role_of_header(cell.text) for cell in cells), cells


def _amounts(
    source: Source, line: int, behind: int, roles: tuple[str, ...], names: tuple[Cell, ...]
) -> Grid | None:
    """Return the table of amounts behind a header, if its runs of digits can be split."""
    start, words = source.starts[line], source.lines[line]
    amounts = [role for role in roles if role in _AMOUNTS]
    if roles[len(amounts) :] != ("rate",) or len(amounts) < 2:
        return None
    runs, position = [], behind
    for match in _ROW.finditer(words, behind, behind + 400):
        if match.start() - position > 24:
            break
        position = match.end()
        runs.append(
            _Run(
                (start + match.start("label"), start + match.end("label")),
                start + match.start("run"),
                start + match.end("run"),
            )
        )
    splits = _reconciled([source.text[run.start : run.end] for run in runs], len(amounts))
    kept = [(run, split) for run, split in zip(runs, splits, strict=True) if split]
    if not kept:
        return None
    unit = unit_of_header(
        words[max(0, behind - 60) : behind].split("（")[-1].join(("（", ""))
    ) or _unit_before(words[:behind])
    body = [_row(source, run, split, unit) for run, split in kept]
    header = (Cell("", None, names[0].start, names[0].start), *names)
    return Grid(
        (header, *body),
        "glued",
        1,
        unit,
        line,
        line,
        False,
        ("label", *roles),
        ("header", *(row_role(row[0].text) for row in body)),
    )


def _unit_before(words: str) -> str:
    match = re.search(
        r"（(?:单位[：:])?(亿元|万元|元)）[^（）]{0,40}(?:（[^）]{0,4}）[^（）]{0,12})*$", words
    )
    return match[1] if match else ""


def _row(source: Source, run: _Run, split: Sequence[str], unit: str) -> tuple[Cell, ...]:
    cells, position = [source.cell(*run.label)], run.start
    for part in split:
        end = position + len(part)
        figure = source.made(position, end, "%" if part.endswith("%") else unit)
        cells.append(Cell(part, figure, position, end))
        position = end
    return tuple(cells)


def _reconciled(runs: Sequence[str], amounts: int) -> list[tuple[str, ...]]:
    """Return the split of each run that reconciles; empty where none does or several do."""
    tried = [[split for split in _splits(run, amounts)] for run in runs]
    found = [_only([split for split in splits if _rate_holds(split)]) for splits in tried]
    open_rows = [number for number, split in enumerate(found) if not split]
    if 0 < len(open_rows) <= _MOST_OPEN and len(runs) > 2:
        return _by_sums(found, tried, open_rows)
    return found


def _only(splits: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the only split, or among several the one that spends no more than it has, if that one is alone."""
    if len(splits) > 1:
        splits = [
            split
            for split in splits
            if _value(split[-2]) <= _value(split[-3]) and not split[-1].startswith("0")
        ]
    return splits[0] if len(splits) == 1 else ()


def _splits(run: str, amounts: int) -> Iterator[tuple[str, ...]]:
    if not run.endswith("%") or len(run) > 40:
        return
    digits = run[:-1]
    for cuts in combinations(range(1, len(digits)), amounts):
        parts = [digits[first:last] for first, last in zip((0, *cuts), (*cuts, len(digits)), strict=True)]
        if all(_NUMBER.fullmatch(part) for part in parts) and len(parts[-1].split(".")[0]) < 4:
            yield (*parts[:-1], f"{parts[-1]}%")


def _value(words: str) -> Decimal:
    return Decimal(words.rstrip("%").replace(",", ""))


def _rate_holds(split: tuple[str, ...]) -> bool:
    under, top, rate = _value(split[-3]), _value(split[-2]), _value(split[-1])
    if not under or not top or rate < 1:
        return False
    exponent = rate.as_tuple().exponent
    half = Decimal("0.5").scaleb(exponent if isinstance(exponent, int) else 0)
    return abs(top / under * 100 - rate) <= half


def _by_sums(
    found: list[tuple[str, ...]], tried: Sequence[Sequence[tuple[str, ...]]], open_rows: Sequence[int]
) -> list[tuple[str, ...]]:
    """Return the splits with the open rows filled in, if one choice alone makes the first row the sum of the others."""
    fits = []
    for choice in product(*(tried[number] for number in open_rows)):
        rows = list(found)
        for number, split in zip(open_rows, choice, strict=True):
            rows[number] = split
        if all(
            _value(rows[0][column]) == sum((_value(row[column]) for row in rows[1:]), Decimal(0))
            for column in range(len(rows[0]) - 1)
        ):
            fits.append(rows)
    return fits[0] if len(fits) == 1 else found


def _indicators(source: Source, line: int, words: str) -> Grid | None:
    """Return the indicators of a line: name, target with its sign, actual value in the same unit."""
    start, rows = source.starts[line], []
    for match in _INDICATOR.finditer(words):
        spans = [
            match.span("label"),
            (match.start("sign"), match.end("unit")),
            (match.start("actual"), match.end()),
        ]
        cells = [source.cell(start + first, start + last) for first, last in spans]
        for number, name in ((1, "target"), (2, "actual")):
            if cells[number].figure is None:
                figure = source.made(start + match.start(name), cells[number].end, match["unit"])
                cells[number] = Cell(cells[number].text, figure, cells[number].start, cells[number].end)
        rows.append(tuple(cells))
    if len(rows) < 2:
        return None
    roles = ("label", "target", "actual")
    return Grid(tuple(rows), "glued", 0, "", line, line, False, roles, ("item",) * len(rows))
