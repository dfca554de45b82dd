"""Letters of the charts: only the font files of this package, measured and broken into lines."""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from jixiao.exceptions import SchemaError

POINTS_PER_INCH = 72
LINE_HEIGHT = 1.45
NOT_FIRST = "，。；：、？！）》」』】”’％%)],.;:"
NOT_LAST = "（《「『【“‘(["
_WORD = re.compile(r"（[^（）]{1,10}）|\([^()]{1,20}\)|[A-Za-z0-9.,/+\-_%]+|.", re.DOTALL)


@cache
def font(bold: bool = False) -> Any:
    """Return the properties of the packaged face.

    The file is named outright: a search by family name would let a font of the same name that the computer
    has win over the packaged one, and the picture would differ between computers.
    """
    from matplotlib.font_manager import FontProperties

    name = f"NotoSansCJKsc-{'Bold' if bold else 'Regular'}-L1.ttf"
    return FontProperties(fname=str(files("jixiao").joinpath("export", "fonts", name)))


@cache
def _characters(bold: bool) -> frozenset[int]:
    from matplotlib.font_manager import get_font

    return frozenset(get_font(font(bold).get_file()).get_charmap())


def require_glyphs(words: str, bold: bool) -> None:
    """Refuse a text that the packaged face cannot show.

    Raises:
        SchemaError: ``missing-glyph-chart``, naming the character and the text.
    """
    known = _characters(bold)
    for character in words:
        if ord(character) not in known:
            point = f"U+{ord(character):04X}"
            raise SchemaError("missing-glyph-chart", character=character, code_point=point, text=words)


def text_width(words: str, size: float, bold: bool = False) -> float:
    """Return the width of one line in inches; `size` is in points."""
    return _width_at_one_point(words, bold) * size / POINTS_PER_INCH


@cache
def _width_at_one_point(words: str, bold: bool) -> float:
    from matplotlib.textpath import text_to_path

    require_glyphs(words, bold)
    properties = font(bold).copy()
    properties.set_size(100)
    return text_to_path.get_text_width_height_descent(words, properties, ismath=False)[0] / 100


def line_height(size: float) -> float:
    """Return the distance between two base lines in inches; `size` is in points."""
    return LINE_HEIGHT * size / POINTS_PER_INCH


def label_width(labels: Sequence[str], most: float, size: float) -> float:
    """Return the room for a column of labels with its gap, in inches, at most `most`; longer ones wrap."""
    return min(most, max([text_width(label, size) for label in labels], default=0) + 0.15)


def wrap(words: str, width: float, size: float, bold: bool = False) -> list[str]:
    """Break a text into lines of at most `width` inches.

    Chinese breaks between any two characters except before closing and after opening punctuation; Latin
    words, figures and short brackets stay whole unless one alone is wider than the line.
    """
    require_glyphs(words, bold)
    lines = [""]
    for piece in _pieces(words):
        if text_width(lines[-1] + piece.rstrip(), size, bold) <= width:
            lines[-1] += piece
            continue
        lines.append("")
        for character in piece if text_width(piece, size, bold) > width else (piece,):
            if lines[-1] and text_width(lines[-1] + character, size, bold) > width:
                lines.append("")
            lines[-1] += character
    return [line.strip() for line in lines if line.strip()] or [""]


def _pieces(words: str) -> list[str]:
    pieces: list[str] = []
    for piece in _WORD.findall(words):
        joined = pieces and (piece in NOT_FIRST or piece.isspace() or pieces[-1][-1] in NOT_LAST)
        if joined:
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces
