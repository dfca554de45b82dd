"""Reading one XML part without document types, entities, network or unbounded depth."""

import re
from typing import Any

from lxml import etree

from jixiao.exceptions import UnreadableInputError

# Only the namespaces of the strict variant differ from those that all programs write.
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"http://purl.oclc.org/ooxml/officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
}
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']""")
_PLAIN = (b"utf-8", b"us-ascii", b"ascii")


def parse(data: bytes, file: str, part: str) -> Any:
    """Return the root element of an XML part.

    Raises:
        UnreadableInputError: The part is no well-formed UTF-8, nests deeper than 256 elements, or declares a
            document type or entities, which no office program writes.
    """
    data = data.removeprefix(b"\xef\xbb\xbf")
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise UnreadableInputError("report-document-type", file=file, part=part)
    declared = _ENCODING.match(data)
    # Another encoding could hide a document type from the test above.
    if b"\x00" in data or (declared and declared[1].lower() not in _PLAIN):
        raise UnreadableInputError("report-damaged-part", file=file, part=part)
    for strict, usual in _STRICT.items():
        if strict in data:
            data = data.replace(strict, usual)
    try:
        return etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableInputError("report-damaged-part", file=file, part=part) from error


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8", resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
