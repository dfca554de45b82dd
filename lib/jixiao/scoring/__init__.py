"""Points of each indicator under a rule pack, the total and the grade, each with its reason."""

from jixiao.scoring.delivery import class_of, delivered, dimension_of
from jixiao.scoring.engine import score
from jixiao.scoring.gaps import Gap, gaps_of
from jixiao.scoring.opinions import Opinion, Opinions, opinions
from jixiao.scoring.outcome import Loss, Outcome
from jixiao.scoring.points import EXECUTION, Score
from jixiao.scoring.reach import Reach, reach
from jixiao.scoring.results import Dimension, Scores
from jixiao.scoring.sheet import Element, Item, Judgement, Question, Sheet, Value, sheet_of
from jixiao.scoring.spread import Comparison, compare, spread
from jixiao.scoring.survey import Satisfaction, satisfaction

__all__ = ["EXECUTION", "Comparison", "Dimension", "Element", "Gap", "Item", "Judgement", "Loss", "Opinion",
           "Opinions", "Outcome", "Question", "Reach", "Satisfaction", "Score", "Scores", "Sheet", "Value",
           "class_of", "compare", "delivered", "dimension_of", "gaps_of", "opinions", "reach",
           "satisfaction",
           "score", "sheet_of", "spread"]  # fmt: skip
