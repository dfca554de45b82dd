"""Documents: the files that evidence names, and the words that a stated figure was taken from."""

import pandas as pd

from jixiao.intake.sources import source_path
from jixiao.validate.derived.lines import Line, framed
from jixiao.validate.frames import Frames


def evidence_files(frames: Frames) -> pd.DataFrame:
    """Return per document with a file its digest as ``stated`` in the table and as ``computed``."""
    lines = []
    for row in frames.rows("evidence"):
        path = source_path(frames.facts.folder, row)
        if path is not None:
            stated = (row["sha256"] or "").lower()
            lines.append(Line(row, path, {"stated": stated, "computed": frames.facts.digests.get(path)}))
    return framed(lines, stated="text", computed="text")


def quote_occurrences(frames: Frames) -> pd.DataFrame:
    """Return per stated figure how often its quote ``occurs`` in its document, white space aside."""
    documents = {id: _condensed(source.text) for id, source in frames.facts.sources.items()}
    lines = []
    for row in frames.rows("stated"):
        document = documents.get(row["doc"])
        occurs = None if document is None else document.count(_condensed(row["quote"] or ""))
        lines.append(Line(row, str(occurs), {"occurs": occurs}))
    return framed(lines, occurs="integer")


def quoted_figures(frames: Frames) -> pd.DataFrame:
    """Return per stated figure whether its words as printed are ``quoted`` (yes or no), white space aside."""
    lines = []
    for row in frames.rows("stated"):
        raw, quote = row["raw"], row["quote"]
        if raw is not None and quote is not None:
            quoted = "yes" if _condensed(raw) in _condensed(quote) else "no"
            lines.append(Line(row, raw, {"quoted": quoted}))
    return framed(lines, quoted="text")


def _condensed(text: str) -> str:
    """Return `text` without white space: copies of a document differ in it."""
    return "".join(text.split())
