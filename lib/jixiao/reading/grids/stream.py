"""From the tokens of a form to its tables: headers, rows of amounts, rows of indicators, names with values."""

from collections import Counter
from collections.abc import Iterator, Sequence

from jixiao.reading.grid import Cell, Grid
from jixiao.reading.grids.columns import role_of_header
from jixiao.reading.grids.form_rows import Part, Row, close, take, unused
from jixiao.reading.grids.labels import row_role
from jixiao.reading.grids.layout import grids_of
from jixiao.reading.grids.runs import Run
from jixiao.reading.grids.steps import Steps, stepped
from jixiao.reading.grids.tokens import UPRIGHT, Token, header_at

_HEADING = 4
_FEWEST_UPRIGHT = 2
INDICATOR = ("label", "target", "actual", "weight", "score", "reason")


def grids_of_run(run: Run) -> Iterator[Grid]:
    """Yield the tables of a form that is printed without strokes."""
    parts = list(_parts(run))
    for part in parts:
        if part.rows:
            yield from _grid(part, run, part is parts[-1])


def _grid(part: Part, run: Run, is_last: bool) -> Iterator[Grid]:
    header = [(part.rows[0][0], part.names)]
    upright = [role_of_header(row[0].text) in UPRIGHT for _, row in part.rows]
    roles = () if part.names and len(upright) >= _FEWEST_UPRIGHT and all(upright) else part.roles
    yield from grids_of([*header, *part.rows], run.caption, run.surface, is_last, roles)


def _parts(run: Run) -> Iterator[Part]:
    tokens = list(run.tokens)
    widths = Counter(token.line for token in tokens)
    part: Part | None = None
    index = 0
    while index < len(tokens):
        steps = _steps_near(tokens, index) if run.surface == "value_per_line" else None
        if steps is not None:
            again = part is not None and _repeats(part, tokens, steps.first, steps.width)
            if part is not None:
                close(part)
                if not again:
                    yield part
            found = _stepped_part(tokens, steps)
            part = (
                Part(found.names, found.roles, [*part.rows, *found.rows])
                if again and part is not None
                else found
            )
            index = steps.end
            continue
        count = header_at(tokens, index)
        whole = part is not None and bool(part.names) and widths[tokens[index].line] == len(part.roles)
        pairs = _pairs_at(tokens, index) if not count and not whole else 0
        if count and part is not None and _repeats(part, tokens, index, count):
            close(part)
            index += count
            continue
        if count or pairs:
            if part is not None:
                close(part)
                if not (pairs and part.roles == _pair_roles(tokens, index, pairs)):
                    yield part
                    part = None
            if count:
                part = _with_header(tokens, index, count)
                index += count
            else:
                part = _with_pair(part, tokens, index, pairs)
                index += 2 * pairs
            continue
        token = tokens[index]
        if _begins_indicators(part, token, tokens, index):
            carried = []
            if part is not None:
                carried = unused(part)
                close(part)
                yield part
            part = Part((), INDICATOR, open=carried)
        if part is not None:
            take(
                part,
                token,
                tokens[index + 1] if index + 1 < len(tokens) else None,
                run.surface,
                run.surface != "flattened" or widths[token.line] > len(part.roles) + 1,
            )
        index += 1
    if part is not None:
        close(part)
        yield part


def _steps_near(tokens: Sequence[Token], index: int) -> Steps | None:
    """Return the table read step by step that begins here, or a little later behind words that head it."""
    if tokens[index].kind != "words":
        return None
    steps = stepped(tokens, index)
    if steps is None and header_at(list(tokens[index : index + _HEADING]), 0):
        later = (stepped(tokens, number) for number in range(index + 1, min(index + _HEADING, len(tokens))))
        steps = next((one for one in later if one is not None), None)
    return steps


def _stepped_part(tokens: Sequence[Token], steps: Steps) -> Part:
    names = tuple(token.cell for token in tokens[steps.first : steps.first + steps.width])
    rows = [(tokens[position].line, cells) for position, cells in steps.rows]
    return Part(names, tuple(role_of_header(cell.text) for cell in names), rows)


def _repeats(part: Part, tokens: Sequence[Token], index: int, count: int) -> bool:
    """Return whether the header of a table is printed again, on its next page."""
    names = [token.cell.text for token in tokens[index : index + count]]
    return bool(names) and [cell.text for cell in part.names][-count:] == names


def _begins_indicators(part: Part | None, token: Token, tokens: Sequence[Token], index: int) -> bool:
    """Return whether indicators begin without a header of their own: with a section, or with a target."""
    if part is not None and part.is_indicators:
        return False
    if (
        token.kind == "section"
        and role_of_header(token.cell.text) != "spent"
        and "执行" not in token.cell.text
    ):
        return part is None or not {"weight", "score"} <= set(part.roles) or "spent" in part.roles
    return token.kind == "target" and (part is None or "spent" in part.roles)


def _with_header(tokens: Sequence[Token], index: int, count: int) -> Part:
    names = tuple(token.cell for token in tokens[index : index + count])
    roles = tuple(role_of_header(cell.text) for cell in names)
    if "weight" in roles or "target" in roles:
        names, roles = _one_label(names, roles)
    if roles[0] in (
        "target",
        "weight",
        "budget_initial",
        "budget_adjusted",
        "budget",
        "spent",
        "received",
        "allotted",
    ):
        before = tokens[index - 1] if index and tokens[index - 1].kind == "words" else None
        cell = before.cell if before is not None else Cell("", None, names[0].start, names[0].start)
        names, roles = (cell, *names), ("label", *roles)
    return Part(names, roles)


def _one_label(names: Row, roles: tuple[str, ...]) -> tuple[Row, tuple[str, ...]]:
    """Keep the last column of labels of a form: its levels are seldom printed beside each row."""
    labels = [number for number, role in enumerate(roles) if role in ("label", "level")]
    kept = [number for number in range(len(roles)) if number not in labels[:-1]]
    return tuple(names[number] for number in kept), tuple(
        "label" if number in labels else roles[number] for number in kept
    )


def _pairs_at(tokens: Sequence[Token], index: int) -> int:
    """Return how many names with a value follow one another from `index` on; 0 if fewer than two."""
    count, seen = 0, set()
    while (
        index + 1 < len(tokens)
        and tokens[index].is_name
        and tokens[index].role not in seen
        and (tokens[index + 1].kind in ("value", "target"))
    ):
        if row_role(tokens[index].cell.text) != "item" and tokens[index].role == "subtotal":
            break
        seen.add(tokens[index].role)
        count, index = count + 1, index + 2
    return count if count > 1 else 0


def _pair_roles(tokens: Sequence[Token], index: int, pairs: int) -> tuple[str, ...]:
    return ("label", *(tokens[index + 2 * number].role for number in range(pairs)))


def _with_pair(part: Part | None, tokens: Sequence[Token], index: int, pairs: int) -> Part:
    label = (
        tokens[index - 1].cell
        if index and tokens[index - 1].kind in ("words", "section")
        else Cell("", None, tokens[index].cell.start, tokens[index].cell.start)
    )
    cells = tuple(tokens[index + 2 * number].cell for number in range(pairs))
    label = next((cell for cell in cells if row_role(cell.text) == "total"), label)
    names = (label, *cells)
    values = tuple(tokens[index + 2 * number + 1].cell for number in range(pairs))
    if part is None:
        part = Part(names, _pair_roles(tokens, index, pairs))
    part.rows.append((tokens[index].line, (label, *values)))
    return part
