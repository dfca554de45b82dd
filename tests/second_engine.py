"""Score a plain sheet a second time, by another way: fractions, plain dictionaries, and the YAML of the packs.

Nothing of jixiao is imported. A sheet is plain data, all numbers as text and None where nothing is written:
``items`` (a list of dictionaries with the columns of the indicator table, ``elements``, ``questions``, ``score``
= [points, band], ``deduct`` = points taken off), ``values`` (code -> computed value or None), ``elements``,
``scores`` and ``deductions`` (by the code of an indicator of the rules).
"""

import re
from datetime import date
from fractions import Fraction
from functools import cache, lru_cache
from pathlib import Path

import yaml

RULES = Path(__file__).parents[1] / "lib" / "jixiao" / "rules"
NOTHING = (None, "", "null", "~")  # BaseLoader leaves the null of YAML as a word
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)
SEPARATORS = "-–—~～至"


class NoScore(Exception):  # noqa: N818 - not an error: the rule text gives no points
    """Why an indicator or a sheet earns nothing that can be counted."""


def plain(path):
    """Return a YAML file with every scalar as text."""
    return yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)


@cache
def pack_of(code, folder=RULES / "packs"):
    """Return a rule pack; what it does not say comes from the one it is based on."""
    own = plain(folder / f"{code}.yaml")
    return pack_of(own["based_on"], folder) | own if "based_on" in own else own


@cache
def rule_of(code):
    """Return the file of an indicator of the rules."""
    (path,) = (RULES / "indicators").rglob(f"{code}.yaml")
    return plain(path)


@cache
def words_of(file):
    """Return the words of dimensions or classes, each with the code that it stands for."""
    return [(word, code) for code, entry in plain(RULES / file).items() for word in entry["words"]]


def named(level, file):
    """Return the dimension or class whose word comes first in the name of a level."""
    return min(((level.find(word), code) for word, code in words_of(file) if word in level), default=(0, None))[1]


@lru_cache(4096)
def number(text):
    """Return the number that a text is, None if it is none."""
    bare = (text or "").replace(",", "").strip().removesuffix("%").strip()
    return Fraction(bare) if NUMBER.fullmatch(bare) else None


def ratio(text):
    """Return a computed value, a decimal or a fraction such as 829/1200."""
    return Fraction(text) if text else None


def rounded(value, pack):
    """Return a value at the digits of the pack."""
    scale = 10 ** int(pack["rounding"]["digits"])
    half = Fraction(1, 2) if pack["rounding"]["mode"] == "half_up" else 0
    return Fraction((value * scale + half).__floor__(), scale)


def clamped(share):
    return max(Fraction(0), min(Fraction(1), share))


def actual_of(text, pack):
    """Return the actual value; None stands for one that counts as nothing done."""
    actual = number(text)
    if actual is None and pack["missing"] == "none":
        raise NoScore("actual_not_numeric")
    if actual is not None and actual < 0 and pack["negative"] == "none":
        raise NoScore("actual_negative")
    return actual if actual is None else max(actual, Fraction(0))


def passed(value, bound, pack):
    return value > bound if pack["over"]["bound"] == "above" else value >= bound


def lost(item, actual, target, weight, pack):
    """Return the points lost for going far beyond a floor, and whether that has to be explained."""
    over = pack.get("over")
    if over in NOTHING:
        return Fraction(0), False
    if target == 0:
        bound = over.get("zero_target_at")
        return Fraction(0), bound not in NOTHING and passed(actual, number(bound), pack)
    ratio, explained = actual / target, bool(item["deviation"])
    rows = over.get("lose") if over.get("lose") not in NOTHING else []
    rows = [row for row in rows if passed(ratio, number(row["at"]), pack)]
    loss = Fraction(0)
    if rows and not (explained and over.get("lose_if") == "unexplained"):
        row = max(rows, key=lambda row: number(row["at"]))
        loss = number(row["points"]) if "points" in row else number(row["share"]) * weight
    return loss, passed(ratio, number(over["explain_at"]), pack)


def below_ceiling(actual, target, pack):
    if actual <= target:
        return Fraction(1)
    if target == 0:
        return Fraction(0)
    return 1 - (actual - target) / target if pack["at_most"] == "linear" else target / actual


def exactly(actual, target, pack):
    if target == 0 or pack["exactly"] == "strict":
        return Fraction(int(actual == target))
    return actual / target if pack["exactly"] == "as_floor" else 1 - abs(actual - target) / target


def by_quantity(item, weight, pack):
    """Return the share, the points lost and the reason of a number against its target."""
    target = number(item["target"])
    if target is None or target < 0:
        raise NoScore("target_not_numeric")
    return against(item, number_operator(item), actual_of(item["actual"], pack), target, weight, pack)


def number_operator(item):
    return item["operator"] or ("<=" if item["kind"] == "cost" else ">=")


def against(item, operator, actual, target, weight, pack):
    if actual is None:
        return Fraction(0), Fraction(0), "actual_counted_zero"
    if operator == "<=":
        return below_ceiling(actual, target, pack), Fraction(0), ""
    if operator == "=":
        return exactly(actual, target, pack), Fraction(0), ""
    loss, far = lost(item, actual, target, weight, pack)
    share = actual / target if target else Fraction(1)
    return share, loss, "far_above" if far and not item["deviation"] else ""


def by_range(item, weight, pack):
    ends = [number(end) for end in re.split(f"[{SEPARATORS}]", item["target"] or "")]
    if len(ends) != 2 or None in ends or not 0 <= ends[0] <= ends[1]:
        raise NoScore("target_not_range")
    actual = actual_of(item["actual"], pack)
    if actual is None:
        return Fraction(0)
    return actual / ends[0] if actual < ends[0] else below_ceiling(actual, ends[1], pack)


def by_rate(item, weight, pack, sheet):
    value = ratio(sheet["values"].get(item["rule"]))
    if value is None:
        raise NoScore("rate_not_assessable")
    target = number(item["target"]) if item["target"] else None
    if item["target"] and (target is None or target < 0):
        raise NoScore("target_not_numeric")
    if rule_of(item["rule"]).get("scored") == "saving":
        return by_saving(value, target)
    if value < 0:  # computed, so an error of the tables under every pack
        raise NoScore("actual_negative")
    return against(item, item["operator"] or ">=", value * 100, 100 if target is None else target, weight, pack)


def by_saving(value, target):
    if target:
        return Fraction(0) if value < 0 else value * 100 / target
    return 1 + value if value < 0 else Fraction(1)


def by_word(item, weight, pack):
    words = {"是": True, "yes": True, "否": False, "no": False}
    target, actual = (item["target"] or "是").strip(), (item["actual"] or "").strip()
    if target not in words or (actual and actual not in words):
        raise NoScore("not_yes_or_no")
    if not actual and pack["missing"] == "none":
        raise NoScore("actual_not_numeric")
    return Fraction(int(bool(actual) and words[actual] == words[target]))


def by_date(item, weight, pack):
    if not item["target_date"] or not item["actual_date"]:
        raise NoScore("date_missing")
    late = max(0, (date.fromisoformat(item["actual_date"]) - date.fromisoformat(item["target_date"])).days)
    if "per_day" in pack["lateness"]:
        return 1 - number(pack["lateness"]["per_day"]) * late
    shares = [number(row["share"]) for row in pack["lateness"]["table"] if late <= int(row["days"])]
    return Fraction(1) if late == 0 else shares[0] if shares else Fraction(0)


def by_judgement(item, weight, pack):
    return by_person(item["score"], weight, pack)


def by_person(judged, weight, pack):
    if not judged or judged[0] is None:
        raise NoScore("not_judged")
    if weight == 0:
        raise NoScore("weight_zero")
    points, band = judged
    bounds = pack["bands"][band] if band else {"from": "0", "to": "1", "closed": "both"}
    share, low, high = number(points) / weight, number(bounds["from"]), number(bounds["to"])
    above = share >= low if bounds["closed"] in ("both", "from") else share > low
    below = share <= high if bounds["closed"] in ("both", "to") else share < high
    if not (above and below):
        raise NoScore("outside_band")
    return share


def by_elements(elements):
    if any(not element["met"] for element in elements):
        raise NoScore("elements_open")
    shares = [number(element["share"]) for element in elements]
    if None in shares or sum(shares) != 100:
        raise NoScore("elements_shares")
    if any(element["gate"] and element["met"] == "no" for element in elements):
        return Fraction(0)
    return sum(share for share, element in zip(shares, elements, strict=True) if element["met"] == "yes") / 100


def by_survey(item, weight, pack):
    answers, favour = 0, Fraction(0)
    for question in item["questions"]:
        counts, scale = question["distribution"].split("|"), int(question["scale"])
        if len(counts) != scale or scale < 2 or not all(re.fullmatch(r"\d+", count.strip()) for count in counts):
            raise NoScore("survey_unreadable")
        answers += sum(int(count) for count in counts)
        favour += sum(Fraction(scale - 1 - grade, scale - 1) * int(count) for grade, count in enumerate(counts))
    if answers == 0:
        raise NoScore("survey_missing")
    if pack["satisfaction"] != "proportional":
        steps = sorted(((number(row["from"]), number(row["share"])) for row in pack["satisfaction"]), reverse=True)
        return next((share for bound, share in steps if favour / answers >= bound), Fraction(0))
    target = number(item["target"])
    if target is None or target <= 0:
        raise NoScore("survey_target")
    return favour / answers * 100 / target


def by_cases(item, weight, pack):
    if number(item["step"]) is None:
        raise NoScore("step_missing")
    allowed = number(item["target"]) if item["target"] else Fraction(0)
    if allowed is None or allowed < 0:
        raise NoScore("target_not_numeric")
    if weight == 0:
        raise NoScore("weight_zero")
    cases = actual_of(item["actual"], pack)
    return Fraction(0) if cases is None else (weight - number(item["step"]) * max(0, cases - allowed)) / weight


KINDS = {
    "quantity": by_quantity, "cost": by_quantity, "range": by_range, "direct": by_word, "date": by_date,
    "qualitative": by_judgement, "survey": by_survey, "deduction": by_cases,
    "element": lambda item, weight, pack: by_elements(item["elements"]),
}  # fmt: skip


def line(id, weight, share=None, minus=Fraction(0), reason="", dropped=False, full=None):
    """Return one line of the result; a share of None is no score."""
    exact = None if share is None else max(Fraction(0), share * weight - minus)
    return {"id": id, "weight": weight, "share": share, "exact": exact, "reason": reason, "dropped": dropped,
            "deducted": Fraction(0)}  # fmt: skip


def item_line(item, pack, sheet):
    weight = number(item["weight"])
    known = Fraction(0) if weight is None else weight
    if item["status"]:
        return line(item["id"], known, reason=item["status"], dropped=True)
    if weight is None or weight < 0:
        return line(item["id"], known, reason="weight_missing")
    try:
        rate = (sheet,) if item["kind"] == "rate" else ()
        found = {**KINDS, "rate": by_rate}[item["kind"]](item, weight, pack, *rate)
    except NoScore as none:
        return line(item["id"], weight, reason=str(none))
    share, loss, reason = found if isinstance(found, tuple) else (found, Fraction(0), "")
    off = number(item["deduct"]) or Fraction(0)
    return line(item["id"], weight, clamped(share), loss + off, reason) | {"deducted": off}


def execution_line(pack, sheet):
    rate, cap = ratio(sheet["values"].get(pack["execution"]["rate"])), pack["execution"].get("cap")
    weight = number(pack["execution"]["points"])
    if rate is None:
        return line("execution", weight, reason="rate_not_assessable")
    return line("execution", weight, max(Fraction(0), rate if cap in NOTHING else min(rate, number(cap))))


def catalogue_line(code, pack, sheet, own):
    """Return the line of an indicator of the rules, whose points are those of the pack's own regulation."""
    rule, regulation = rule_of(code), pack["basis"]["regulation"]
    nodes = [rule["in_force"][day] for day in sorted(rule["in_force"])]
    weight = number([node for node in nodes if node["basis"]["regulation"] == regulation][-1]["points"])
    judged = sheet["scores"].get(code)
    try:
        try:
            share = catalogue_share(code, rule, sheet, own)
        except NoScore:
            if judged is None:
                raise
            share = by_person(judged, weight, pack)  # where nothing shows it, a person's judgement stands in
    except NoScore as none:
        absent = str(none) == "gathers_nothing" and code in pack.get("optional", ())
        return line(code, weight, reason=str(none), dropped=absent)
    return line(code, weight, clamped(share), number(sheet["deductions"].get(code)) or Fraction(0))


def catalogue_share(code, rule, sheet, own):
    if "elements" in rule:
        return by_elements(sheet["elements"].get(code, []))
    if "gathers" in rule:
        return gathered(rule["gathers"], sheet, own)
    value = ratio(sheet["values"].get(code))
    if value is None:
        raise NoScore("rate_not_assessable")
    return by_saving(value, None) if rule.get("scored") == "saving" else value


def gathered(wanted, sheet, own):
    """Return the weighted share of the project's own indicators of a dimension (and a class).

    What a person took off flows in: sum of max(0, share * w - deduction) / sum w; penalties for exceeding a target
    do not flow.
    """
    lines = [found for item, found in zip(sheet["items"], own, strict=True)
             if named(item["level1"], "dimensions.yaml") == wanted["dimension"] and not found["dropped"]
             and wanted.get("class") in (None, named(item["level2"], "classes.yaml"))]  # fmt: skip
    if not lines:
        raise NoScore("gathers_nothing")
    if any(found["share"] is None for found in lines) or not sum(found["weight"] for found in lines):
        raise NoScore("gathers_unscored")
    points = (max(Fraction(0), found["share"] * found["weight"] - found["deducted"]) for found in lines)
    return sum(points) / sum(found["weight"] for found in lines)


def limits(pack, sheet):
    """Return the limits that the caps of the pack set to the total, and those whose rate is not known."""
    sure, doubtful = [], []
    for cap in pack.get("caps", ()) if pack.get("caps") not in NOTHING else ():
        rate, limit = ratio(sheet["values"].get(cap["rate"])), number(cap["at_most"])
        if rate is None:
            doubtful.append(limit)
        elif rate < number(cap["below"]):
            sure.append(limit)
    return sure, doubtful


def lines_of(sheet, pack):
    """Return the lines of a sheet and whether their weights make a total."""
    own = [item_line(item, pack, sheet) for item in sheet["items"]]
    if pack["scores"] == "catalogue":
        return [catalogue_line(code, pack, sheet, own) for code in pack["indicators"]], True
    weight, full, execution = sum(found["weight"] for found in own), number(pack["total"]), pack.get("execution")
    if weight == full or execution in NOTHING:
        return own, weight == full
    beside = weight == full - number(execution["points"])
    return [execution_line(pack, sheet), *own] if beside else own, beside


def score(sheet, pack):
    """Return the lines, total, exact total, range and grade of a sheet under a pack, and why there is no total."""
    lines, adds_up = lines_of(sheet, pack)
    for found in lines:
        found["points"] = None if found["exact"] is None else rounded(found["exact"], pack)
    counted = [found for found in lines if not (found["dropped"] and pack["dropped"] == "rescale")]
    known = [found for found in counted if found["exact"] is not None]
    open_weight = sum(rounded(found["weight"], pack) for found in counted if found["exact"] is None)
    full, rest = (sum(found["weight"] for found in part) for part in (lines, counted))
    factor = full / rest if rest else Fraction(0)
    points = sum(found["points"] for found in known)
    exact = sum(found["exact"] for found in known)
    sure, doubtful = limits(pack, sheet)
    scale = (lambda value: rounded(value * factor, pack)) if len(counted) < len(lines) else (lambda value: value)
    low, high = min([scale(points), *sure, *doubtful]), min([scale(points + open_weight), *sure])
    result = {"lines": lines, "range": (low, high), "total": None, "exact_total": None, "grade": None}
    if sheet["items"] and all(item["status"] for item in sheet["items"]) and pack["scores"] == "table":
        return result | {"reason": "all_dropped", "range": None}
    if not adds_up or not lines:
        return result | {"reason": "weights", "range": None}
    if len(known) < len(counted) or not rest:
        return result | {"reason": "unscored"}
    if doubtful:
        return result | {"reason": "cap_unknown"}
    grades = [grade["label"] for grade in pack["grades"] if low >= number(grade["at_least"])]
    return result | {"total": low, "exact_total": min([exact * factor, *sure]), "reason": "",
                     "grade": grades[0] if grades else None}  # fmt: skip
