"""PDF/A-3a and PDF/UA-1 by an independent validator, its one known false alarm allowed only by proof."""

import re
from pathlib import Path

import page

PROFILES = ("3a", "ua1")
_STREAM_START = re.compile(rb"(?P<head>\d+ 0 obj\b(?:(?!endobj).)*?)\bstream\r?\n", re.DOTALL)
_LENGTH = re.compile(rb"/Length (\d+)\b(?! \d+ R)")


def complaints(pdf: bytes, folder: Path) -> list[str]:
    """Return what is wrong with a PDF: ``profile rule message`` for every failure that counts."""
    path = folder / "checked.pdf"
    path.write_bytes(pdf)
    found = []
    for profile in PROFILES:
        for failure in page.validate_pdf(str(path), profile=profile).failures:
            # The validator takes a carriage return at the end of compressed data for a line end.
            if "STREAM-LENGTH" in failure.rule_id and every_length_is_right(pdf):
                continue
            found.append(f"{profile} {failure.rule_id} {failure.message}")
    return found


def every_length_is_right(pdf: bytes) -> bool:
    """Tell whether each stream is as long as its dictionary says: ``endstream`` follows right there."""
    at, count = 0, 0
    while start := _STREAM_START.search(pdf, at):
        length = _LENGTH.search(start["head"])
        end = start.end() + int(length[1]) if length else -1
        if end < 0 or not re.match(rb"\r?\n?endstream", pdf[end : end + 12]):
            return False
        at, count = end, count + 1
    return count > 0 and count == len(re.findall(rb"\r?\n?endstream\s+endobj", pdf))
