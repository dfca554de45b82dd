"""Random single changes of a project, tried out by `jixiao.whatif` and made in the text of its tables."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain
from pathlib import Path
from random import Random

from jixiao.intake.facts import Facts, read_facts
from jixiao.intake.params import Params
from jixiao.intake.schema import schemas
from jixiao.intake.tables import parse_table
from jixiao.rulebook.packs import is_in_force, load_pack, pack_codes
from jixiao.runs import contents
from jixiao.whatif import Changes, try_out
from jixiao.workbook import Workbook
from workbooks import made_run

ROOT = Path(__file__).parents[1]
DEMO = "demo-synthetic-2024"
NUMBERS = ("quantity", "cost")
KINDS = ("weight", "value", "voucher", "pack")
Texts = dict[str, list[dict[str, str]]]


class Project:
    """A project, its tables as a spreadsheet would hold them, and its official evaluation."""

    def __init__(self, pack: str = "cn-2020-10-self") -> None:
        self.folder = ROOT / "data" / DEMO
        self.facts = read_facts(self.folder)
        self.params = Params.from_values(project=DEMO, rule_pack=pack)
        self.book = Workbook(self.params, self.facts)
        self.book.scores  # noqa: B018 - loaded before anything is measured
        self.tables = {name: read(self.folder / f"{name}.csv") for name in self.facts.tables}
        sources = {row["fund_source"] for row in self.tables["funds"]}
        payable = {row["voucher_no"] for row in self.tables["ledger"]}
        payable -= {row["voucher_no"] for row in self.tables["ledger"] if row["fund_source"] not in sources}
        self.vouchers = sorted(payable)

    def run_in(self, workbook: Path) -> Path:
        """Return a run folder with what is asked of it later, in a copy of the workbook."""
        rows = [[score.id, "" if score.points is None else f"{score.points:f}"] for score in self.book.scores.scores]
        parts = [contents.registers({"scores": {"columns": ["indicator", "points"], "rows": rows}}),
                 contents.parameters(self.params.model_dump()), contents.inputs(self.folder, self.facts.digests)]
        return made_run(workbook, DEMO, chain(*parts))

    def rerun(self, changes: Changes) -> Workbook:
        """Return the evaluation of the tables with the changes written into them and read by the ordinary reader."""
        texts = {name: [dict(row) for row in rows] for name, rows in self.tables.items()}
        for code, weight in changes.weights.items():
            row_of(texts, code)["weight"] = weight
        for code, value in changes.values.items():
            write_value(texts, code, value)
        for voucher in changes.vouchers:
            self.strike(texts, voucher)
        read = {name: self.parsed(name, rows) for name, rows in texts.items()}
        params = Params.from_values(project=DEMO, rule_pack=changes.pack or self.params.rule_pack)
        return Workbook(params, replace(self.facts, tables=read))

    def parsed(self, name: str, rows: list[dict[str, str]]):
        found = as_csv(list(self.tables[name][0]), rows)
        return parse_table(found, f"{name}.csv", schemas()[name], self.facts.tables[name].unit)

    def strike(self, texts: Texts, voucher: str) -> None:
        """Take a voucher off the spending of its fund source and out of the ledger, as a person would by hand."""
        for line in [row for row in texts["ledger"] if row["voucher_no"] == voucher]:
            fund = next(row for row in texts["funds"] if row["fund_source"] == line["fund_source"])
            yuan = Decimal(line["amount"]) * (-1 if line["direction"] == "refund" else 1)
            fund["spent"] = f"{Decimal(fund['spent']) - yuan / 10_000:f}"  # funds are in 万元, the ledger is in 元
        texts["ledger"] = [row for row in texts["ledger"] if row["voucher_no"] != voucher]

    def change(self, random: Random) -> Changes:
        """Return one random change: of a weight, a value, a voucher or the rule pack."""
        kind = random.choice(KINDS)
        if kind == "voucher":
            return Changes(vouchers=(random.choice(self.vouchers),))
        if kind == "pack":
            return Changes(pack=random.choice(in_force(self.book.params.rules_as_of)))
        row = random.choice(self.tables["indicators"])
        if kind == "weight":
            return Changes(weights=self.weights(row, random))
        valued = [one for one in self.tables["indicators"] if one["kind"] in (*NUMBERS, "date", "qualitative")]
        row = random.choice(valued)
        return Changes(values={row["indicator_id"]: value(row, random)})

    def weights(self, row: Mapping[str, str], random: Random) -> dict[str, str]:
        """Return another weight; half of the time another indicator makes up for it, so that there is a total."""
        other = random.choice([one for one in self.tables["indicators"] if one is not row])
        moved = weight(row["weight"], random)
        rest = Decimal(other["weight"]) + Decimal(row["weight"]) - Decimal(moved)
        if rest < 0 or random.random() < 0.5:
            return {row["indicator_id"]: moved}
        return {row["indicator_id"]: moved, other["indicator_id"]: f"{rest:f}"}


def differences(project: Project, changes: Changes) -> Iterator[str]:
    """Yield where a trial and the evaluation of the changed tables do not agree to the cent."""
    after, trial = try_out(project.book, changes)
    rerun = project.rerun(changes).scores
    tried = {score.id: (score.points, score.weight, score.exact) for score in after.scores.scores}
    if tried != {score.id: (score.points, score.weight, score.exact) for score in rerun.scores}:
        yield f"{changes}: points differ"
    if (trial.after.total, trial.after.exact_total, trial.after.grade("zh"), trial.after.headline("zh")) != (
        rerun.total, rerun.exact_total, rerun.grade("zh"), rerun.headline("zh")):  # fmt: skip
        yield f"{changes}: {trial.after.headline('zh')} instead of {rerun.headline('zh')}"
    limited = trial.before.caps or trial.after.caps or trial.after.is_rescaled
    if trial.of_limits and not limited:
        yield f"{changes}: the differences do not add up"


def read(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file as texts."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def as_csv(columns: list[str], rows: list[dict[str, str]]) -> bytes:
    """Return rows as the bytes of a CSV file."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue().encode()


def in_force(day: str) -> list[str]:
    """Return the rule packs that apply on a day."""
    return [code for code in pack_codes() if is_in_force(load_pack(code), day)]


def weight(own: str, random: Random) -> str:
    """Return other full marks, now and then the same, none, or odd cents."""
    return random.choice((own, "0", str(random.randint(1, 40)), f"{random.randint(1, 4000) / 100:.2f}"))


def value(row: Mapping[str, str], random: Random) -> str:
    """Return another actual value of a number, a day, or other points of a judgement."""
    if row["kind"] == "date":
        return (date.fromisoformat(row["target_date"]) + timedelta(random.randint(-30, 90))).isoformat()
    if row["kind"] == "qualitative":
        return f"{Decimal(row['weight']) * random.randint(0, 100) / 100:f}"
    return f"{Decimal(row['target'].replace(',', '')) * random.randint(0, 20000) / 10000:f}"


def row_of(texts: Texts, code: str) -> dict[str, str]:
    """Return the row of an indicator."""
    return next(row for row in texts["indicators"] if row["indicator_id"] == code)


def write_value(texts: Texts, code: str, words: str) -> None:
    """Write a value where its kind of indicator has it."""
    row = row_of(texts, code)
    if row["kind"] == "qualitative":
        found = [one for one in texts["judgements"] if (one["subject"], one["decision"]) == (code, "score")]
        found[0]["score"] = words
    else:
        row["actual_date" if row["kind"] == "date" else "actual"] = words


def facts_without(facts: Facts, table: str) -> Facts:
    """Return facts that lack a table."""
    return replace(facts, tables={name: found for name, found in facts.tables.items() if name != table})
