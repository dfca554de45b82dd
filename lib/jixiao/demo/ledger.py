"""Draw the voucher lines of the synthetic project: back-loaded, exact to the 分, with known defects."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from random import Random

MARK = "【合成】"
COLUMNS = (
    "voucher_no", "line_no", "date", "summary", "func_class", "econ_class", "payee", "amount", "direction",
    "fund_source", "allotment_doc", "evidence",
)  # fmt: skip
FUNCTION_CLASS = "2070109"
DISTRICT, CITY, DONATED = "区级财政拨款", "市级补助资金", "社会捐赠资金"
# Per source: vouchers drawn, net spending in 分 that the lines add up to, allotment document. The donated
# money is one 分 above the funds table on purpose.
SOURCES = {
    DISTRICT: (70, 152_460_000, "示例财预〔2024〕3号（虚构）"),
    CITY: (32, 61_200_000, "示例财文〔2024〕17号（虚构）"),
    DONATED: (18, 16_350_001, ""),
}
# First day of each quarter that is drawn, and how many of 100 vouchers end before that quarter does.
QUARTERS = ((date(2024, 1, 2), 9), (date(2024, 4, 1), 27), (date(2024, 7, 1), 54), (date(2024, 10, 8), 100))
DAYS_IN_QUARTER = 80
HOLIDAYS = (
    (date(2024, 2, 9), date(2024, 2, 17)), (date(2024, 4, 4), date(2024, 4, 6)),
    (date(2024, 5, 1), date(2024, 5, 5)), (date(2024, 6, 10), date(2024, 6, 10)),
    (date(2024, 9, 15), date(2024, 9, 17)),
)  # fmt: skip
KINDS = (
    ("演出场地租赁", "30214", "示例·乙场地服务部（虚构）"),
    ("演出劳务", "30226", "示例·丙演艺队（虚构）"),
    ("节目单印制", "30202", "示例·甲印务（虚构）"),
    ("骨干培训授课", "30216", "示例·丁培训社（虚构）"),
    ("音响灯光购置", "31003", "示例·戊设备经营部（虚构）"),
    ("流动图书购置", "30218", "示例·辛书店（虚构）"),
    ("图书车运输", "30239", "示例·壬运输队（虚构）"),
    ("设备安装调试", "30227", "示例·癸安装部（虚构）"),
    ("图书点维护", "30213", "示例·子维修部（虚构）"),
    ("业余团队扶持", "30399", "示例·丑文艺团队（虚构）"),
)


@dataclass(frozen=True)
class Line:
    """One voucher line: `fen` is its amount, `tag` names the defect it carries."""

    day: date
    source: str
    kind: int
    fen: int
    voucher: str
    number: int = 1
    direction: str = "spend"
    evidence: str = ""
    tag: str = ""

    @property
    def key(self) -> str:
        """Voucher and line, as the ledger's key reads."""
        return f"{self.voucher}/{self.number}"

    @property
    def net(self) -> int:
        """What the line adds to the spending of its source, in 分."""
        return -self.fen if self.direction == "refund" else self.fen

    def row(self) -> tuple[str, ...]:
        """Return the line as a row of ledger.csv, its amount in 元."""
        name, econ_class, payee = KINDS[self.kind]
        verb = "退回" if self.direction == "refund" else ""
        evidence = self.evidence or f"E{21 + (self.day.month - 1) // 3}"
        return (
            self.voucher, str(self.number), self.day.isoformat(), f"{MARK}{verb}{self.day.month}月{name}",
            FUNCTION_CLASS, econ_class, payee, _yuan(self.fen), self.direction, self.source,
            SOURCES.get(self.source, (0, 0, ""))[2], evidence,
        )  # fmt: skip


# Lines that are not drawn: refunds, and every line with a defect. The two lines of a source that nobody knows
# cancel each other, so that they disturb no sum.
FIXED = (
    Line(date(2024, 5, 16), DISTRICT, 6, 76_530, "a", evidence="E77", tag="unknown_evidence"),
    Line(date(2024, 6, 19), DISTRICT, 2, 118_000, "b"),
    Line(date(2024, 6, 19), DISTRICT, 2, 94_000, "b", tag="duplicate"),
    Line(date(2024, 8, 15), "县级财政拨款", 8, 48_000, "c", tag="unknown_spend"),
    Line(date(2024, 8, 29), "县级财政拨款", 8, 48_000, "d", direction="refund", tag="unknown_refund"),
    Line(date(2024, 9, 12), DISTRICT, 0, 125_000, "e", direction="refund"),
    Line(date(2024, 10, 23), DONATED, 5, -35_000, "f", tag="negative"),
    Line(date(2024, 11, 14), CITY, 3, 30_000, "g", direction="refund"),
    Line(date(2024, 12, 10), DISTRICT, 0, 86_450, "h", direction="refund"),
    Line(date(2025, 1, 8), DONATED, 5, 126_840, "i", evidence="E24", tag="out_of_year"),
)


def draw(random: Random) -> list[Line]:
    """Return all lines in the order of the ledger; the same state of `random` gives the same lines."""
    lines = [line for source in SOURCES for line in _drawn(random, source)]
    return _numbered(sorted([*lines, *FIXED], key=lambda line: (line.day, line.voucher)))


def defects(lines: list[Line]) -> Mapping[str, str]:
    """Return the key of the line that carries each defect, by the name of the defect."""
    return {line.tag: line.key for line in lines if line.tag}


def _drawn(random: Random, source: str) -> list[Line]:
    """Return the lines of one source; with those that are fixed they add up to its net spending."""
    vouchers, net, _ = SOURCES[source]
    shells = [shell for number in range(vouchers) for shell in _voucher(random, source, number, vouchers)]
    weights = [_weight(random) for _ in shells]
    rest = net - sum(line.net for line in FIXED if line.source == source)
    amounts = [rest * weight // sum(weights) for weight in weights]
    amounts[-1] += rest - sum(amounts)
    return [replace(line, fen=fen) for line, fen in zip(shells, amounts, strict=True)]


def _weight(random: Random) -> int:
    # Products of whole numbers are skewed like real amounts, and equal on every machine.
    return (1 + random.randrange(9)) * (1 + random.randrange(9)) * (900 + random.randrange(200))


def _voucher(random: Random, source: str, number: int, vouchers: int) -> Iterator[Line]:
    """Yield the lines of one voucher, without amounts."""
    first = next(day for day, until in QUARTERS if number * 100 < until * vouchers)
    day = _working_day(first + timedelta(days=random.randrange(DAYS_IN_QUARTER)))
    kind = random.randrange(len(KINDS))
    for line in range(1 + random.randrange(2)):
        yield Line(day, source, kind, 0, f"{source}{number:03}", line + 1)


def _working_day(day: date) -> date:
    while day.weekday() > 4 or any(first <= day <= last for first, last in HOLIDAYS):
        day += timedelta(days=1)
    return day


def _numbered(lines: list[Line]) -> list[Line]:
    """Give every voucher the running number of its month."""
    numbered: list[Line] = []
    for month, of_month in groupby(lines, key=lambda line: f"{line.day:%Y%m}"):
        for position, (_, voucher) in enumerate(groupby(of_month, key=lambda line: line.voucher), start=1):
            numbered += (replace(line, voucher=f"记-{month}-{position:04}") for line in voucher)
    return numbered


def _yuan(fen: int) -> str:
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02}"
