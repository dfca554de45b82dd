"""One percentage of the prose and what it says."""

from dataclasses import dataclass

from jixiao.reading.figure import Figure


@dataclass(frozen=True, slots=True)
class Statement:
    """One percentage and what it says.

    Attributes:
        figure: The percentage.
        name: The name as printed, such as 资金到位率; empty for shares.
        core: The part of the name that the dictionary knows, such as 到位率.
        family: Its family there; ``generic`` for any other rate, ``share`` and ``part_of`` for shares,
            ``formula`` for a division that the text writes out.
        modifier: What the name says besides, such as 省级 in 省级资金到位率; empty if it is the rate of the whole.
        base: The words of the whole: of a share, such as 总投资; of a rate computed on something, 到位资金.
        subject: The words before 占, as printed, such as 累计支出.
        part: The part of a share that stands behind the percentage: 首付款30%，即85.8万元.
        bases: Figures inside these words; numerator and denominator of a formula.
        position: Its place in a list of shares joined by 分别, from 0.
        of: How many shares that list has; more than one for a rate of several years or projects.
        claims: Whether the text says that it was reached: a wish, a rule and a threshold are no claims.
    """

    figure: Figure
    name: str = ""
    core: str = ""
    family: str = "generic"
    modifier: str = ""
    base: str = ""
    subject: str = ""
    part: Figure | None = None
    bases: tuple[Figure, ...] = ()
    position: int = 0
    of: int = 1
    claims: bool = True
