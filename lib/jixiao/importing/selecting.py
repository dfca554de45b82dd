"""Which lines of a ledger are those of the project: not of other projects, not the other side of an entry."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from jixiao.importing.draft import Draft
from jixiao.importing.headings import plain
from jixiao.importing.model import Answers, TablePlan
from jixiao.importing.opening import OpenedSheet
from jixiao.layout.sums import amount
from jixiao.reading.lexicon import words

ALL = "all"
OTHER_PROJECT, OTHER_ACCOUNT, OTHER_SIDE = "other-project", "other-account", "other-side"
SIDES = ("debit", "credit")
"""Which side of double entries is taken, where no account tells the spending."""
_NAME_ENDS = re.compile(r"[-—/\\_|:：\s]")
_MOST_NAMES = 30
_BALANCED = Decimal("0.9")
_NOTHING = Decimal(0)
Texts = Sequence[str]


def select(drafts: Sequence[object], opened: Sequence[OpenedSheet], answers: Answers) -> None:
    """Ask which project and which accounts of a ledger count, where it has several."""
    told = {sheet.form.keys.get("name", "") for sheet in opened if sheet.form}
    names = {shown(name) for name in (*told, answers.values.get("project.name", "")) if name.strip()}
    for draft in drafts:
        if isinstance(draft, Draft) and draft.table == "ledger":
            _projects(draft, names)
            _accounts(draft)


def leaves(plan: TablePlan) -> Callable[[Texts], str] | None:
    """Return what tells why a row is none of the project's, empty if it is one; None if all rows are."""
    headings = {number: heading for number, (heading, _) in plan.columns.items()}
    project, accounts = (plan.choices.get(name, ALL) for name in ("project", "accounts"))
    if plan.table != "ledger" or project == accounts == ALL:
        return None
    place, account = column_of(headings, "projects"), column_of(headings, "accounts")
    sides = [number for number, (_, name) in plan.columns.items() if name == f"amount.{accounts}"]

    def reason(texts: Texts) -> str:
        if project != ALL and place and shown(_at(texts, place)) != shown(project):
            return OTHER_PROJECT
        if accounts in SIDES:
            return "" if any(amount(_at(texts, side)) for side in sides) else OTHER_SIDE
        return OTHER_ACCOUNT if accounts != ALL and account and not _at(texts, account).startswith(accounts) else ""

    return reason


def column_of(headings: Mapping[int, str], list_: str) -> int:
    """Return the first source column with a heading of a list, in the order of the list; 0 if there is none."""
    known = {plain(heading): number for number, heading in reversed([*headings.items()])}
    return next((known[name] for name in map(plain, words("importing")[list_]) if name in known), 0)


def shown(name: str) -> str:
    """Return the name of a project as it is compared."""
    return plain(name)


def _at(texts: Texts, column: int) -> str:
    return texts[column - 1].strip() if column <= len(texts) else ""


def _projects(draft: Draft, names: set[str]) -> None:
    column = column_of(draft.headings, "projects")
    if not column:
        return
    found = draft.piece.once(("projects", column), lambda: tuple(dict.fromkeys(
        text for _, cells in draft.found.body if (text := _at(cells, column)))))  # fmt: skip
    if len(found) > 1:
        own = [name for name in found if shown(name) in names]
        draft.option("project", "other-projects", own[0] if len(own) == 1 else "", (*found[:_MOST_NAMES], ALL),
                     count=len(found), column=draft.headings[column])  # fmt: skip


@dataclass
class _Entries:
    """The vouchers of a journal: what they come to on each side, and the expenses by class of account."""

    sides: dict[str, list[Decimal]] = field(default_factory=dict)
    expenses: dict[str, Decimal] = field(default_factory=dict)

    @property
    def are_double(self) -> bool:
        """Whether nearly all vouchers have both sides alike."""
        even = sum(1 for debit, credit in self.sides.values() if debit == credit != 0)
        return len(self.sides) > 1 and even >= _BALANCED * len(self.sides)


def _accounts(draft: Draft) -> None:
    """Ask which accounts are the expenses where every voucher has a debit and a credit that are alike."""
    column = column_of(draft.headings, "accounts")
    sides = draft.at("amount.debit"), draft.at("amount.credit")
    vouchers = [*draft.at("voucher_no"), *draft.at("voucher_no.word"), *draft.at("voucher_no.number")]
    if not (all(sides) and vouchers):
        return
    key = ("entries", column, *vouchers)
    found = draft.piece.once(key, lambda: _entries(draft, column, (sides[0][0], sides[1][0]), vouchers))
    if not found.are_double:
        return
    classes = tuple(sorted(found.expenses))
    if not classes:
        draft.option("accounts", "double-entry-sides", "", (*SIDES, ALL), count=len(found.sides))
    else:
        draft.option("accounts", "double-entry", _usual(found.expenses), (*classes, ALL), column=draft.headings[column],
                     count=len(found.sides), sums="; ".join(_sums(found.expenses)) or "—")  # fmt: skip


def _usual(expenses: Mapping[str, Decimal]) -> str:
    """Return the class of accounts to take: the first of those that say the same, none where they differ."""
    return min(expenses) if len(set(expenses.values())) == 1 else ""


def _sums(expenses: Mapping[str, Decimal]) -> Iterator[str]:
    yield from (f"{name}… {value:f}" for name, value in sorted(expenses.items()))


def _entries(draft: Draft, column: int, sides: tuple[int, int], vouchers: Sequence[int]) -> _Entries:
    found, above = _Entries(), ""
    for _, cells in draft.found.body:
        voucher = "-".join(_at(cells, number) for number in vouchers).strip("-") or above
        above, account = voucher, _at(cells, column) if column else ""
        debit, credit = (amount(_at(cells, side)) or _NOTHING for side in sides)
        entry = found.sides.setdefault(f"{voucher} {_month(draft, cells)}", [_NOTHING, _NOTHING])
        entry[0], entry[1] = entry[0] + debit, entry[1] + credit
        if debit and (kind := _expense(account)):
            found.expenses[kind] = found.expenses.get(kind, _NOTHING) + debit
    return found


def _expense(account: str) -> str:
    """Return what the accounts of an expense begin with: the first digit of a code, the first name of no code."""
    lexicon = words("importing")
    if account[:1] in lexicon["expenses"]:
        return account[:1]
    named = any(word in account for word in lexicon["expense_names"])
    if not named or (account[:1].isdecimal() and account[0] not in lexicon["expenses_by_name"]):
        return ""
    return account[0] if account[0].isdecimal() else _NAME_ENDS.split(account, maxsplit=1)[0]


def _month(draft: Draft, cells: Texts) -> str:
    at = draft.at("date") or draft.at("date.month")
    return _at(cells, at[0])[:7] if at else ""
