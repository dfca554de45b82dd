"""The sheets of all sources taken apart: tables and official forms, numbered in the order of the sources."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from jixiao.importing.mapping_text import shown_heading
from jixiao.layout import lay_out
from jixiao.layout.model import FoundTable, Layout, LeftOut
from jixiao.spreadsheets.model import Sheet, Source

if TYPE_CHECKING:
    from jixiao.forms.model import Form

Value = TypeVar("Value")
_KEPT_SHEETS = 256


@dataclass(frozen=True, eq=False)
class OpenedSheet:
    """One sheet: an official form, or tables and rows between them."""

    source: Source
    sheet: Sheet
    form: "Form | None"
    layout: Layout | None

    @property
    def tables(self) -> tuple[FoundTable | None, ...]:
        """Its tables; an official form counts as one, None."""
        return self.layout.tables if self.layout else (None,)

    @property
    def between(self) -> tuple[LeftOut, ...]:
        """Its rows that belong to no table."""
        if self.layout:
            return self.layout.left
        return self.form.left if self.form else ()


@dataclass(frozen=True, eq=False)
class Piece:
    """One table or form of a source.

    Attributes:
        number: Its number among those of all sources, from 1.
        place: Its number among those of its sheet, from 0.
        found: The table; None for a form.
        kept: What was found out by going through its rows.
    """

    number: int
    place: int
    opened: OpenedSheet
    found: FoundTable | None
    kept: dict[Any, Any] = field(repr=False)

    @property
    def file(self) -> str:
        """The file it is in."""
        return self.opened.source.file

    @property
    def sheet(self) -> str:
        """The sheet it is in."""
        return self.opened.sheet.name

    @property
    def where(self) -> str:
        """The file and the sheet as messages name them."""
        return f"{self.file} {self.sheet}".strip()

    @property
    def header(self) -> tuple[int, int]:
        """The first and last row of its header."""
        return self.found.header if self.found else (0, 0)

    @property
    def key(self) -> str:
        """What the names of its answers begin with."""
        return f"tables.{self.number}"

    def once(self, key: Any, make: Callable[[], Value]) -> Value:
        """Return what `make` finds out by going through the rows, which is done only once."""
        if key not in self.kept:
            self.kept[key] = make()
        value: Value = self.kept[key]
        return value


_opened: OrderedDict[int, tuple[OpenedSheet, dict[int, dict[Any, Any]]]] = OrderedDict()


def sheets(sources: Sequence[Source]) -> tuple[OpenedSheet, ...]:
    """Return all sheets of all sources, taken apart."""
    return tuple(_sheet(source, sheet)[0] for source in sources for sheet in source.sheets)


def pieces(sources: Sequence[Source]) -> tuple[Piece, ...]:
    """Return all tables and forms of all sources in their order."""
    return tuple(_numbered(_sheet(source, sheet) for source in sources for sheet in source.sheets))


def ordered(sources: Sequence[Source], files: Iterable[str]) -> tuple[Source, ...]:
    """Return the sources in the order of `files`, those that are not among them last."""
    places = {shown_heading(file): place for place, file in enumerate(files)}
    return tuple(sorted(sources, key=lambda source: places.get(shown_heading(source.file), len(places))))


def _numbered(opened: Iterable[tuple[OpenedSheet, dict[int, dict[Any, Any]]]]) -> Iterator[Piece]:
    number = 0
    for sheet, kept in opened:
        for place, found in enumerate(sheet.tables):
            number += 1
            yield Piece(number, place, sheet, found, kept.setdefault(place, {}))


def _sheet(source: Source, sheet: Sheet) -> tuple[OpenedSheet, dict[int, dict[Any, Any]]]:
    # Taking a long sheet apart is dear, and every answer makes a new plan. The sheet is held, so its id stays its own.
    if id(sheet) not in _opened:
        _opened[id(sheet)] = (_taken_apart(source, sheet), {})
        while len(_opened) > _KEPT_SHEETS:
            _opened.popitem(last=False)
    return _opened[id(sheet)]


def _taken_apart(source: Source, sheet: Sheet) -> OpenedSheet:
    # Forms use the vocabulary of this package, so they are not imported with it.
    from jixiao.forms import read_form

    form = read_form(sheet)
    return OpenedSheet(source, sheet, form, None if form else lay_out(sheet))
