"""Where each score comes from, folded away below the table of scores; paper has one line about it."""

from typing import TYPE_CHECKING

from jixiao import document as doc
from jixiao.document import Block
from jixiao.language import text
from jixiao.tracing.origins import led_back
from jixiao.tracing.scores import score_trace

if TYPE_CHECKING:
    from jixiao.workbook import Workbook


def traces_of_scores(book: "Workbook") -> list[Block]:
    """Return where the reader finds the traces, and for each score its trace, for a screen only."""
    found = (led_back(score_trace(book, score), book.facts.origins) for score in book.scores.scores)
    folded = [doc.details(trace.title, trace.blocks(book.language), printed=False) for trace in found]
    return [doc.paragraph(text("trace.hint", book.language)), *folded]
