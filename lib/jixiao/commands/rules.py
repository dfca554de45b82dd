"""What ``jixiao rules`` prints: the rules in force on a day, the page of one, or all of them for programs."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from jixiao.catalogue import book, entries
from jixiao.catalogue.lines import lines
from jixiao.catalogue.pages import page
from jixiao.exceptions import ParameterError
from jixiao.intake.nearest import nearest
from jixiao.language import preferred, text
from jixiao.rulebook import rules


def answer(
    code: str | None, as_of: str, pack: str | None, as_json: bool, folder: str | None, check: bool
) -> str:
    """Return what the command says; with a `folder` it writes or checks the offline pages.

    Raises:
        ParameterError: An option or a code cannot be used, or the pages are out of date.
    """
    if folder is not None:
        return check_pages(folder) if check else write_pages(folder)
    if check:
        raise ParameterError("check-needs-folder")
    return as_json_text(code, as_of, pack) if as_json else told(code, as_of, pack)


def told(code: str | None, as_of: str, pack: str | None) -> str:
    """Return the rules in force on the day `as_of`, or the page of the rule `code`, for a person.

    Raises:
        ParameterError: There is no such rule or pack, or `as_of` is no day.
    """
    language = preferred()
    if code is not None:
        found = entries.find(code)
        return "\n\n".join("\n".join(lines(page(rule, language))) for rule in found)
    return "\n".join(lines(book.overview(_day(as_of), _pack(pack), language)))


def as_json_text(code: str | None, as_of: str, pack: str | None) -> str:
    """Return the same for programs: what the rule files hold, in all languages.

    Raises:
        ParameterError: There is no such rule or pack, or `as_of` is no day.
    """
    day, chosen = _day(as_of), _pack(pack)
    found = entries.find(code) if code is not None else tuple(entries.every())
    kinds: dict[str, Any] = {kind: {} for kind in entries.KINDS}
    for rule in found:
        if code is not None or (rule.is_in_force(day) and (chosen is None or _belongs(rule, chosen))):
            kinds[rule.kind][rule.code] = rule.node
    told = {"as_of": day, "digest": rules.digest(), **{kind: rule for kind, rule in kinds.items() if rule}}
    return json.dumps(told, ensure_ascii=False, indent=1)


def write_pages(folder: str) -> str:
    """Write the catalogue as offline pages; return what was done.

    Raises:
        ParameterError: The folder holds other files.
    """
    from jixiao.catalogue.site import write

    place = Path(folder)
    return text("cli.rules.written", number=write(place, preferred()), folder=place.as_posix())


def check_pages(folder: str) -> str:
    """Say that the pages in `folder` are those of the rules as they are.

    Raises:
        ParameterError: They are not, or there are none.
    """
    from jixiao.catalogue.site import check

    place = Path(folder)
    return text("cli.rules.fresh", number=check(place), folder=place.as_posix())


def _belongs(rule: entries.Entry, pack: str) -> bool:
    return rule.code == pack if rule.kind == "packs" else rule.kind == "indicators" and _lists(pack, rule.code)


def _lists(pack: str, code: str) -> bool:
    from jixiao.catalogue.scorers import scorers

    found = entries.entry("packs", pack)
    return found is not None and any(scorers(found, code))


def _pack(code: str | None) -> str | None:
    known = [rule.code for rule in entries.entries("packs")]
    if code is not None and code not in known:
        raise ParameterError("no-such-pack", pack=code, nearest=nearest(code, known), known=", ".join(known))
    return code


def _day(written: str) -> str:
    try:
        if date.fromisoformat(written).isoformat() == written:
            return written
    except ValueError:
        pass
    raise ParameterError("not-a-day", option="--as-of", found=written)
