"""What is checked before a YAML file is built: its bytes, its characters, its events."""

from collections.abc import Iterable

import yaml

from jixiao.exceptions import LimitError, SchemaError, UnreadableInputError
from jixiao.intake import limits
from jixiao.intake.characters import FORBIDDEN, code_point, visible
from jixiao.intake.encoding import is_gb18030, is_utf16
from jixiao.intake.files import line_of


def decoded(data: bytes, file: str) -> str:
    """Return the text of a UTF-8 file, or say which line is not UTF-8 and what it seems to be."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if is_utf16(data):
            raise UnreadableInputError("utf16-file", file=file) from error
        code = "gbk-file" if is_gb18030(data) else "damaged-utf8"
        raise UnreadableInputError(code, file=file, line=line_of(data, error.start)) from error


def refuse_characters(text: str, file: str, line: int | None = None) -> None:
    """Refuse characters that cannot be seen; `line` is given where `text` is only a part of the file."""
    found = FORBIDDEN.search(text)
    if found:
        line = line or line_of(text, found.start())
        raise SchemaError("forbidden-character", file=file, line=line, found=code_point(found[0]))


def check_events(events: Iterable[yaml.Event], file: str) -> None:
    """Refuse anchors, aliases, tags, a second document, and more or deeper parts than the limits allow.

    The events come one by one, so neither a bomb nor deep nesting is ever built.
    """
    depth = documents = 0
    for count, event in enumerate(events, start=1):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if count > limits.YAML_EVENTS:
            raise LimitError("yaml-too-long", file=file, limit=limits.YAML_EVENTS)
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            raise SchemaError("yaml-anchor", file=file, line=line, found=visible(event.anchor))
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag is not None:
            raise SchemaError("yaml-tag", file=file, line=line, found=visible(event.tag))
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > limits.YAML_DEPTH:
            raise LimitError("yaml-too-deep", file=file, line=line, limit=limits.YAML_DEPTH)
        documents += isinstance(event, yaml.DocumentStartEvent)
        if documents > 1:
            raise SchemaError("yaml-several-documents", file=file, line=line)
