"""Numbers that are names: years, dates, document numbers, list labels, telephones. Nobody computes with them."""

import re
from functools import cache

from jixiao.reading import lexicon

_YEAR = re.compile(r"(?:19|20)\d\d")
_DOCNO_BEFORE = re.compile(r"[〔\[［【（﹝]$")
_DOCNO_YEAR_BEHIND = re.compile(r"[〕\]］】）﹞]\s?(?:第)?\s?\d+\s?号")
_DOCNO_NUMBER_BEFORE = re.compile(r"[〔\[［【（﹝](?:19|20)\d\d(?:年)?[〕\]］】）﹞]\s?(?:第)?\s?$")
_HOTLINE_BEHIND = re.compile(r"[^，。；\n\d]{0,6}(?:热线|电话)|-\d{5,8}")
_AREA_CODE_BEFORE = re.compile(r"(?<!\d)\d{3,4}-$")
_ADDRESS_BEHIND = re.compile("号(?!文|线|馆|召)|楼|室|幢(?!建)|栋(?!建)|单元|弄|路")
_LABEL_LINE = re.compile(r"(?:^|[\n。；！？|])[ \t\u3000#>*-]*[（]?$")
_LABEL_BEHIND = re.compile(r"[.、)）](?!\d)|\.(?=\d+[.、 ])")
_DAY_BEFORE = re.compile(r"(?:月|[-/.]\d{1,2}[-/.])$")
_TIME = re.compile(r"[：:]\d{2}(?!\d)")
_ISO_MONTH_BEFORE = re.compile(r"(?:19|20)\d\d[-/.]$")
_DIMENSION = re.compile(r"\s?(?:cm|mm|m|米|厘米|毫米)?\s?[*×xX]\s?\d")
_DIMENSION_BEFORE = re.compile(r"\d\s?(?:cm|mm|m|米|厘米|毫米)?\s?[*×xX]\s?$")
_CODE_BEFORE = re.compile(r"[A-Za-z_]$|[A-Za-z]-$")
_CODE_BEHIND = re.compile(r"[A-Za-z_]{2,}|[a-zA-Z](?![a-zA-Z]*[²³])")
_INLINE_BEFORE = re.compile(r"[。；：，）\s（]$")
_INLINE_BEHIND = re.compile(r"[.、)）][\u4e00-\u9fff]")
_LONG_CODE, _LONGEST_QUANTITY = 11, 18
_QUOTED_BEFORE = re.compile("[“‘《\"]$")
_NAME_IN_QUOTES = re.compile("[^”’》\"\\n，。；]{1,12}[”’》\"]")
_YEAR_SPAN = re.compile(r"\s?[-~至到—]{1,2}\s?(?:19|20)?\d\d年?")
_SHORT_YEAR_BEFORE = re.compile(r"(?:19|20)\d\d年?\s?[-~至到—]{1,2}\s?$")
_MONTH_SPAN = re.compile(r"\s?[-~至到—]{1,2}\s?\d{1,2}月")
_YEAR_BEHIND = re.compile("年(?![内限期均龄级](?!度))|年度")


def name_kind(text: str, start: int, end: int, number: str, unit: str) -> str:
    """Return what a number names; empty if it is a quantity.

    Args:
        text: The normalised text.
        start: Offset of its first digit.
        end: Offset behind its last digit.
        number: The digits.
        unit: The unit that follows, if one does.
    """
    before, behind = text[max(0, start - 16) : start], text[end : end + 20]
    for kind, holds in _TESTS:
        if holds(number, before, behind, unit):
            return kind
    return ""


def _is_docno(number: str, before: str, behind: str, unit: str) -> bool:
    if _DOCNO_NUMBER_BEFORE.search(before):
        return True
    if _YEAR.fullmatch(number) and _DOCNO_BEFORE.search(before) and _DOCNO_YEAR_BEHIND.match(behind):
        return True
    return bool(re.match(r"\s?号(?:文|令|公告|通知|[）〕])", behind))


def _is_dimension(number: str, before: str, behind: str, unit: str) -> bool:
    if _DIMENSION_BEFORE.search(before) and not unit.endswith("元"):
        return True
    return bool(_DIMENSION.match(behind)) and not re.match(r"\s?[*×xX]\s?\d+(?:\.\d+)?\s?(?:元|%|=)", behind)


def _is_year(number: str, before: str, behind: str, unit: str) -> bool:
    if len(number) != 4 or not _YEAR.fullmatch(number):
        return bool(re.fullmatch(r"\d\d", number) and _SHORT_YEAR_BEFORE.search(before) and behind[:1] == "年")
    if _YEAR_BEHIND.match(behind.lstrip(" ")) or _YEAR_SPAN.match(behind) or _SHORT_YEAR_BEFORE.search(before):
        return True
    if re.match(r"[-/.]\d{1,2}[-/.月]", behind):
        return True
    # a bare year inside a name: 2020巾帼志愿者
    return not unit and bool(re.match("[\u4e00-\u9fff]", behind)) and not re.search("[\\d|]\\s?$", before)


def _is_date(number: str, before: str, behind: str, unit: str) -> bool:
    if "." in number or "," in number or len(number) > 2:
        return bool(re.fullmatch(r"\d{1,2}\.\d{1,2}", number) and re.search(r"(?:19|20)\d\d\.$", before))
    if int(number) <= 12 and (_MONTH_SPAN.match(behind) or re.match("月(?!度?均|薪)", behind)):
        return True
    if re.match("[日号]", behind) and _DAY_BEFORE.search(before):
        return True
    if _ISO_MONTH_BEFORE.search(before) or _DAY_BEFORE.search(before):
        return not unit or unit in ("日", "天")
    return bool(re.match(r"[日]?[-~至到]\d{1,2}日", behind) and re.search("月$", before))


def _is_time(number: str, before: str, behind: str, unit: str) -> bool:
    if len(number) <= 2 and (_TIME.match(behind) or re.match("时(?!长|间|段|候)", behind)):
        return True
    return bool(len(number) == 2 and re.search(r"(?<!\d)\d{1,2}[：:]$", before) and not unit)


def _is_hotline(number: str, before: str, behind: str, unit: str) -> bool:
    if "." in number or "," in number or len(number) < 3:
        return False
    if unit and not number.startswith("0"):
        return False
    if len(number) >= _LONG_CODE or _AREA_CODE_BEFORE.search(before):
        return not unit
    called = _words_before("telephone", r"[^，。；\n\d]{0,6}(?:\d{3,4}-)?").search(before)
    if called or re.match(r"-\d{6,8}(?!\d)", behind):
        return True
    return bool(re.fullmatch(r"1\d{4}|1[12]\d|9\d{4}", number) and _HOTLINE_BEHIND.match(behind))


def _is_address(number: str, before: str, behind: str, unit: str) -> bool:
    if "." in number:
        return False
    is_after = _words_before("address_before", "").search(before) is not None
    return (is_after and bool(_ADDRESS_BEHIND.match(behind))) or bool(re.match("号楼|室(?!内)|号线", behind))


def _is_label(number: str, before: str, behind: str, unit: str) -> bool:
    if not unit and _words_before("attached", r"[ ]?(?:\d{1,2}[-－.])?").search(before):
        return "，" not in before[-1:]
    if len(number) > 2 and not re.fullmatch(r"\d{1,2}\.\d{1,2}", number):
        return False
    if _LABEL_LINE.search(before) and _LABEL_BEHIND.match(behind):
        return True
    if re.fullmatch(r"\d{1,2}\.\d{1,2}", number) and not unit and re.search(r"(?:^|\n)[ \t#]*$", before):
        return bool(re.match(r"[ .、]?[\u4e00-\u9fff]", behind))
    is_inline = bool(_INLINE_BEFORE.search(before) and _INLINE_BEHIND.match(behind))
    return is_inline and not unit and bool(_LABEL_BEHIND.match(behind)) and "." not in number


def _is_ordinal(number: str, before: str, behind: str, unit: str) -> bool:
    if before.endswith("第") or re.search(r"第\d*$", before):
        return True
    if _QUOTED_BEFORE.search(before) and unit in ("个", "项", "大", "") and _NAME_IN_QUOTES.match(behind):
        return True
    return bool(re.match("星|周年|A级|级(?!别)|届", behind)) and "." not in number


def _is_code(number: str, before: str, behind: str, unit: str) -> bool:
    if len(number.split(".")[0].replace(",", "")) > _LONGEST_QUANTITY:
        return True
    if _CODE_BEFORE.search(before) and not unit.endswith("元"):
        return True
    if len(number) >= 3 and not unit and re.match(r"-[\u4e00-\u9fff]", behind):
        return True
    return not unit and bool(_CODE_BEHIND.match(behind)) and "," not in number


@cache
def _words_before(name: str, between: str) -> re.Pattern[str]:
    """Return a pattern for a word of a list in ``rules/lexicon/numbers.yaml`` before a number."""
    return re.compile(f"(?:{lexicon.longest_first(lexicon.words('numbers')[name])}){between}$")


_TESTS = (
    ("docno", _is_docno), ("dimension", _is_dimension), ("year", _is_year), ("date", _is_date), ("time", _is_time),
    ("hotline", _is_hotline), ("ordinal", _is_ordinal), ("label", _is_label), ("code", _is_address), ("code", _is_code),
)  # fmt: skip
