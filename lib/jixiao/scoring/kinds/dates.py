"""Completion by a due day."""

from decimal import Decimal
from fractions import Fraction

from jixiao.quantities import PERCENT, show_number
from jixiao.rulebook.pack import Pack
from jixiao.scoring.kinds import kind
from jixiao.scoring.outcome import Outcome, none
from jixiao.scoring.sheet import Item, Sheet


@kind("date")
def on_time(item: Item, pack: Pack, sheet: Sheet) -> Outcome:
    """Score the day of completion: full marks on time, less by the pack's scale of lateness."""
    if item.target_date is None or item.actual_date is None:
        return none("date_missing")
    late = max(0, (item.actual_date - item.target_date).days)
    share = pack.lateness.share(late)
    fields = {"due": item.target_date.isoformat(), "done": item.actual_date.isoformat(), "days": Decimal(late),
              "per_day": show_number(pack.lateness.per_day * PERCENT), "share": share}  # fmt: skip
    scale = "late_by_table" if pack.lateness.table else "late_by_day"
    return Outcome(Fraction(share), scale if late else "on_time", fields, scale)
