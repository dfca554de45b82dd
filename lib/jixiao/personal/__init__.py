"""Which columns hold personal data, and how well they must be protected: what a public version withholds."""

from jixiao.personal.columns import Mark, marks
from jixiao.personal.numbers import kinds_in

__all__ = ["Mark", "kinds_in", "marks"]
