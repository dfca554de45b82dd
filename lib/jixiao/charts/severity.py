"""How many findings there are of each severity, split by kind if asked for."""

from collections.abc import Mapping
from itertools import chain

from jixiao.charts.canvas.chart import Chart, Content, compose
from jixiao.charts.canvas.lettering import label_width, line_height, text_width, wrap
from jixiao.charts.canvas.sheet import ACCENT, BAD, BODY, GREY, INK, MARGIN, RIGHT, SMALL, Scale, Sheet
from jixiao.charts.canvas.words import Words
from jixiao.quantities import ZERO

COLORS = {"high": BAD, "medium": "#a8690f", "low": ACCENT, "info": GREY}
HATCHES = ("", "////", "\\\\\\\\", "xxxx", "----", "||||", "++++", "//", "\\\\", "xx", "--", "||")
ROW = 0.4
Split = Mapping[str, Mapping[str, int]]


def severity_chart(
    counts: Mapping[str, int],
    by_kind: Split | None = None,
    language: str | None = None,
    source: str = "",
) -> Chart:
    """Draw the number of findings by severity.

    Args:
        counts: Number of findings by severity: ``high``, ``medium``, ``low``, ``info``.
        by_kind: For a severity, the number of its findings by the label of their kind.
        language: ``zh`` or ``en``; without it the environment decides.
        source: Where the figures come from.

    Raises:
        ValueError: A severity is unknown, or its kinds do not add up to its count.
    """
    words = Words("severity", language)
    _require_sums(counts, by_kind or {})
    split = {severity: dict((by_kind or {}).get(severity, {})) for severity in COLORS if severity in counts}
    content = Content(
        title=_title(words, counts, split),
        alt=_alt(words, counts, split),
        source=source,
        columns=(words("column_severity"), words("column_kind"), words("column_count")),
        rows=_rows(words, counts, split),
    )
    return compose("severity", words, lambda sheet: _draw(sheet, words, counts, split), content)


def _rows(words: Words, counts: Mapping[str, int], split: Split) -> list[tuple[str, str, str]]:
    rows = []
    for severity, parts in split.items():
        rows.append((words(severity), words("all"), str(counts[severity])))
        rows += [(words(severity), kind, str(number)) for kind, number in parts.items()]
    return rows


def _require_sums(counts: Mapping[str, int], by_kind: Split) -> None:
    if unknown := {*counts, *by_kind} - set(COLORS):
        raise ValueError(f"unknown severities: {sorted(unknown)}")
    for severity, parts in by_kind.items():
        if parts and sum(parts.values()) != counts.get(severity, 0):
            raise ValueError(f"kinds of severity {severity} do not add up to {counts.get(severity, 0)}")


def _title(words: Words, counts: Mapping[str, int], split: Split) -> str:
    total = sum(counts.values())
    if not total:
        return words("none")
    gravest = next(severity for severity in split if counts[severity])
    return words("title", total=total, label=words(gravest), count=counts[gravest])


def _alt(words: Words, counts: Mapping[str, int], split: Split) -> str:
    parts = []
    for severity, kinds in split.items():
        part = words("alt_part", label=words(severity), count=counts[severity])
        if kinds:
            named = [words("alt_kind", kind=kind, count=number) for kind, number in kinds.items()]
            part += words("alt_kinds", kinds=words("comma").join(named))
        parts.append(part)
    return words("alt", parts=words("semicolon").join(parts))


def _draw(sheet: Sheet, words: Words, counts: Mapping[str, int], split: Split) -> None:
    looks: dict[str, str] = {}
    for kind in chain.from_iterable(split.values()):
        looks.setdefault(kind, HATCHES[len(looks) % len(HATCHES)])
    left = MARGIN + label_width(list(map(words, split)), 1.2, BODY)
    tail = max([text_width(str(count), BODY, True) for count in counts.values()], default=0) + 0.12
    scale = Scale(ZERO, max([*counts.values(), 1]), left, RIGHT - tail)
    top = sheet.y
    for severity, parts in split.items():
        middle, done = sheet.y + ROW / 2, 0
        sheet.text(MARGIN, middle, words(severity))
        for kind, number in parts.items() or [("", counts[severity])]:
            place = (scale(done), scale(done + number))
            _segment(sheet, place, middle, COLORS[severity], looks.get(kind, ""), str(number) if kind else "")
            done += number
        sheet.text(scale(counts[severity]) + 0.08, middle, str(counts[severity]), bold=True)
        sheet.y += ROW
    sheet.line((left, left), (top, sheet.y), color=INK, width=0.8, zorder=3)
    if looks:
        _legend(sheet, looks, left)


def _segment(sheet: Sheet, place: tuple[float, float], y: float, color: str, hatch: str, number: str) -> None:
    start, end = place
    if end <= start:
        return
    sheet.bar(start, end, y, 0.24, "white" if hatch else color, hatch=hatch, edge=color)
    if number and text_width(number, SMALL, True) + 0.1 < end - start:
        middle, ink = (start + end) / 2, INK if hatch else "white"
        sheet.text(middle, y, number, size=SMALL, color=ink, bold=True, align="center", cleared=bool(hatch))


def _legend(sheet: Sheet, looks: Mapping[str, str], left: float) -> None:
    x, step = left, line_height(SMALL)
    sheet.y += 0.12
    for kind, hatch in looks.items():
        lines = wrap(kind, RIGHT - left - 0.34, SMALL)
        width = max(text_width(line, SMALL) for line in lines) + 0.34
        if x > left and (x + width > RIGHT or len(lines) > 1):
            x, sheet.y = left, sheet.y + step + 0.06
        middle = sheet.y + step / 2
        sheet.bar(x, x + 0.26, middle, 0.12, "white" if hatch else INK, hatch=hatch, edge=INK)
        sheet.lines(x + 0.34, middle + (len(lines) - 1) * step / 2, lines, size=SMALL)
        sheet.y += (len(lines) - 1) * step
        x = x + width + 0.2 if len(lines) == 1 else RIGHT
    sheet.y += step
