"""What may name a project, a rule pack or a day: checked forms of the few texts that steer a run."""

import re
from datetime import date
from decimal import Decimal

from pydantic_core import PydanticCustomError

# Chinese characters of this block have one form only, whatever system writes them.
PROJECT = re.compile(r"[A-Za-z0-9\u4e00-\u9fff][A-Za-z0-9\u4e00-\u9fff._-]*")
PROJECT_BYTES = 80
RULE_PACK = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
TOLERANCE = re.compile(r"[01](?:\.[0-9]{1,6})?")
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
_PATH_MARKS = re.compile(r"[/\\:~]|\.\.|^\.")


def project_name(value: str) -> str:
    """Return `value` if it can name a project's folder on every system and cannot leave ``data/``."""
    if _PATH_MARKS.search(value):
        raise _refused("path-like-name")
    if value.split(".")[0].casefold() in RESERVED:
        raise _refused("reserved-name")
    too_long = len(value.encode("utf-8", "replace")) > PROJECT_BYTES
    if too_long or not PROJECT.fullmatch(value) or value.endswith("."):
        raise _refused("bad-project-name")
    return value


def rule_pack_name(value: str) -> str:
    """Return `value` if it has the form of a rule pack's name."""
    if not RULE_PACK.fullmatch(value):
        raise _refused("bad-rule-pack-name")
    return value


def rule_pack_names(value: str) -> str:
    """Return `value` if it lists names of rule packs, divided by spaces or commas; or nothing."""
    for name in listed(value):
        rule_pack_name(name)
    return value


def listed(value: str) -> list[str]:
    """Return the names of a list divided by spaces or commas.

    Example:
        >>> listed("cn-2021-101, observed-gx")
        ['cn-2021-101', 'observed-gx']
    """
    return value.replace(",", " ").replace("，", " ").split()


def iso_day(value: str) -> str:
    """Return `value` if it is a day of the calendar written YYYY-MM-DD."""
    try:
        if ISO_DAY.fullmatch(value) and date.fromisoformat(value):
            return value
    except ValueError:
        pass
    raise _refused("bad-day")


def iso_day_or_none(value: str) -> str:
    """Return `value` if it is a day, or empty: then the fiscal year of the project decides."""
    return value and iso_day(value)


def tolerance(value: str) -> str:
    """Return `value` if it is a plain decimal from 0 to 1, in percentage points."""
    if not TOLERANCE.fullmatch(value) or Decimal(value) > 1:
        raise _refused("bad-tolerance")
    return value


def _refused(code: str) -> PydanticCustomError:
    return PydanticCustomError(code, code)
