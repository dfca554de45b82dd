"""Documents: the files that evidence names, and the words that a stated figure was taken from."""

import pandas as pd

from jixiao.intake.quotes import Quotable, condensed
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
    """Return per stated figure how often its quote ``occurs`` in its document, white space aside.

    What is found is that number; of a quote that is not found once also the document, the quote and, after ``≈``,
    the words of the document that resemble it most.
    """
    sources = frames.facts.sources
    documents = {id: Quotable(source.text) for id, source in sources.items()}
    lines = []
    for row in frames.rows("stated"):
        document, quote = documents.get(row["doc"]), row["quote"] or ""
        occurs = None if document is None else document.count(quote)
        found = str(occurs)
        if document is not None and occurs != 1:
            nearest = document.nearest(quote) if not occurs else ""
            found += f" · {row['doc']} {sources[row['doc']].file} · “{quote}”" + (f" ≈ “{nearest}”" if nearest else "")
        lines.append(Line(row, found, {"occurs": occurs}))
    return framed(lines, occurs="integer")


def quoted_figures(frames: Frames) -> pd.DataFrame:
    """Return per stated figure whether its words as printed are ``quoted`` (yes or no), white space aside."""
    lines = []
    for row in frames.rows("stated"):
        raw, quote = row["raw"], row["quote"]
        if raw is not None and quote is not None:
            quoted = "yes" if condensed(raw) in condensed(quote) else "no"
            lines.append(Line(row, raw, {"quoted": quoted}))
    return framed(lines, quoted="text")
