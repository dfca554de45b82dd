"""Marks in the printed words where a line may end inside a run without blanks; the typesetter prints none."""

import re
from typing import Any, Final

from jixiao.document import Block
from jixiao.export.breaks import CELL_MARKS, PROSE_MARKS, parted

SOFT: Final = "\x1f"
"""The mark: a control character, which no cleaned text holds."""
_FOUR_HANZI = re.compile("[\u3400-\u9fff]{4}")


def softened(block: Block) -> Block:
    """Return the fields of `block` in whose words a line may end after a mark, marked."""
    match block["kind"]:
        case "paragraph" | "note" | "pre":
            return {"text": _marked(block["text"], PROSE_MARKS)}
        case "list":
            return {"items": _marked(block["items"], PROSE_MARKS)}
        case "table":
            return {
                "columns": [column | _label(column["label"]) for column in block["columns"]],
                **{part: _marked(block[part], CELL_MARKS) for part in ("rows", "foot")},
            }
    return {}


def _label(words: str) -> dict[str, Any]:
    """Return a label marked; one of four hanzi is parted in the middle or not at all."""
    half = len(words) // 2
    halves = [words[:half], words[half:]] if _FOUR_HANZI.fullmatch(words) else []
    return {"label": _marked(words, CELL_MARKS), "halves": halves}


def _marked(value: Any, marks: str) -> Any:
    if isinstance(value, str):
        return SOFT.join(parted(value, marks))
    if isinstance(value, dict):
        return {key: part if key == "tone" else _marked(part, marks) for key, part in value.items()}
    return [_marked(part, marks) for part in value] if isinstance(value, list) else value
