"""The short way for the rows of a table: what becomes of a cell is found out once for each of the different texts."""

from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Any

from jixiao.importing.ledger import SPEND, ledger_line
from jixiao.importing.model import TablePlan
from jixiao.importing.opening import Piece
from jixiao.importing.scanning import AMOUNTS, is_blank, is_closing
from jixiao.importing.selecting import leaves
from jixiao.importing.shaping import Context
from jixiao.importing.tabling import LEAVE_OUT, WITH_MONTH
from jixiao.importing.taking import LABEL_ABOVE, Cells, Found, RawRow, RowMaker
from jixiao.importing.writing import Change, TableWriter
from jixiao.intake.cells import CellRefusedError

_MOST_KEPT, _LONGEST_KEPT = 50_000, 400
_NOTHING = Found("")
_LINE = "line_no"
Part = tuple[str, int, str]
"""Project column or part of one, column of the source, unit."""
Fate = tuple[tuple[str, ...], tuple[Change, ...], str]
"""What becomes of some cells of a row: texts of project columns, changes, and the voucher they name."""


class Group(dict[Any, Fate | None]):
    """The cells that make one or more project columns together; their texts are the key, None if one is refused.

    The text of a cell left blank that belongs to a label above is a pair: the label, the text.
    """

    def __init__(
        self, names: Sequence[str], parts: Sequence[Part], constants: Mapping[str, str], writer: TableWriter,
        shape: Callable[[Cells], None],
    ) -> None:  # fmt: skip
        super().__init__()
        self.names = names
        self._parts, self._constants, self._writer, self._shape = parts, constants, writer, shape
        alone = len(parts) == 1 and not constants and parts[0][0] == names[:1][0] if names else False
        self._as_is = writer.work.as_is(names[0], parts[0][2]) if alone else None
        self._is_voucher = alone and names[0] == "voucher_no"
        self._others = (SPEND,) * (len(names) - 1)

    def __missing__(self, key: Any) -> Fate | None:
        fate: Fate | None
        if self._as_is and isinstance(key, str) and self._as_is(key):
            fate = self[key] = ((key, *self._others), (), key if self._is_voucher else "")
            self._trim()
            return fate
        texts = (key,) if len(self._parts) == 1 else key
        fate = self._fate(texts)
        if sum(len(text) if isinstance(text, str) else len(text[0]) for text in texts) <= _LONGEST_KEPT:
            self[key] = fate
            self._trim()
        return fate

    def _trim(self) -> None:
        if len(self) > _MOST_KEPT:
            self.clear()

    def pick(self) -> Callable[[Any], Any]:
        """Return what takes the key out of the cells of a row."""
        return itemgetter(*(number - 1 for _, number, _ in self._parts))

    def _fate(self, texts: Sequence[Any]) -> Fate | None:
        cells = {name: Found(text) for name, text in self._constants.items()}
        for text, (name, number, unit) in zip(texts, self._parts, strict=True):
            cells[name] = _found(text, number, unit)
        self._shape(cells)
        try:
            taken = [(name, cell, *self._writer.taken(name, cell))
                     for name in self.names for cell in [cells.get(name, _NOTHING)]]  # fmt: skip
        except CellRefusedError:
            return None
        changes = tuple((name, cell, text, rules) for name, cell, text, rules in taken if rules)
        voucher = cells["voucher_no"].text.strip() if "voucher_no" in cells else ""
        return tuple(text for _, _, text, _ in taken), changes, voucher


def _found(text: Any, number: int, unit: str) -> Found:
    if isinstance(text, tuple):
        return Found(text[0], number, text[1], (LABEL_ABOVE,))
    return Found(text, number, text, (), False, unit)


class Straight:
    """Takes the rows of a table that can go the short way, and gives the others.

    Args:
        name: The project's table.
        piece: The source's table.
        plan: How it is taken.
        writer: Takes the rows.
        context: What the rows of the project's table share.
    """

    def __init__(self, name: str, piece: Piece, plan: TablePlan, writer: TableWriter, context: Context) -> None:
        self._piece, self._plan, self._writer, self._context = piece, plan, writer, context
        self._raw = RowMaker(piece, plan)
        self._is_ledger = name == "ledger"
        self._counted = bool(self._is_ledger and plan.made.get(_LINE))
        self._spread = [(name, number - 1) for number, name, _ in self._raw.columns if name in self._raw.spread]
        self._groups, fixed = self._grouped()
        self._fixed = fixed[()]
        names = [name for group in (*self._groups, fixed) for name in group.names]
        names += [_LINE] if self._counted else []
        self._order = itemgetter(*map(names.index, writer.columns)) if set(names) == set(writer.columns) else None
        self._may_leave = self._leaves()

    @property
    def is_open(self) -> bool:
        """Whether any row can go this way."""
        fields = [field for _, field, _ in self._raw.columns]
        simple = len(set(fields)) == len(fields) and not set(AMOUNTS) & set(self._plan.constants)
        no_word = self._order is not None and self._fixed is not None and not self._fixed[1]
        return simple and no_word and bool(self._groups) and not self._raw.has_doubts and len(self._writer.columns) > 1

    def rest(self) -> Iterator[RawRow]:
        """Take rows in their order, and yield each one that has to go the long way when it is its turn."""
        assert self._piece.found is not None
        assert self._order is not None and self._fixed is not None
        groups = [(group.pick(), group) for group in self._groups]
        order, fixed, counted = self._order, self._fixed[0], self._counted
        lines, keep = self._context.lines, self._writer.keep
        apart, spread, may_leave = self._raw.apart, self._spread, self._may_leave
        width, latest = self._raw.width, dict[str, str]()
        for row, texts in self._piece.found.body:
            cells: Any = texts if len(texts) >= width else (*texts, *("",) * (width - len(texts)))
            if spread:
                cells = _labelled(cells, spread, latest)
            if row in apart or (may_leave and may_leave(cells)):
                yield self._long_way(row, texts, latest)
                continue
            values: list[str] = []
            changes: list[Change] = []
            voucher = self._fixed[2]
            for pick, group in groups:
                fate = group[pick(cells)]
                if fate is None:
                    break
                values += fate[0]
                voucher = fate[2] or voucher
                if fate[1]:
                    changes += fate[1]
            else:
                values += fixed
                if counted:
                    lines[voucher] += 1
                    values.append(str(lines[voucher]))
                keep(self._piece, row, order(values), changes)
                continue
            yield self._long_way(row, texts, latest)

    def _long_way(self, row: int, texts: tuple[str, ...], latest: MutableMapping[str, str]) -> RawRow:
        self._raw.above.update((name, Found(text)) for name, text in latest.items())
        found = self._raw(row, texts)
        latest.update((name, cell.text) for name, cell in self._raw.above.items())
        return found

    def _grouped(self) -> tuple[list[Group], Group]:
        """Return the groups of cells, and the columns that are the same in every row."""
        parts: dict[str, list[Part]] = {}
        constants: dict[str, dict[str, str]] = {}
        for number, name, unit in self._raw.columns:
            parts.setdefault(self._kin(name), []).append((name, number, unit))
        for name, text in self._plan.constants.items():
            kin = self._kin(name)
            constants.setdefault(kin if kin in parts else "", {})[name] = text
        names: dict[str, list[str]] = {kin: [] for kin in ("", *parts)}
        for name in sorted(self._writer.columns, key=lambda name: name == "direction"):
            if not (self._counted and name == _LINE):
                names[kin if (kin := self._kin(name)) in parts else ""].append(name)
        groups = {kin: Group(found, parts.get(kin, ()), constants.get(kin, {}), self._writer, self._shape(kin))
                  for kin, found in names.items()}  # fmt: skip
        return [group for kin, group in groups.items() if kin], groups[""]

    def _kin(self, name: str) -> str:
        """Return the name of the group a column belongs to."""
        start = name.partition(".")[0]
        if self._is_ledger and start == "direction" and self._is_signed:
            return "amount"
        with_month = self._is_ledger and self._plan.choices.get("vouchers") == WITH_MONTH
        return "voucher_no" if with_month and start == "date" else start

    @property
    def _is_signed(self) -> bool:
        return self._plan.made.get("amount") == "sides" or self._plan.made.get("direction") in ("sign", "word")

    def _shape(self, kin: str) -> Callable[[Cells], None]:
        if not self._is_ledger or not kin:
            return lambda cells: None
        made = {name: way for name, way in self._plan.made.items() if kin == "amount" and name != _LINE}
        plan = replace(self._plan, made=made)
        return lambda cells: ledger_line(cells, plan, self._context)

    def _leaves(self) -> Callable[[Any], bool] | None:
        """Return what tells rows that may be left out, None if there are none."""
        at = {name: number - 1 for number, name, _ in self._raw.columns}
        amounts = [at[name] for name in AMOUNTS if name in at]
        unpaid = "unpaid" in self._plan.choices
        summary, credit = at.get("summary"), at.get("amount.credit")
        closing = self._plan.choices.get("closing") == LEAVE_OUT and summary is not None and credit is not None
        unfit = leaves(self._plan)

        def may_leave(cells: Any) -> bool:
            if unpaid and all(is_blank(cells[place]) for place in amounts):
                return True
            label = cells[summary] if closing else ""
            return closing and is_closing(label if isinstance(label, str) else label[0], cells[credit])

        if unfit:
            return lambda cells: bool(unfit([text if isinstance(text, str) else text[1] for text in cells])
                                      or may_leave(cells))  # fmt: skip
        return may_leave if unpaid or closing else None


def _labelled(cells: tuple[str, ...], places: Sequence[tuple[str, int]], latest: MutableMapping[str, str]) -> list[Any]:
    """Return the cells of a row with the labels above in the blank ones."""
    found: list[Any] = list(cells)
    for name, place in places:
        text = cells[place]
        if text and not text.isspace():
            latest[name] = text
        elif name in latest:
            found[place] = (latest[name], text)
    return found
