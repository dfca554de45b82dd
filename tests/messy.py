"""Honest files as people keep them: a table whose truth is known, laid out and spelt in the ways that offices do."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import messy_writers

UNITS = {"元": Decimal(1), "万元": Decimal(10_000)}
_PAYEES = ("示例·甲印务（虚构）", "示例·合计物流公司（虚构）", "NA", "null", "示例·小计文具店（虚构）", "None", "无",
           "示例·丁食堂（虚构）", "示例·戊,己商行（虚构）")  # fmt: skip
_SUMMARIES = ("购置图书", "支付 3 月物业费", "合计 12 次培训的讲课费", "1-2月水电费", "=SUM 字样的摘要",
              "“亲子阅读”活动\n材料", "-补付差旅费", "@乡镇 宣传品", "+追加印刷费")  # fmt: skip
_DIGITS, _PLACES, _GROUPS = "零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟"), ("", "万", "亿")
_WRITERS = {"xlsx": messy_writers.xlsx, "xlsm": messy_writers.xlsx, "xls": messy_writers.xls,
            "ods": messy_writers.ods}  # fmt: skip
_FULL_WIDTH = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


@dataclass(frozen=True)
class Cell:
    """What a cell shows, and for spreadsheets what it holds: a text, a number or a day."""

    text: str
    held: Decimal | date | None = None
    form: str = ""


@dataclass(frozen=True)
class Messy:
    """A file and the truth about it.

    Attributes:
        name: File name.
        data: Its bytes.
        table: The project's table its rows belong to.
        truth: The rows: values by column, amounts in 元.
        money: The unit its amounts are written in.
        filled: How many of its rows hold something.
        messes: What was done to it.
    """

    name: str
    data: bytes
    table: str
    truth: tuple[dict[str, Any], ...]
    money: str
    filled: int
    messes: tuple[str, ...]


def messy_file(seed: int) -> Messy:
    """Return one of the files, the same for the same seed."""
    random = Random(seed)
    return (_ledger if seed % 3 else _funds)(seed, random)


def written_out(yuan: Decimal) -> str:
    """Return an amount in the capital numerals of bills.

    Example:
        >>> written_out(Decimal("1000000")), written_out(Decimal("305.40"))
        ('壹佰万元整', '叁佰零伍元肆角整')
    """
    whole, fen = divmod(int(yuan * 100), 100)
    words, group = "", 0
    rest = whole
    while rest:
        rest, part = divmod(rest, 10_000)
        spelt = _below_ten_thousand(part)
        gap = "零" if words and part and (not words.startswith("零")) and whole // 10_000 ** (group) % 10 == 0 else ""
        words = (spelt + _GROUPS[group] if part else "") + gap + words
        if part and part < 1000 and rest:
            words = "零" + words
        group += 1
    jiao, cent = divmod(fen, 10)
    tail = (f"{_DIGITS[jiao]}角" if jiao else "零" if cent and whole else "") + (f"{_DIGITS[cent]}分" if cent else "")
    return f"{words}元{tail}{'' if cent else '整'}" if whole else (tail + ("" if cent else "整") if fen else "零元整")


def _below_ten_thousand(part: int) -> str:
    words = ""
    for place, digit in enumerate(reversed(str(part))):
        if digit != "0":
            words = _DIGITS[int(digit)] + _PLACES[place] + words
        elif words and not words.startswith("零"):
            words = "零" + words
    return words


class _Page:
    """A sheet under construction; the messes that were drawn decide what it looks like."""

    def __init__(self, seed: int, random: Random, money: str) -> None:
        self.random, self.money = random, money
        self.kind = ("xlsx", "xls", "ods", "csv", "csv", "xlsm", "tsv")[seed % 7]
        self.rows: list[list[Cell]] = []
        self.merged: list[tuple[int, int, int, int]] = []
        self.messes: list[str] = []
        self.left = int(self.has("blank first column", 0.2))
        self.days = random.choice(("iso", "dots", "chinese", "slashes", "compact", "cells"))
        self.unit_cell = True

    def has(self, mess: str, chance: float) -> bool:
        drawn = self.random.random() < chance
        if drawn:
            self.messes.append(mess)
        return drawn

    def add(self, cells: Iterable[Cell | str]) -> int:
        """Add a row and return its number, counted from 0."""
        self.rows.append([Cell("")] * self.left + [Cell(cell) if isinstance(cell, str) else cell for cell in cells])
        return len(self.rows) - 1

    def top(self, title: str, width: int) -> None:
        """Add what stands above a table."""
        if self.has("blank rows above", 0.2):
            self.rows += [[], []]
        if self.has("title", 0.7):
            row = self.add([title])
            if self.has("merged title", 0.6):
                self.merged.append((row, self.left, row, self.left + width - 1))
        self.add([*[""] * (width - 2), f"单位：{self.money}"])
        self.messes.append("unit row")

    def amount(self, yuan: Decimal) -> Cell:
        """Return an amount as somebody wrote it."""
        value = (yuan / UNITS[self.money]).normalize()
        plain = f"{value:f}"
        styles: dict[str, Callable[[], Cell]] = {
            "number": lambda: Cell(plain, Decimal(plain)),
            "two decimals shown": lambda: Cell(f"{value:,.2f}" if -value.as_tuple().exponent <= 2 else plain,
                                               Decimal(plain), "#,##0.00"),
            "text": lambda: Cell(plain),
            "thousands separators": lambda: Cell(_grouped(plain)),
            "full width": lambda: Cell(_grouped(plain).translate(_FULL_WIDTH)),
            "currency mark": lambda: Cell(f"￥{_grouped(plain)}"),
            "unit behind": lambda: Cell(f"{plain}{self.money}"),
            "blanks around": lambda: Cell(f" {plain}\u3000"),
            "own unit": lambda: Cell(f"{(yuan / 10_000).normalize():f}万元"),
            "capitals": lambda: Cell(written_out(yuan)),
        }
        if self.random.random() < 0.6:
            return styles["number"]()
        style = self.random.choice(sorted(styles))
        self.messes.append(f"amount: {style}")
        return styles[style]()

    def day(self, value: date) -> Cell:
        """Return a day in the style of this file."""
        texts = {"iso": value.isoformat(), "dots": f"{value:%Y.%m.%d}",
                 "chinese": f"{value.year}年{value.month}月{value.day}日",
                 "slashes": f"{value.year}/{value.month}/{value.day}", "compact": f"{value:%Y%m%d}"}  # fmt: skip
        if self.days == "cells":
            return Cell(texts["slashes"], value, "yyyy/m/d")
        return Cell(texts[self.days])

    def finished(self, seed: int, table: str, truth: Sequence[dict[str, Any]]) -> Messy:
        """Return the file."""
        writer = _WRITERS.get(self.kind, messy_writers.text)
        data = writer(self)
        filled = sum(any(cell.text.strip() for cell in row) for row in self.rows)
        name = f"messy-{seed:04}.{self.kind}"
        messes = (f"format: {self.kind}", *dict.fromkeys(self.messes))
        return Messy(name, data, table, tuple(truth), self.money, filled, messes)


def _grouped(plain: str) -> str:
    whole, dot, part = plain.partition(".")
    return f"{int(whole):,}{dot}{part}"


def _ledger(seed: int, random: Random) -> Messy:
    page = _Page(seed, random, random.choice(("元", "元", "万元")))
    numbered, noted = page.has("column of numbers", 0.4), page.has("column of notes", 0.4)
    gap = page.has("blank column", 0.2)
    heads = [random.choice(words) for words in (("日期", "凭证日期"), ("凭证号", "凭证编号", "凭证字号"), ("摘要",),
                                                ("收款方", "收款人"), ("经济分类", "部门经济分类"))]  # fmt: skip
    header = [*(["序号"] if numbered else []), *heads, *([""] if gap else []),
              random.choice(("金额", f"金额（{page.money}）")), *(["备注"] if noted else [])]  # fmt: skip
    page.top("示例项目支出明细账", len(header))
    page.add(header)
    day, truth, total, part = date(2020, 1, 1), [], Decimal(0), Decimal(0)
    for number in range(1, random.randint(6, 30)):
        day += timedelta(days=random.randint(0, 12))
        yuan = Decimal(random.choice((random.randint(1, 10**6), random.randint(1, 10**8) * 100))) / 100
        if page.money == "万元":
            yuan = yuan.quantize(Decimal(1))
        row = {"voucher_no": f"{number:04}", "date": day, "summary": random.choice(_SUMMARIES),
               "payee": random.choice(_PAYEES), "econ_class": f"0{random.randint(30201, 31299)}",
               "amount": yuan}  # fmt: skip
        truth.append(row)
        total, part = total + yuan, part + yuan
        page.add([*([str(number)] if numbered else []), page.day(day), row["voucher_no"], row["summary"], row["payee"],
                  row["econ_class"], *([""] if gap else []), page.amount(yuan),
                  *([random.choice(("", "已核"))] if noted else [])])  # fmt: skip
        place = header.index("摘要")
        if number % 7 == 0 and page.has("subtotal", 0.5):
            page.add([*[""] * place, "小计", *[""] * (len(header) - place - 2 - noted), _sum_cell(page, part)])
            part = Decimal(0)
        if number % 9 == 0 and page.has("repeated header", 0.3):
            page.add(header)
    if page.has("total", 0.7):
        words = random.choice(("合计", "合  计", "总计"))
        page.add([words, *[""] * (len(header) - 2 - noted), _sum_cell(page, total)])
    if page.has("note below", 0.4):
        page.add(["注：以上支出均已取得合法票据。"])
    if page.has("signatures", 0.4):
        page.add(["制表人：示例甲", "", "审核：示例乙"])
    return page.finished(seed, "ledger", truth)


def _funds(seed: int, random: Random) -> Messy:
    page = _Page(seed, random, random.choice(("万元", "万元", "元")))
    two_rows = page.has("header of two rows", 0.5)
    names = ["中央财政资金", "省级财政资金", "市级财政资金", "区级财政资金", "单位自筹资金"][: random.randint(1, 5)]
    heads = [("预算资金", "年初预算数"), ("预算资金", "调整后预算数"),
             ("执行情况", "到位资金"), ("执行情况", "全年执行数")]  # fmt: skip
    page.top("示例项目资金情况表", len(heads) + 1)
    if two_rows:
        first = page.add(["资金来源", "预算资金", "", "执行情况", ""])
        page.add(["", *(low for _, low in heads)])
        page.merged += [(first, page.left, first + 1, page.left), (first, page.left + 1, first, page.left + 2),
                        (first, page.left + 3, first, page.left + 4)]  # fmt: skip
    else:
        page.add(["资金来源", *(low for _, low in heads)])
    columns = ("budget_initial", "budget_adjusted", "received", "spent")
    truth, totals = [], dict.fromkeys(columns, Decimal(0))
    for name in names:
        row: dict[str, Any] = {"fund_source": name}
        for column in columns:
            row[column] = Decimal(random.randint(1, 10**7)) * (100 if page.money == "万元" else 1)
            totals[column] += row[column]
        if page.has("amount unknown", 0.15):
            row["received"] = None
            totals["received"] = Decimal(0)
        truth.append(row)
        dash = random.choice(("—", "-", "", "/"))
        page.add([name, *(Cell(dash) if row[column] is None else page.amount(row[column]) for column in columns)])
    if page.has("total", 0.7) and all(row["received"] is not None for row in truth):
        page.add(["合计", *(_sum_cell(page, totals[column]) for column in columns)])
    if page.has("note below", 0.4):
        page.add(["说明：到位资金以国库集中支付系统为准。"])
    return page.finished(seed, "funds", truth)


def _sum_cell(page: _Page, yuan: Decimal) -> Cell:
    plain = f"{(yuan / UNITS[page.money]).normalize():f}"
    return Cell(plain, Decimal(plain))
