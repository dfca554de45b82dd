"""Trial calculation: the same evaluation with a few changes, beside the official one; nothing is written."""

from jixiao.whatif.changes import Changes, changed_facts
from jixiao.whatif.trial import Moved, Trial, compare, try_out

__all__ = ["Changes", "Moved", "Trial", "changed_facts", "compare", "try_out"]
