"""The printed words of one paragraph: insertions kept, deletions, field codes and hidden text left out."""

from dataclasses import dataclass, field
from typing import Any

from jixiao.documents.word.names import local, number, switched_on, value, w
from jixiao.documents.word.styles import Styles

_LEFT_OUT = {"pPr", "rPr", "del", "moveFrom", "rt", "instrText", "delText", "delInstrText", "sdtPr", "sdtEndPr",
             "commentReference", "annotationRef", "footnoteRef", "endnoteRef", "object", "tcPr"}  # fmt: skip
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_BOXES = {"drawing", "pict", "AlternateContent"}
# Boxes ticked or not, the only symbols of these fonts that carry meaning in a report.
_SYMBOLS = {0x52: "☑", 0x54: "☒", 0x6F: "□", 0x71: "□", 0x72: "□", 0xA3: "□", 0xA8: "□", 0xFC: "√", 0xFD: "×",
            0xFE: "☑"}  # fmt: skip
DELETED_NOTE = "tracked-changes"
HIDDEN_NOTE = "hidden-text"


@dataclass
class Found:
    """What stands in a paragraph beside its words.

    Attributes:
        boxes: Contents of the text boxes anchored in it.
        notes: Footnotes and endnotes that it refers to: ``footnote`` or ``endnote``, and the id.
        remarks: Keys of remarks on what was left out.
    """

    boxes: list[Any] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    remarks: set[str] = field(default_factory=set)


class Runs:
    """Reads the words of paragraphs; line breaks inside are line feeds.

    Args:
        styles: Styles that may hide text.
    """

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        # The fields that are open, True while in the code of one, and how many codes these are.
        self._fields: list[bool] = []
        self._codes = 0

    def words(self, paragraph: Any, found: Found) -> str:
        """Return the words of `paragraph` and add to `found` what else stands in it."""
        style = value(paragraph, "pPr", "pStyle")
        pieces: list[str] = []
        # A field without an end must not swallow what follows the paragraph.
        self._fields, self._codes = [], 0
        self._walk(paragraph, pieces, found, self._styles.hides(style))
        return "".join(pieces)

    def _walk(self, parent: Any, pieces: list[str], found: Found, hidden: bool) -> None:
        for item in parent:
            name = local(item)
            if name == "r":
                self._run(item, pieces, found, hidden)
            elif name in _LEFT_OUT:
                self._note_left_out(item, name, found)
            elif name in _BOXES:
                found.boxes += _boxes(item)
            elif name == "f":
                self._fraction(item, pieces, found, hidden)
            elif name == "t":
                pieces.append(item.text or "")
            else:
                self._walk(item, pieces, found, hidden)

    def _note_left_out(self, item: Any, name: str, found: Found) -> None:
        if name in ("del", "moveFrom"):
            found.remarks.add(DELETED_NOTE)
        elif name == "object":
            found.boxes += _boxes(item)

    def _run(self, run: Any, pieces: list[str], found: Found, hidden: bool) -> None:
        properties = run.find(w("rPr"))
        own = switched_on(properties, "vanish")
        style = value(properties, "rStyle") if properties is not None else None
        hides = own if own is not None else hidden or (style is not None and self._styles.hides(style))
        for item in run:
            self._part(item, local(item), pieces, found, hides)

    def _part(self, item: Any, name: str, pieces: list[str], found: Found, hides: bool) -> None:
        if name == "fldChar":
            self._field(item.get(w("fldCharType")))
        elif name in _BOXES or name == "object":
            boxes = _boxes(item)
            found.boxes += boxes
            if name == "AlternateContent" and not boxes:
                self._alternative(item, pieces, found, hides)
        elif self._codes or name in _LEFT_OUT:
            return
        elif name in ("footnoteReference", "endnoteReference"):
            found.notes.append((name.removesuffix("Reference"), item.get(w("id"), "")))
        elif name in ("ruby", "rubyBase", "r"):
            self._walk(item, pieces, found, hides)
        else:
            words = _printed(item, name)
            if words.strip() and hides:
                found.remarks.add(HIDDEN_NOTE)
            pieces.append("" if hides else words)

    def _alternative(self, item: Any, pieces: list[str], found: Found, hides: bool) -> None:
        # A sign of later versions stands beside the sign that old ones print.
        for fallback in item:
            for part in fallback if local(fallback) == "Fallback" else ():
                self._part(part, local(part), pieces, found, hides)

    def _field(self, state: str | None) -> None:
        if state == "begin":
            self._fields.append(True)
            self._codes += 1
        elif self._fields and state == "separate":
            self._codes -= self._fields[-1]
            self._fields[-1] = False
        elif self._fields and state == "end":
            self._codes -= self._fields.pop()

    def _fraction(self, item: Any, pieces: list[str], found: Found, hidden: bool) -> None:
        # A formula of the equation editor prints one part over the other.
        for part in item:
            if local(part) == "den":
                pieces.append("/")
            if local(part) in ("num", "den"):
                self._walk(part, pieces, found, hidden)


def _printed(item: Any, name: str) -> str:
    if name == "t":
        return item.text or ""
    if name == "sym":
        code = (
            number(str(int(item.get(w("char"), "0")[:4] or "0", 16)))
            if _is_hex(item.get(w("char"), ""))
            else 0
        )
        return _SYMBOLS.get((code or 0) & 0xFF, " ")
    return _SIGNS.get(name, "")


def _is_hex(words: str) -> bool:
    return bool(words) and all(sign in "0123456789abcdefABCDEF" for sign in words)


def _boxes(item: Any) -> list[Any]:
    # The same box stands twice, for new programs and for old ones: only the first is taken.
    if local(item) == "AlternateContent":
        chosen = [part for part in item if local(part) in ("Choice", "Fallback")]
        return next((boxes for boxes in map(_boxes_inside, chosen) if boxes), [])
    return _boxes_inside(item)


def _boxes_inside(item: Any) -> list[Any]:
    boxes: list[Any] = []
    for part in item:
        boxes += [part] if local(part) == "txbxContent" else _boxes(part)
    return boxes
