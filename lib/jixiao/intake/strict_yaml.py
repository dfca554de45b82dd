"""A YAML file as plain data: no tags, no aliases, no guessed types, every key with its line."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from jixiao.exceptions import RuleError, SchemaError
from jixiao.intake import limits
from jixiao.intake.characters import FORBIDDEN, visible
from jixiao.intake.files import read_bytes, shown
from jixiao.intake.yaml_checks import check_events, decoded, refuse_characters

KEY = re.compile(r"[a-z][a-z0-9_]{0,63}")
WHOLE_NUMBER = re.compile(r"0|-?[1-9][0-9]{0,17}")
CONSTANTS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
Lines = dict[str, int]
Node: TypeAlias = yaml.ScalarNode | yaml.SequenceNode | yaml.MappingNode
"""The three kinds of node that PyYAML composes."""

_BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _TextLoader(_BASE):
    """The safe loader without any implicit type."""

    yaml_implicit_resolvers: dict[str, list[Any]] = {}


@dataclass(frozen=True, slots=True)
class Document:
    """A checked YAML file, composed but not yet converted."""

    file: str
    root: yaml.MappingNode


def load(path: Path, *, free_keys: bool = False) -> tuple[dict[str, Any], Lines]:
    """Return the mapping a YAML file holds, and the line of each key by its dotted path.

    ``true``, ``false``, ``null`` and plain whole numbers have a type; everything else stays text as it is
    written (``0012``, ``1e5``, ``NO``, ``2020-12-31``), in Unicode normal form C.

    Args:
        path: The file, at most 64 KiB of UTF-8.
        free_keys: Accept any text as a key, as rule files need for roles and dates.

    Raises:
        UnreadableInputError: The file is missing or is not UTF-8.
        SchemaError: The file is not the plain YAML described above.
        LimitError: The file is too large, too deep or has too many parts.
    """
    return convert(compose(path), free_keys=free_keys)


def compose(path: Path) -> Document:
    """Return a YAML file as checked nodes."""
    return checked(read_bytes(path, limits.YAML_BYTES), shown(path))


def checked(data: bytes, file: str) -> Document:
    """Return `data` as checked nodes; the checks run before anything is built. Messages call it `file`."""
    text = decoded(data, file)
    refuse_characters(text, file)
    try:
        check_events(yaml.parse(text, _TextLoader), file)
        root = yaml.compose(text, _TextLoader)
    except yaml.YAMLError as error:
        raise SchemaError("yaml-syntax", file=file, line=_line(error)) from error
    except (ValueError, OverflowError) as error:
        # An escape such as "\UFFFFFFFF" names no character.
        raise SchemaError("yaml-syntax", file=file, line=1) from error
    if not isinstance(root, yaml.MappingNode):
        raise SchemaError("not-a-mapping", file=file)
    return Document(file, root)


def convert(document: Document, *, free_keys: bool = False) -> tuple[dict[str, Any], Lines]:
    """Return the data of a composed file and the line of each key."""
    reader = _Reader(document.file, free_keys)
    return reader.value(document.root, ""), reader.lines


def load_package(path: Path) -> Any:
    """Return the data of a YAML file that is part of the package: trusted, so read on a fast path.

    Types are those of `load` (decimals and dates stay text); keys are free; a duplicate key is refused.

    Raises:
        RuleError: The file cannot be read as YAML, or has a tag or a duplicate key.
    """
    return parse_package(path.read_bytes(), path)


def parse_package(data: bytes, path: Path) -> Any:
    """Return what `data` holds: the content of the trusted file `path`, or a part of it."""
    try:
        loader = _PackageLoader(data)
        try:
            root = loader.get_single_node()
            return None if root is None else _built(root, path)
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        raise RuleError("yaml-syntax", file=shown(path), line=_line(error)) from error


class _PackageLoader(_BASE):
    """Composes trusted files. Tags are not resolved: `scalar` tells the type, and that takes half the time."""

    def resolve(self, kind: type[Node], value: str | None, implicit: object) -> str:
        """Return no tag."""
        return ""

    def descend_resolver(self, node: Node | None, index: object) -> None:
        """Do nothing: there is nothing to resolve."""

    def ascend_resolver(self) -> None:
        """Do nothing: there is nothing to resolve."""


def _built(node: Node, path: Path) -> Any:
    if node.tag:
        raise RuleError("yaml-syntax", file=shown(path), line=node.start_mark.line + 1)
    if isinstance(node, yaml.ScalarNode):
        return scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return [_built(entry, path) for entry in node.value]
    mapping: dict[str, Any] = {}
    for key, value in node.value:
        if key.value in mapping:
            line = key.start_mark.line + 1
            raise RuleError("duplicate-key", file=shown(path), line=line, name=str(key.value))
        mapping[key.value] = _built(value, path)
    return mapping


def scalar(node: yaml.ScalarNode) -> Any:
    """Return the value of a scalar: only an unquoted one may be other than text."""
    if not node.style:
        if node.value in CONSTANTS:
            return CONSTANTS[node.value]
        if WHOLE_NUMBER.fullmatch(node.value):
            return int(node.value)
    return node.value if node.value.isascii() else unicodedata.normalize("NFC", node.value)


@dataclass
class _Reader:
    file: str
    free_keys: bool
    lines: Lines = field(default_factory=dict)

    def value(self, node: Node, path: str) -> Any:
        """Return the data of a node; the lines of its keys are noted on the way."""
        if isinstance(node, yaml.MappingNode):
            return dict(self._items(node, path))
        if isinstance(node, yaml.SequenceNode):
            return [self._entry(entry, _join(path, str(n))) for n, entry in enumerate(node.value)]
        # An escape in quotes writes a character that the check of the raw text could not see.
        refuse_characters(node.value, self.file, node.start_mark.line + 1)
        return scalar(node)

    def _entry(self, node: Node, path: str) -> Any:
        self.lines[path] = node.start_mark.line + 1
        return self.value(node, path)

    def _items(self, node: yaml.MappingNode, path: str) -> Iterator[tuple[str, Any]]:
        seen: set[str] = set()
        for key, value in node.value:
            name, line = self._key(key), key.start_mark.line + 1
            if name in seen:
                raise SchemaError("duplicate-key", file=self.file, line=line, name=visible(name))
            seen.add(name)
            self.lines[_join(path, name)] = line
            yield name, self.value(value, _join(path, name))

    def _key(self, key: Node) -> str:
        plain = isinstance(key, yaml.ScalarNode) and (self.free_keys or not key.style)
        allowed = plain and (KEY.fullmatch(key.value) or (self.free_keys and key.value not in ("", "<<")))
        if not allowed or FORBIDDEN.search(key.value):
            found = visible(key.value) if isinstance(key, yaml.ScalarNode) else "[…]"
            raise SchemaError("bad-key", file=self.file, line=key.start_mark.line + 1, found=found)
        return unicodedata.normalize("NFC", key.value)


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _line(error: yaml.YAMLError) -> int:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return mark.line + 1 if mark else 1
