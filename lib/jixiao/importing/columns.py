"""Which source column becomes which project column, and what of a row is made because no column has it."""

import re
from collections.abc import Callable, Mapping

from jixiao.importing.directions import SIDE, tells_sides
from jixiao.importing.draft import CONSTANT, Draft
from jixiao.importing.headings import BY_DEFINITION, LEXICON, plain
from jixiao.importing.matching import matched
from jixiao.importing.selecting import column_of
from jixiao.layout.model import FoundTable
from jixiao.quantities import YUAN_PER_UNIT
from jixiao.reading.lexicon import longest_first, words
from jixiao.spreadsheets.model import column_letters

_ENDS_IN_CLASS = re.compile(r".*[/\\][0-9]{5,7}[^0-9/\\]+")


def choose_columns(draft: Draft) -> None:
    """Take the columns of the mapping file, else those that the headings mean, and ask where that is not clear."""
    explicit = _explicit(draft)
    match = matched(draft.found, draft.table)
    draft.sure = {number: sure for number, (_, sure) in match.columns.items()}
    draft.columns = explicit or {number: name for number, (name, _) in match.columns.items()}
    _given_constants(draft)
    if not explicit:
        _class_of_account(draft)
        _parts(draft)
        _doubles(draft)
    _chosen(draft)
    _missing(draft)


def _explicit(draft: Draft) -> dict[int, str]:
    prefix = f"{draft.piece.key}.columns."
    values = draft.answers.values
    given = {name.removeprefix(prefix): column for name, column in values.items() if name.startswith(prefix)}
    return {number: given[letters] for number in draft.headings if (letters := column_letters(number)) in given}


def _given_constants(draft: Draft) -> None:
    prefix = f"{draft.piece.key}.constants."
    for name, text in draft.answers.values.items():
        if name.startswith(prefix) and text:
            draft.constants[name.removeprefix(prefix)] = text


def _class_of_account(draft: Draft) -> None:
    """Take the economic class from the account where every account ends in one: 5001/项目支出/30226劳务费."""
    column = column_of(draft.headings, "accounts")
    if draft.table == "ledger" and column and not draft.has("econ_class") and not draft.columns.get(column):
        accounts = {cells[column - 1].strip() for _, cells in draft.found.body if column <= len(cells)} - {""}
        if accounts and all(map(_ENDS_IN_CLASS.fullmatch, accounts)):
            draft.columns[column] = "econ_class"


def _parts(draft: Draft) -> None:
    """Drop the parts of a column that are not all there, or that a whole column makes needless."""
    if draft.has("date") or not (draft.has("date.month") and draft.has("date.day")):
        for part in ("date.year", "date.month", "date.day"):
            draft.drop(part)
    if draft.has("voucher_no.number") and draft.has("voucher_no"):
        draft.drop("voucher_no.number")
    if draft.has("voucher_no.word") and draft.has("voucher_no"):
        # 凭证字 beside 凭证号: the second holds the number only.
        for number in draft.at("voucher_no"):
            draft.columns[number] = "voucher_no.number"
    if not draft.has("voucher_no.number"):
        draft.drop("voucher_no.word")
    _returned(draft)
    if draft.has("amount.debit") or draft.has("amount.credit"):
        # Beside debit and credit, the side is that of the balance.
        draft.drop("direction")
    for number in draft.at("direction") if draft.has("amount") else ():
        draft.columns[number] = SIDE if tells_sides(draft, number) else "direction"
    if draft.has("amount.credit") and not draft.has("amount.debit"):
        draft.drop("amount.credit")
    if draft.has("distribution"):
        for grade in range(1, 6):
            draft.drop(f"distribution.{grade}")


def _returned(draft: Draft) -> None:
    """Take what was paid beside a column of what came back as the debit of it."""
    returned = words(LEXICON)["returned"]
    back = [number for number in draft.at("amount.credit") if plain(draft.headings[number]) in returned]
    paid = draft.at("amount")
    if len(back) == len(draft.at("amount.credit")) == len(paid) == 1 and not draft.has("amount.debit"):
        draft.columns[paid[0]] = "amount.debit"


def _code(draft: Draft, name: str, rivals: list[int]) -> list[int]:
    """Return the one column of several that holds a code, the others its name; else all."""
    ends = tuple(words(LEXICON)["code_ends"])
    coded = [number for number in rivals if plain(draft.headings[number]).endswith(ends)]
    return coded if draft.schema.columns[name.partition(".")[0]].type == "code" and len(coded) == 1 else rivals


def _doubles(draft: Draft) -> None:
    for name in dict.fromkeys(filter(None, draft.columns.values())):
        rivals = draft.at(name)
        if name == "amount" and draft.has("amount.debit"):
            rivals = sorted([*rivals, *draft.at("amount.debit")])
        if len(rivals) > 1 and len(coded := _code(draft, name, rivals)) == 1:
            draft.columns.update({number: "" for number in rivals if number not in coded})
        elif len(rivals) > 1 and draft.given(f"choices.{name}") is None:
            best = [number for number in rivals if draft.sure.get(number, 0) == BY_DEFINITION]
            answer = draft.label(best[0]) if len(best) == 1 else ""
            draft.ask("two-columns", f"choices.{name}", answer, tuple(map(draft.label, rivals)), column=name)
            draft.drop(name)


def _chosen(draft: Draft) -> None:
    for name in draft.schema.columns:
        given = draft.given(f"choices.{name}")
        if given is None:
            continue
        sides = {text for number in draft.at("amount.debit") for text in (column_letters(number), draft.label(number))}
        if name == "amount" and given in sides:
            draft.drop("amount")
            continue
        if name == "amount":
            draft.drop("amount.debit")
            draft.drop("amount.credit")
        draft.chosen(name, given)


def _missing(draft: Draft) -> None:
    asked = {question.key for question in draft.questions}
    for name, column in draft.schema.columns.items():
        if draft.has(name) or name in draft.constants or f"{draft.piece.key}.choices.{name}" in asked:
            continue
        if name in _MAKERS.get(draft.table, {}) and (way := _MAKERS[draft.table][name](draft)):
            draft.made[name] = way
        elif column.required or _is_open(draft, name):
            free = tuple(draft.label(number) for number in draft.headings if not draft.columns.get(number))
            draft.ask("missing-column", f"choices.{name}", _counted(draft, name), column=name,
                      known="; ".join(free) or "—", constant=f"{CONSTANT}…")  # fmt: skip
        elif column.present:
            draft.made[name] = "empty"


def _counted(draft: Draft, name: str) -> str:
    """Return the answer that a row beside a survey gives: how many questionnaires were sent, and were valid."""
    lexicon = words("importing")
    if draft.table != "survey" or name not in lexicon["counts"]:
        return ""
    told = rf"(?:{longest_first(lexicon['counts'][name])})\D{{0,3}}(\d+)\s*(?:{longest_first(lexicon['count_units'])})"
    found = {match[1] for row in draft.found.left for cell in row.cells for match in re.finditer(told, cell)}
    return f"{CONSTANT}{found.pop()}" if len(found) == 1 else ""


def _is_open(draft: Draft, name: str) -> bool:
    """Return whether the mapping file has the question about a column, without an answer."""
    return draft.answers.values.get(f"{draft.piece.key}.choices.{name}") == ""


def _always(way: str) -> Callable[[Draft], str]:
    return lambda draft: way


def _with(way: str, *needed: str) -> Callable[[Draft], str]:
    return lambda draft: way if all(draft.has(name) for name in needed) else ""


def _direction(draft: Draft) -> str:
    if draft.has("amount.debit"):
        return "sides"
    if draft.has(SIDE):
        return "word"
    return "sign" if draft.has("amount") else ""


_MAKERS: Mapping[str, Mapping[str, Callable[[Draft], str]]] = {
    "ledger": {
        "voucher_no": _with("word-and-number", "voucher_no.number"), "line_no": _always("counted"),
        "date": _with("month-and-day", "date.month", "date.day"), "amount": _with("sides", "amount.debit"),
        "direction": _direction,
    },
    "indicators": {"indicator_id": _always("numbered"), "kind": _always("texts")},
    "survey": {
        "batch": _always("numbered"), "scale": _with("grades", "distribution.1"),
        "distribution": _with("grades", "distribution.1"),
    },
    "evidence": {"evidence_id": _always("numbered")},
}  # fmt: skip


def amount_columns(draft: Draft) -> list[int]:
    """Return the source columns that hold amounts of money."""
    types = {name: column.type for name, column in draft.schema.columns.items()}
    return [number for number, name in draft.columns.items() if types.get(name.partition(".")[0]) == "amount"]


def own_units(found: FoundTable) -> dict[int, str]:
    """Return the money unit that the heading of each source column names, empty if it names none."""
    return {heading.column: heading.unit if heading.unit in YUAN_PER_UNIT else "" for heading in found.headings}
