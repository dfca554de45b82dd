"""The text of a cell as people write it becomes the text that the tables hold; what was done to it is told."""

from jixiao.repairs.cell import Repairer, as_is, repair, repairer
from jixiao.repairs.draft import Repaired

__all__ = ["Repaired", "Repairer", "as_is", "repair", "repairer"]
