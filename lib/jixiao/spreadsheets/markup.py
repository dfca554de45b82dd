"""One XML part of a package, gone through piece by piece in bounded memory, without document types and entities."""

import zlib
from collections.abc import Callable, Iterator
from typing import Any, NoReturn, Protocol
from xml.parsers import expat
from zipfile import BadZipFile

from jixiao.documents.package import Package
from jixiao.exceptions import LimitError, UnreadableInputError
from jixiao.spreadsheets import limits

_PIECE = 1 << 18
Attributes = dict[str, str]


class Handler(Protocol):
    """What becomes of the elements and texts of a part; names are namespace, blank and local name."""

    def start(self, name: str, attributes: Attributes) -> None:
        """Take the beginning of an element."""
        ...

    def end(self, name: str) -> None:
        """Take the end of an element."""
        ...

    def text(self, words: str) -> None:
        """Take a piece of text."""
        ...


def scan(package: Package, part: str, handler: Handler) -> bool:
    """Hand the content of a part to `handler`; return whether there is such a part.

    Raises:
        UnreadableInputError: It is damaged, no well-formed XML, or declares a document type.
        LimitError: One tag of it is larger than 2 MB.
    """
    feed = Feed(package.file, part, handler)
    for piece in pieces(package, part):
        feed(piece)
    return feed.end()


def pieces(package: Package, part: str) -> Iterator[bytes]:
    """Yield the content of a part, nothing if there is no such part.

    Raises:
        UnreadableInputError: It is damaged.
    """
    try:
        stream = package.stream(part)
        while stream is not None and (piece := stream.read(_PIECE)):
            yield piece
    except (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableInputError("report-damaged-part", file=package.file, part=part) from error


class Feed:
    """Takes the content of a part in pieces of any size.

    Args:
        file: Name for messages.
        part: Name of the part, for messages.
        handler: Takes the elements.

    Attributes:
        is_utf8: No other encoding was declared.
    """

    def __init__(self, file: str, part: str, handler: Handler) -> None:
        self._where = {"file": file, "part": part}
        self._parser = _parser(handler, file, part)
        self._parser.XmlDeclHandler = self._declare
        self._parser.StartCdataSectionHandler = lambda: self._in_section(True)
        self._parser.EndCdataSectionHandler = lambda: self._in_section(False)
        self._fed = 0
        self._is_section = False
        self.is_utf8 = True

    def __call__(self, piece: bytes) -> None:
        """Take a piece.

        Raises:
            UnreadableInputError: It is no well-formed XML, or declares a document type.
            LimitError: A tag is larger than 2 MB.
        """
        self._parse(piece, False)
        self._fed += len(piece)
        if self._fed - self._parser.CurrentByteIndex > limits.TOKEN_BYTES:
            raise LimitError("report-too-complex", **self._where, limit=limits.TOKEN_BYTES)

    @property
    def is_complete(self) -> bool:
        """No tag, comment or the like is open at the end of the last piece."""
        return bool(self._fed == self._parser.CurrentByteIndex and not self._is_section)

    def end(self) -> bool:
        """Take the end; return whether there was anything.

        Raises:
            UnreadableInputError: The end is missing.
        """
        if self._fed:
            self._parse(b"", True)
        return self._fed > 0

    def _parse(self, piece: bytes, is_last: bool) -> None:
        try:
            self._parser.Parse(piece, is_last)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise UnreadableInputError("report-damaged-part", **self._where) from error

    def _in_section(self, is_section: bool) -> None:
        self._is_section = is_section

    def _declare(self, _version: str, encoding: str | None, _standalone: int) -> None:
        self.is_utf8 = encoding is None or encoding.lower() in ("utf-8", "us-ascii")


def _parser(handler: Handler, file: str, part: str) -> Any:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = _refusal(file, part)
    return parser


def _refusal(file: str, part: str) -> Callable[..., NoReturn]:
    def refuse(*_declared: object) -> NoReturn:
        raise UnreadableInputError("report-document-type", file=file, part=part)

    return refuse


class Others:
    """Counts the elements that mean nothing to a reader, so that they can neither nest nor multiply without end.

    Args:
        file: Name for messages.
        part: Name of the part, for messages.

    Attributes:
        depth: How many are open.
    """

    def __init__(self, file: str, part: str) -> None:
        self._where = {"file": file, "part": part}
        self.depth = self._count = 0

    def start(self) -> None:
        """Count one in.

        Raises:
            LimitError: There are too many, or they nest too deep.
        """
        self.depth += 1
        self._count += 1
        if self.depth > limits.DEPTH or self._count > limits.OTHER_ELEMENTS:
            raise LimitError("report-too-complex", **self._where, limit=limits.OTHER_ELEMENTS)

    def end(self) -> None:
        """Count one out."""
        self.depth -= 1

    def spare(self, number: int) -> None:
        """Take back so many that turned out to be part of a cell or text that is kept."""
        self._count -= number
