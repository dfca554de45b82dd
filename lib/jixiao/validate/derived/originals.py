"""Originals: what the files that a project was made from show besides their values."""

import pandas as pd

from jixiao.intake.trail import REMARKS
from jixiao.validate.frames import Frames, integer_column, text_column

_READ = "read"


def source_remarks(frames: Frames) -> pd.DataFrame:
    """Return one row per remark on the sources of the project, its ``kind`` and its place in the source as key.

    A first row without a place says that the sources were looked at; there is none if the project has no sources.
    """
    remarks = frames.facts.remarks
    looked = [] if remarks is None else [_READ]
    found = remarks or ()
    return pd.DataFrame({
        "_file": text_column([*(REMARKS for _ in looked), *(remark.listed for remark in found)]),
        "_row": integer_column([*(1 for _ in looked), *(remark.number for remark in found)]),
        "_key": text_column([*("" for _ in looked), *(remark.key for remark in found)]),
        "_found": text_column([*("" for _ in looked), *(remark.text for remark in found)]),
        "kind": text_column([*looked, *(remark.kind for remark in found)]),
    }).assign(_column="")  # fmt: skip
