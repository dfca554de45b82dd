"""The direction of a line of a ledger that a word tells: 借 and 贷, or 支出 and 退款."""

from decimal import Decimal

from jixiao.importing.draft import Draft
from jixiao.reading.lexicon import words

SIDE = "direction.side"
"""The part of a column that holds such words."""


def signed(word: str, amount: Decimal) -> Decimal | None:
    """Return what is spent in a line, less than nothing for a refund; None if the word tells no direction.

    A negative amount on the side of debit is a refund and on that of credit a spending; money that came back by its
    word did so whatever the sign.

    Example:
        >>> signed("借", Decimal(5)), signed("贷", Decimal(5)), signed("退款", Decimal(-5)), signed("平", Decimal(5))
        (Decimal('5'), Decimal('-5'), Decimal('-5'), None)
    """
    known, text = words("importing")["directions"], word.strip()
    if text in known["spend"]:
        return amount
    if text in known["credit"]:
        return -amount
    return -abs(amount) if text in known["refund"] else None


def tells_sides(draft: Draft, column: int) -> bool:
    """Return whether a source column holds words of sides instead of what the project's tables use."""
    def found() -> bool:
        texts = {cells[column - 1].strip() for _, cells in draft.found.body if column <= len(cells)}
        return any(signed(text, Decimal(1)) is not None for text in texts - {"spend", "refund"})

    return draft.piece.once(("sides", column), found)
