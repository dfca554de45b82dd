"""Trials of the parts that a run needs late: the language pack, the readers, the PDF, the validation engine."""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from jixiao.exceptions import JixiaoError
from jixiao.language import text

CHINESE_PAGES = (936, 54936, 65001)
LONGEST_PATH = 200
WORDS = "绩效评价"


class Found(NamedTuple):
    """What a check found: ``good``, ``hint`` or ``bad``, in words, and what to do."""

    state: str
    what: str
    remedy: str = ""


def good(key: str, **fields: object) -> Found:
    """Return that something works."""
    return Found("good", text(f"doctor.{key}", **fields))


def bad(key: str, remedy: str = "", **fields: object) -> Found:
    """Return that something is wrong, with the remedy of that name or of the same name."""
    return Found("bad", text(f"doctor.{key}", **fields), text(f"doctor.remedy.{remedy or key}", **fields))


def hint(key: str, **fields: object) -> Found:
    """Return that something could be better, with what to do."""
    return Found("hint", text(f"doctor.{key}", **fields), text(f"doctor.remedy.{key}", **fields))


def first_line(error: Exception) -> str:
    """Return what an error says in one line."""
    told = error.message() if isinstance(error, JixiaoError) else f"{type(error).__name__}: {error}"
    return told.strip().splitlines()[0]


def language_pack() -> Iterator[Found]:
    """Does JupyterLab speak Chinese?"""
    from jupyterlab_server.translation_utils import get_language_pack

    words, _ = get_language_pack("zh_CN")
    yield good("pack", count=len(words["jupyterlab"])) if words.get("jupyterlab") else bad("pack-bad", "pack")


def readers() -> Iterator[Found]:
    """Is a tiny workbook read as it was written?"""
    from xlsxwriter import Workbook

    from jixiao.spreadsheets import read_source

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tiny.xlsx"
        with Workbook(path) as book:
            book.add_worksheet().write(0, 0, WORDS)
        try:
            # The process of its own that reads a workbook is part of what is tried.
            read = [cells for _, cells in read_source(path).sheets[0].rows]
            reason = "" if read == [(WORDS,)] else str(read)
        except JixiaoError as error:
            reason = first_line(error)
    yield bad("readers-bad", "readers", reason=reason) if reason else good("readers")


def pdf() -> Iterator[Found]:
    """Is a page with Chinese words made?"""
    from jixiao.document import document, paragraph
    from jixiao.export.pdf import render_pdf

    try:
        page = render_pdf(document(WORDS, [paragraph(WORDS)], language="zh"))
    except JixiaoError as error:
        yield bad("pdf-bad", "pdf", reason=first_line(error))
    else:
        yield good("pdf", size=len(page) // 1024)


def validation() -> Iterator[Found]:
    """Can the validation engine be imported?"""
    from jixiao.validate.engine import load_engine

    yield good("validation", version=load_engine().__version__)


def is_odd(folder: Path) -> bool:
    """Return whether a path holds characters that some part of the system cannot name, or is very long."""
    words = str(folder)
    is_long = os.name == "nt" and len(words) > LONGEST_PATH
    return is_long or not words.isprintable() or any("\ud800" <= letter <= "\udfff" for letter in words)


def code_page() -> int:
    """Return the code page of the console of Windows, 0 elsewhere."""
    if sys.platform != "win32":
        return 0
    import ctypes

    return int(ctypes.windll.kernel32.GetConsoleOutputCP())
