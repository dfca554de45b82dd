"""The parts of a zipped report, inflated only where they are needed and only within limits."""

import io
import posixpath
import struct
import zipfile
import zlib
from functools import cached_property
from typing import IO, Any

from jixiao.documents import limits
from jixiao.documents.markup import parse
from jixiao.exceptions import LimitError, UnreadableInputError

_END = b"PK\x05\x06"
_END64 = b"PK\x06\x07"
_END_BYTES = 22
_COMMENT_BYTES = 65_535
_ENCRYPTED = 1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Package:
    """A docx or xlsx file: named parts of XML, connected by relations.

    Args:
        data: Bytes of the file.
        file: Name for messages.
        entries: Most parts it may have.

    Raises:
        UnreadableInputError: The container is damaged, encrypted or has doubtful names.
        LimitError: Its parts are more or larger than a report can have.
    """

    def __init__(self, data: bytes, file: str, entries: int = limits.PACKAGE_ENTRIES) -> None:
        self.file = file
        self._bytes = self._nodes = 0
        self._relations: dict[str, list[Any]] = {}
        _check_directory(data, file, entries)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error) as error:
            raise UnreadableInputError("report-damaged-package", file=file) from error
        self._parts = _checked_parts(self._archive.infolist(), file)

    @cached_property
    def main(self) -> str:
        """Name of the part that holds the document or the workbook."""
        return next(iter(self.related("", "officeDocument").values()), "")

    def stream(self, part: str) -> IO[bytes] | None:
        """Return a part to be inflated piece by piece, None if there is no such part.

        Raises:
            UnreadableInputError: Its header is damaged. What it yields may still turn out to be.
        """
        info = self._parts.get(part.lower())
        try:
            return None if info is None else self._archive.open(info)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise UnreadableInputError("report-damaged-part", file=self.file, part=part) from error

    def related(self, part: str, kind: str) -> dict[str, str]:
        """Return the parts that `part` refers to by relations of one kind, by relation id."""
        folder = posixpath.dirname(part)
        found = [item for item in self._related(part) if item.get("Type", "").rpartition("/")[2] == kind]
        return {item.get("Id", ""): _target(folder, item.get("Target", "")) for item in found}

    def outside(self, part: str) -> list[str]:
        """Return what `part` refers to outside of the package, as it is written."""
        return [item.get("Target", "") for item in self._related(part) if item.get("TargetMode") == "External"]

    def _related(self, part: str) -> list[Any]:
        folder, name = posixpath.split(part)
        if part not in self._relations:
            tree = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
            self._relations[part] = [] if tree is None else list(tree.iter(_RELATION))
        return self._relations[part]

    def tree(self, part: str) -> Any:
        """Return the root of an XML part, None if there is no such part."""
        info = self._parts.get(part.lower())
        if info is None:
            return None
        data = self._inflated(info)
        self._nodes += data.count(b"<") + data.count(b"=")
        if self._nodes > limits.MARKUP_NODES:
            raise LimitError(
                "report-too-complex", file=self.file, part=info.filename, limit=limits.MARKUP_NODES
            )
        return parse(data, self.file, info.filename)

    def _inflated(self, info: zipfile.ZipInfo) -> bytes:
        # Never more than the rest of the allowance is inflated, whatever the directory says.
        allowed = limits.MARKUP_BYTES - self._bytes
        try:
            with self._archive.open(info) as stream:
                data = stream.read(allowed + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise UnreadableInputError("report-damaged-part", file=self.file, part=info.filename) from error
        if len(data) > allowed:
            raise LimitError(
                "report-part-bytes", file=self.file, part=info.filename, limit=limits.MARKUP_BYTES
            )
        self._bytes += len(data)
        return data


def _check_directory(data: bytes, file: str, most: int) -> None:
    # The library reads the whole directory into objects before anyone can count them.
    end = len(data) - _END_BYTES
    if data[end : end + 4] != _END or data[-2:] != b"\x00\x00":
        end = data.rfind(_END, max(0, len(data) - _END_BYTES - _COMMENT_BYTES))
    if end < 0 or len(data) < end + _END_BYTES or data[max(0, end - 20) : end].startswith(_END64):
        raise UnreadableInputError("report-damaged-package", file=file)
    entries, size = struct.unpack("<HL", data[end + 10 : end + 16])
    if entries > most or size > limits.PACKAGE_DIRECTORY_BYTES:
        raise LimitError("report-entries", file=file, limit=most)


def _checked_parts(entries: list[zipfile.ZipInfo], file: str) -> dict[str, zipfile.ZipInfo]:
    parts: dict[str, zipfile.ZipInfo] = {}
    for entry in entries:
        _check_entry(entry, file)
        if parts.setdefault(entry.filename.lower(), entry) is not entry:
            raise UnreadableInputError("report-part-name", file=file, part=entry.filename[:80])
    if len(parts) > limits.PACKAGE_ENTRIES:
        raise LimitError("report-entries", file=file, limit=limits.PACKAGE_ENTRIES)
    if sum(entry.file_size for entry in entries) > limits.PACKAGE_BYTES:
        raise LimitError("report-package-bytes", file=file, limit=limits.PACKAGE_BYTES)
    return parts


def _check_entry(entry: zipfile.ZipInfo, file: str) -> None:
    name = entry.orig_filename
    steps = name.replace("\\", "/").split("/")
    if (
        not name
        or name != entry.filename
        or not steps[0]
        or ".." in steps
        or ":" in name
        or not name.isprintable()
    ):
        raise UnreadableInputError("report-part-name", file=file, part=repr(name[:80]))
    if entry.flag_bits & _ENCRYPTED:
        raise UnreadableInputError("report-protected", file=file)
    if entry.compress_type not in _METHODS:
        raise UnreadableInputError("report-damaged-part", file=file, part=name)
    # Pictures are never inflated, and a blank one may be packed very small.
    large = entry.file_size > limits.PART_RATIO_FROM and name.lower().endswith((".xml", ".rels"))
    if large and entry.file_size > limits.PART_RATIO * max(1, entry.compress_size):
        raise LimitError("report-part-ratio", file=file, part=name, found=entry.file_size)


def _target(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join(f"/{folder}", target)).lstrip("/")
