"""What a third party needs to check the result."""

from typing import TYPE_CHECKING

from jixiao import document as doc
from jixiao.document import Block
from jixiao.language import text
from jixiao.parts import part

if TYPE_CHECKING:
    from jixiao.workbook import Workbook


@part
def report(book: "Workbook", level: int) -> list[Block]:
    """The whole report, as page 4 shows it."""
    return list(book.document["blocks"])


@part
def seal(book: "Workbook", level: int) -> list[Block]:
    """The digests of inputs, rules and code, by which this report can be recomputed and compared."""
    heads = [(text("report.column.digest_of", book.language), "left"), ("SHA-256", "left")]
    rows: list[list[doc.Cell]] = [[text(f"report.digest.{name}", book.language), str(book.digests[name])]
                                  for name in ("inputs", "rules", "code")]  # fmt: skip
    return [doc.table("seal", text("report.caption.seal", book.language), heads, rows)]
