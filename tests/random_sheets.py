"""Seeded random sheets as plain data (see ``second_engine``), full of edges, and how jixiao reads them."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random

from jixiao.scoring.sheet import Element, Item, Judgement, Question, Sheet, Value
from second_engine import RULES, plain

KINDS = ("quantity", "cost", "range", "rate", "direct", "date", "qualitative", "element", "survey", "deduction")
# the classes that the lists of the rules gather, then others
GATHERED = [("产出", "数量指标"), ("产出", "质量指标"), ("产出指标", "时效指标"), ("效益", "社会效益"),
            ("效益", "经济效益指标"), ("效益", "生态效益"), ("效益", "可持续影响"),
            ("满意度", "服务对象满意度")]  # fmt: skip
LEVELS = [*GATHERED, ("决策", "项目立项"), ("过程", "资金管理"), ("成本", "经济成本"), ("产出", "成本指标"),
          ("效果", "社会公众满意度"), ("效益（含满意度）", "生态效益（含社会影响）"), ("投入", "进度"),
          ("其他", "其他")]  # fmt: skip
TARGETS = ("1", "3", "7", "12", "98", "100", "120", "300", "8500", "0.01", "0.3", "1234567.89", "1" + "0" * 30)
# multiples of a target: the bounds at which a pack changes its mind, and values just beside them
MULTIPLES = ("0", "0.2", "0.5", "0.8", "0.95", "1", "1.001", "1.2", "1.2001", "1.3", "1.29", "1.3001", "1.5", "1.51",
             "2", "2.01", "5", "1000000")  # fmt: skip
WORDS = ("完成", "约", "基本达到", "1-2", "nan", "inf", "1.2.3", "%", "--3")
DAYS = (-400, -1, 0, 0, 1, 2, 10, 29, 30, 31, 49, 50, 51, 89, 90, 91, 400)
# the odd weights put a third, a seventh or a half of a cent where a sum of cut decimals goes wrong
WEIGHTS = ("0", "0.015", "0.045", "0.5", "1", "2.505", "3", "4.5", "5", "6", "7.515", "8", "9", "10", "10.01", "33.335")
BANDS = ("reached", "partly", "missed", "")
SHARES = ("0", "0.3", "0.59", "0.6", "0.61", "0.7", "0.79", "0.8", "0.85", "1", "1.01", "-0.1")
RATES = ("0", "0.2", "0.49", "0.5", "0.59", "0.6", "0.7", "0.79", "0.8", "0.9367", "0.99", "1", "1.0632", "1.3", "2",
         "-0.05", "-0.4", "-3")  # fmt: skip
FILES = {path.stem: plain(path) for path in sorted((RULES / "indicators").rglob("*.yaml"))}
COMPUTED = [code for code, node in FILES.items() if "formula" in node]
LISTED = [code for code, node in FILES.items() if "elements" in node]


def written(value: Decimal, random: Random) -> str:
    """Return a number as people write it: with commas, blanks, noughts or a sign of percent."""
    text = f"{value:,f}" if random.random() < 0.2 else f"{value:f}"
    if random.random() < 0.1 and "." not in text:
        text += ".00"
    return random.choice((text, text, text, text, f" {text} ", f"{text}%", f"{text} %"))


def target_text(random: Random, defects: float) -> str:
    if random.random() < defects:
        return random.choice(("", "-5", *WORDS))
    return "0" if random.random() < 0.1 else random.choice(TARGETS)


def actual_text(target: str, random: Random, defects: float) -> str:
    """Return an actual value at, beside or far from the target; with a defect nothing, words or a negative one."""
    if random.random() < defects:
        return random.choice(("", "  ", "-1", "-0.01", "-0", *WORDS))
    try:
        base = Decimal(target)
    except ArithmeticError:
        base = Decimal(100)
    if not base.is_finite() or base <= 0:
        return written(Decimal(random.choice(("0", "0.5", "29", "30", "31", "1000"))), random)
    if random.random() < 0.3:
        return written(Decimal(random.randint(0, 2000)) / 10, random)
    return written(base * Decimal(random.choice(MULTIPLES)), random)


def quantity(random: Random, defects: float) -> dict:
    target = target_text(random, defects)
    return {"target": target, "actual": actual_text(target, random, defects),
            "operator": random.choice(("", ">=", ">=", "<=", "="))}  # fmt: skip


def range_(random: Random, defects: float) -> dict:
    low, high = sorted((random.randint(0, 120), random.randint(0, 120)))
    if random.random() < defects:
        return {"target": random.choice(("", "90", "110-90", "九十-一百", "1-2-3", "90-", "-5-10")), "actual": "95"}
    sign = random.choice(("", "%"))
    target = f"{low}{sign}{random.choice('-–—~～至')}{high}{sign}"
    beside = random.choice((low, high, (low + high) // 2, max(low - 1, 0), high + 1, low // 2, 2 * high, 3 * high))
    return {"target": target, "actual": actual_text("", random, 1) if random.random() < defects else str(beside)}


def rate(random: Random, defects: float) -> dict:
    code = "no_such_rule" if random.random() < defects else random.choice(COMPUTED)
    target = target_text(random, defects) if random.random() < 0.5 else ""
    return {"rule": code, "target": target, "operator": random.choice(("", ">=", "<=", "="))}


def direct(random: Random, defects: float) -> dict:
    words = ("是", "否", "yes", "no")
    bad = ("", "完成", "1") if random.random() < defects else words
    return {"target": random.choice(("", *words)), "actual": random.choice(bad)}


def dated(random: Random, defects: float) -> dict:
    due = date(2024, random.randint(1, 12), random.randint(1, 28))
    done = (due + timedelta(days=random.choice(DAYS))).isoformat()
    if random.random() < defects:
        return random.choice(({"actual_date": done}, {"target_date": due.isoformat()}, {}))
    return {"target_date": due.isoformat(), "actual_date": done}


def qualitative(random: Random, defects: float) -> dict:
    return {"target": "明显改善", "actual": "已改善", "judged": random.random() >= defects,
            "in_band": random.random() >= defects}  # fmt: skip


def points_given(weight: str | None, in_band: bool, random: Random) -> list:
    """Return points and a band, inside the band or anywhere."""
    band, base = random.choice(BANDS), Decimal(weight or "5")
    inside = {"reached": ("0.8", "0.85", "1"), "partly": ("0.6", "0.7", "0.79"), "missed": ("0", "0.3", "0.59"),
              "": ("0", "0.5", "0.8", "1")}[band]  # fmt: skip
    return [str(base * Decimal(random.choice(inside if in_band else SHARES))), band]


def check_list(random: Random, defects: float) -> list[dict]:
    """Return the points of a check-list; with a defect one is open, or the shares do not make 100."""
    shares = random.choice((["100"], ["40", "60"], ["33.3", "33.3", "33.4"], ["40", "20", "20", "10", "10"]))
    if random.random() < defects:
        shares = random.choice(([], ["40", "50"], ["60", "60"], [None, "100"]))
    return [{"share": share, "gate": random.random() < 0.15,
             "met": "" if random.random() < defects / 2 else random.choice(("yes", "yes", "no"))}
            for share in shares]  # fmt: skip


def question(random: Random, defects: float) -> dict:
    scale = random.choice((2, 2, 3, 4, 5, 5, 10))
    counts = random.choice(([9, 1], [8, 2], [6, 4], [899, 101])) if scale == 2 else [
        random.randint(0, 300) >> grade for grade in range(scale)]  # fmt: skip
    told = "|".join(map(str, counts))
    if random.random() < defects:
        told = random.choice(("", "好|中|差", f"{told}|1", "-1|2", "1.5|2", "|" * (scale - 1), "|".join("0" * scale)))
    return {"scale": str(scale), "distribution": told, "valid": str(sum(counts))}


def survey(random: Random, defects: float) -> dict:
    some = 0 if random.random() < defects else random.randint(1, 3)
    targets = ("", "0", "-1", "满意") if random.random() < defects else ("90", "95%", "85.5")
    return {"target": random.choice(targets), "questions": [question(random, defects / 2) for _ in range(some)]}


def deduction(random: Random, defects: float) -> dict:
    step = None if random.random() < defects else random.choice(("0", "0.5", "1", "2.5"))
    actual = actual_text("", random, 1) if random.random() < defects else str(random.choice((0, 1, 2, 3, 7, 100)))
    return {"target": random.choice(("", "0", "2", "3")), "actual": actual, "step": step}


MAKERS = {"quantity": quantity, "cost": quantity, "range": range_, "rate": rate, "direct": direct, "date": dated,
          "qualitative": qualitative, "survey": survey, "deduction": deduction,
          "element": lambda random, defects: {"elements": check_list(random, defects)}}  # fmt: skip


def weights(count: int, random: Random) -> list[str]:
    """Return weights that make 100, or 90 (beside the execution rate), or whatever they make."""
    whole = random.choice((Decimal(100), Decimal(100), Decimal(90), Decimal(90), None))
    drawn = [Decimal(random.choice(WEIGHTS)) for _ in range(count)]
    if whole is None:
        return [str(weight) for weight in drawn]
    if sum(drawn[1:]) > whole:
        drawn = [Decimal(5)] * count
    return [str(whole - sum(drawn[1:])), *map(str, drawn[1:])]


def item(number: int, kind: str, level: tuple, weight: str | None, random: Random, defects: float) -> dict:
    level1, level2 = level
    empty = {"operator": "", "target": "", "actual": "", "target_date": None, "actual_date": None, "rule": "",
             "step": None, "elements": [], "questions": [], "score": None, "judged": False,
             "in_band": True}  # fmt: skip
    made = {**empty, **MAKERS[kind](random, defects)}
    if made.pop("judged"):
        made["score"] = points_given(weight, made["in_band"], random)
    del made["in_band"]
    return {**made, "id": f"I{number:02}", "level1": level1, "level2": level2, "kind": kind, "weight": weight,
            "status": random.choice(("dropped", "not_applicable")) if random.random() < defects / 2 else "",
            "deviation": random.choice(("", "", "需求大增")),
            "deduct": random.choice(("0", "0.5", "1.25", "3", "200")) if random.random() < 0.1 else None}  # fmt: skip


def sheet(seed: int) -> dict:
    """Return the plain sheet of a seed; a third of them is without defects, some of these have every class."""
    random = Random(seed)
    defects, count = random.choice((0, 0.02, 0.15)), random.randint(1, 14)
    levels = random.choices(LEVELS, k=count)
    if count >= len(GATHERED) and random.random() < 0.5:
        defects, levels[: len(GATHERED)] = 0, GATHERED
    kinds, drawn = random.choices(KINDS, k=count), weights(count, random)
    if random.random() < defects:
        drawn[-1] = random.choice((None, "-5"))
    items = [item(number, *given, random, defects)
             for number, given in enumerate(zip(kinds, levels, drawn, strict=True), 1)]  # fmt: skip
    values = {code: None if random.random() < defects else rate_value(random)
              for code in COMPUTED if random.random() >= defects / 4}  # fmt: skip
    return {"items": items, "values": values,
            "elements": {code: check_list(random, defects) for code in LISTED if random.random() >= defects / 4},
            "scores": {code: points_given("5", random.random() >= defects, random) for code in FILES
                       if random.random() < 0.1},
            "deductions": {code: random.choice(("0.5", "1", "9")) for code in FILES
                           if random.random() < 0.05}}  # fmt: skip


def rate_value(random: Random) -> str:
    """Return a computed rate: at a bound, or a quotient with all its places."""
    if random.random() < 0.6:
        return random.choice(RATES)
    return f"{random.randint(0, 30000)}/{random.randint(1, 30000)}"


def decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def day(text: str | None) -> date | None:
    return text and date.fromisoformat(text)


def elements_of(points: list[dict]) -> tuple[Element, ...]:
    return tuple(Element(f"要点{number}", decimal(point["share"]), point["gate"], point["met"])
                 for number, point in enumerate(points, 1))  # fmt: skip


def judgement_of(given: list | None) -> Judgement | None:
    return given and Judgement(decimal(given[0]), given[1], "已核对")


def item_of(row: dict) -> Item:
    questions = tuple(Question("B1", told["distribution"], int(told["scale"]), int(told["valid"]), int(told["valid"]))
                      for told in row["questions"])  # fmt: skip
    return Item(
        id=row["id"], level1=row["level1"], level2=row["level2"], name=f"指标{row['id']}", kind=row["kind"],
        operator=row["operator"], target=row["target"], actual=row["actual"], target_date=day(row["target_date"]),
        actual_date=day(row["actual_date"]), weight=decimal(row["weight"]), step=decimal(row["step"]),
        status=row["status"], rule=row["rule"], deviation=row["deviation"], elements=elements_of(row["elements"]),
        questions=questions, judged=judgement_of(row["score"]),
        deduction=row["deduct"] and Judgement(decimal(row["deduct"]), reason="目标偏低"),
    )  # fmt: skip


def sheet_of(plain_sheet: dict) -> Sheet:
    """Return a plain sheet as jixiao's."""
    values = {code: Value(value and Fraction(value), "" if value else "没有数据", FILES[code].get("scored") == "saving")
              for code, value in plain_sheet["values"].items()}  # fmt: skip
    return Sheet(
        tuple(item_of(row) for row in plain_sheet["items"]), values,
        {code: elements_of(points) for code, points in plain_sheet["elements"].items()},
        judged={code: judgement_of(given) for code, given in plain_sheet["scores"].items()},
        deductions={code: Judgement(Decimal(off), reason="核减") for code, off in plain_sheet["deductions"].items()},
    )  # fmt: skip
