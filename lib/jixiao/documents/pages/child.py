"""Run as a process of its own: a PDF on standard input, its printed lines as JSON on standard output.

The parser of PDF is native code. In a process it can neither crash, nor stall, nor fill the memory of the program
that wants the text. The file is run by its path and imports nothing of this package, so that it starts fast.
"""

import ctypes
import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pypdfium2.raw as pdfium

# A gap this many times the size of the letters can separate the cells of a table. A narrower one beside a Chinese
# character is what programs put between the scripts; nobody typed it.
_GAP = 0.5
_CHINESE = 0x2E80
_LINE_FEED = 10
# Carriage return, and what the library puts for a hyphen at a line's end and for unknown glyphs.
_NOTHING = {0, 2, 13, 0xFFFE, 0xFFFF}


def main(data: bytes, pages: int, characters: int) -> dict[str, Any]:
    """Return width and lines of each page, or the code of an error.

    Args:
        data: Bytes of the PDF.
        pages: Most pages that are read.
        characters: Most characters that are read.
    """
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        needs_password = pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD
        return {"error": "report-protected" if needs_password else "report-pdf-damaged"}
    count = pdfium.FPDF_GetPageCount(document)
    if count > pages:
        return {"error": "report-pdf-pages"}
    found: list[list[Any]] = []
    for number in range(count):
        width, lines, used = _page(document, number, characters)
        characters -= used
        if characters < 0:
            return {"error": "report-pdf-characters"}
        found.append([width, lines])
    return {"pages": found}


def _page(document: Any, number: int, allowed: int) -> tuple[float, list[Any], int]:
    page = pdfium.FPDF_LoadPage(document, number)
    text = pdfium.FPDFText_LoadPage(page) if page else None
    if not text:
        return 0.0, [], 0
    count = max(0, pdfium.FPDFText_CountChars(text))
    lines = [] if count > allowed else [_line(text, places) for places in _places(text, count)]
    width = pdfium.FPDF_GetPageWidthF(page)
    pdfium.FPDFText_ClosePage(text)
    pdfium.FPDF_ClosePage(page)
    return width, [line for line in lines if line], count


def _places(text: Any, count: int) -> Iterator[list[tuple[int, int]]]:
    """Yield index and code of the characters of each line."""
    line: list[tuple[int, int]] = []
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code == _LINE_FEED:
            yield line
            line = []
        elif code not in _NOTHING and code <= sys.maxunicode:
            line.append((index, code))
    yield line


def _line(text: Any, places: list[tuple[int, int]]) -> list[Any]:
    """Return words, left, right, bottom, size of letters and the gaps; nothing for a blank line."""
    while places and chr(places[-1][1]).isspace():
        places.pop()
    start = next((place for place, (_, code) in enumerate(places) if not chr(code).isspace()), None)
    if start is None:
        return []
    places = places[start:]
    first, last = _box(text, places[0][0]), _box(text, places[-1][0])
    size = max(pdfium.FPDFText_GetFontSize(text, places[0][0]), 1.0) * _scale(text, places[0][0])
    words, gaps = _words(text, places, size)
    return [words, first[0], last[1], first[2], size, gaps]


def _words(text: Any, places: list[tuple[int, int]], size: float) -> tuple[str, list[tuple[int, float]]]:
    """Return the words, and offset and width of each gap, the width in sizes of the letters."""
    words, gaps = "", []
    for place, (index, code) in enumerate(places):
        # Only a space that the library made up stands for a jump; a typed one is part of the words.
        if code == 32 and 0 < place < len(places) - 1 and pdfium.FPDFText_IsGenerated(text, index) == 1:
            (before, left), (behind, right) = places[place - 1], places[place + 1]
            width = (_box(text, behind)[0] - _box(text, before)[1]) / size
            if width > _GAP:
                gaps.append((len(words), round(width, 2)))
            elif max(left, right) >= _CHINESE:
                continue
        words += chr(code)
    return words, gaps


def _box(text: Any, index: int) -> tuple[float, float, float]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    return left.value, right.value, bottom.value


def _scale(text: Any, index: int) -> float:
    # Some programs write letters of size 1 and enlarge them by a matrix.
    matrix = pdfium.FS_MATRIX()
    known = pdfium.FPDFText_GetMatrix(text, index, matrix)
    return max(abs(matrix.d), abs(matrix.b)) or 1.0 if known else 1.0


def _limit_memory(limit: int) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    # Not every system lets a process limit itself.
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


if __name__ == "__main__":
    _limit_memory(int(sys.argv[1]))
    json.dump(main(sys.stdin.buffer.read(), int(sys.argv[2]), int(sys.argv[3])), sys.stdout)
