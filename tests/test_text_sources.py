"""Tables as text: in whichever encoding and with whichever delimiter people save them, every row arrives once."""

import codecs
import csv
import hashlib
import io
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.exceptions import JixiaoError, SchemaError
from jixiao.spreadsheets.formats.csv import read
from jixiao.spreadsheets.model import Source

HEADER = ("凭证号", "日期", "摘要", "金额", "收款方")
FIRST = ("记-0012", "2020-02-05", "印刷费，第一批；共3册", "1,178.09", "示例·甲印务")
ROWS = [HEADER, FIRST, ("记-0013", "", "退款", "-5", "")]
ENCODINGS = {
    "utf-8": b"", "utf-8-sig": b"", "gb18030": b"", "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE,
}  # fmt: skip
DELIMITERS = [",", ";", "\t", "|", "，"]
# Characters that GB18030 has and GBK lacks.
RARE = "㛃䶮𠮷龑㐂"


def written(rows: list[tuple[str, ...]], delimiter: str = ",", end: str = "\r\n") -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, lineterminator=end).writerows(rows)
    return stream.getvalue()


def cells(source: Source) -> list[tuple[str, ...]]:
    return [row for _, row in source.sheets[0].rows]


def numbers(source: Source) -> list[int]:
    return [number for number, _ in source.sheets[0].rows]


def remarks(source: Source) -> dict[str, str]:
    return {remark.kind: remark.text for remark in (*source.remarks, *source.sheets[0].remarks)}


def trimmed(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    kept = [row[: max((place for place, cell in enumerate(row, 1) if cell.strip()), default=0)] for row in rows]
    return [row for row in kept if row]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("delimiter", DELIMITERS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=repr)
def test_a_table_is_read_in_every_encoding_with_every_delimiter(encoding: str, delimiter: str, end: str):
    data = ENCODINGS[encoding] + written(ROWS, delimiter, end).encode(encoding)
    source = read(data, "账.CSV")
    sheet = source.sheets[0]
    assert (source.encoding, source.delimiter, source.format, source.file) == (encoding, delimiter, "csv", "账.CSV")
    assert cells(source) == trimmed(ROWS) and numbers(source) == [1, 2, 3]
    assert (sheet.name, sheet.count, sheet.width) == ("", 3, 5)
    assert source.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_is_known_without_its_mark_by_the_zeros_of_its_delimiters(encoding: str):
    source = read(written(ROWS, "\t").encode(encoding), "账.tsv")
    assert (source.encoding, source.format, cells(source)) == (encoding, "tsv", trimmed(ROWS))


def test_rare_names_are_read_from_gb18030():
    assert cells(read(f"姓名,金额\n{RARE},1\n".encode("gb18030"), "a.csv"))[1] == (RARE, "1")


def test_short_text_that_could_be_cyrillic_is_chinese():
    source = read("a,b\n一,1\n".encode("gb18030"), "a.csv")
    assert (source.encoding, cells(source)) == ("gb18030", [("a", "b"), ("一", "1")])


def test_rows_can_be_gone_through_again():
    rows = read(written(ROWS).encode(), "a.csv").sheets[0].rows
    assert list(rows) == list(rows) != []


def test_a_row_of_several_lines_is_one_and_blank_rows_are_counted_and_left_out():
    source = read('a,b\n\n"第一行\n第二行,",2\n,,\n3,4\n\n'.encode(), "a.csv")
    assert list(source.sheets[0].rows) == [(1, ("a", "b")), (3, ("第一行\n第二行,", "2")), (5, ("3", "4"))]
    assert source.sheets[0].count == 5
    assert remarks(source)["line-breaks"] == "3"


def test_rows_before_the_header_may_be_shorter_and_are_told():
    source = read("妇女之家项目支出明细\n单位：元\n凭证号,摘要,金额\n记-1,笔,1\n记-2,纸\n记-3,墨,\n".encode(), "a.csv")
    assert numbers(source) == [1, 2, 3, 4, 5, 6]
    assert remarks(source) == {"short-row": "1-2, 5"}


def test_a_stated_delimiter_is_taken_and_its_line_is_no_row():
    source = read(b"sep=;\r\na,1;b\r\n1,5;2\r\n", "a.csv")
    assert (source.delimiter, cells(source), numbers(source)) == (";", [("a,1", "b"), ("1,5", "2")], [1, 2])
    assert remarks(source) == {"separator-line": "sep=;"}


def test_a_list_of_single_cells_is_read_without_delimiter():
    source = read("名称\n甲\n乙\n".encode(), "a.csv")
    assert (source.delimiter, cells(source)) == ("", [("名称",), ("甲",), ("乙",)])


@pytest.mark.parametrize(("content", "delimiter"), [
    ("批次,问题,分布\nA,一,44|10|2|1|0\nA,二,40|14|2|1|0\n", ","),
    ("摘要\t金额\n甲，乙，丙\t1,178.09\n甲，乙\t178.09\n", "\t"),
    ('"a","b;c;d"\n"1","2;3;4"\n', ","),
    ("标题，有逗号\na;b;c\n1,5;2,5;3\n", ";"),
    ("甲，乙\n一,1\n二，三,2\n四,3\n五,4\n", ","),
])  # fmt: skip
def test_the_delimiter_is_what_divides_the_rows_alike(content: str, delimiter: str):
    assert read(content.encode(), "a.csv").delimiter == delimiter


def test_a_delimiter_in_doubt_is_an_error_that_says_what_was_found():
    with pytest.raises(SchemaError) as caught:
        read(b"a;b,c\n1;2,3\n", "a.csv")
    assert "逗号：分开 2 行，其中 2 行各 2 格 · 分号：分开 2 行" in caught.value.message("zh")
    assert "comma: divides 2 rows, 2 of them into 2 cells" in caught.value.message("en")


@pytest.mark.parametrize(("content", "row", "found", "expected"), [
    ("a,b\n1,2\n1,2,3\n", 3, 3, 2), ("标题\na,b\n1,2\n\n1,178.09,3\n", 5, 3, 2), ("a,b\n1,2,3\n4,5,6\n", 2, 3, 2),
])  # fmt: skip
def test_a_row_with_a_filled_cell_behind_the_header_is_an_error_with_its_row(content, row, found, expected):
    with pytest.raises(SchemaError) as caught:
        read(content.encode(), "a.csv")
    error = caught.value
    assert (error.code, error.fields["row"]) == ("surplus-cells", row)
    assert (error.fields["found"], error.fields["expected"]) == (found, expected)


def test_empty_cells_behind_the_header_are_no_error():
    assert cells(read(b"a,b\n1,2,,,\n3,4, ,\n", "a.csv")) == [("a", "b"), ("1", "2"), ("3", "4")]


def test_an_open_quotation_mark_is_an_error_with_its_row():
    with pytest.raises(SchemaError) as caught:
        read(b'a,b\n"1\n2",3\n"4,5\n6,7\n', "a.csv")
    assert (caught.value.code, caught.value.fields["row"]) == ("broken-quotes", 3)


def test_cells_are_in_normal_form():
    assert cells(read("e\u0301,神\n".encode(), "a.csv")) == [("é", "神")]


CELL = st.text("ab 1,;|\t，。\"'\n\r=+-妇𠮷", max_size=6)
TABLES = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.tuples(*[CELL] * width), min_size=1, max_size=6).filter(
        lambda rows: any(cell.strip() for row in rows for cell in row)
    )
)


@settings(max_examples=50, deadline=None, derandomize=True, database=None)
@given(rows=TABLES, encoding=st.sampled_from(sorted(ENCODINGS)), delimiter=st.sampled_from(DELIMITERS))
def test_no_cell_is_changed_whatever_it_holds(rows, encoding, delimiter):
    sep = f"sep={delimiter}\n" + written(rows, delimiter)
    source = read(ENCODINGS[encoding] + sep.encode(encoding), "a.csv")
    assert cells(source) == trimmed(rows)


def test_no_mutated_text_raises_an_error_without_a_sentence():
    rng = random.Random(20200225)
    good = [(ENCODINGS[encoding] + written(ROWS * 3).encode(encoding)) for encoding in ENCODINGS]
    read_whole = refused = 0
    for _ in range(600):
        data = bytearray(rng.choice(good))
        for _ in range(rng.randint(1, 4)):
            data[rng.randrange(len(data))] = rng.choice((rng.randrange(256), *b',"\n\r\x00 ;'))
        try:
            assert cells(read(bytes(data), "a.csv"))
            read_whole += 1
        except JixiaoError as error:
            assert error.message("zh") and error.message("en")
            refused += 1
    assert read_whole > 100 and refused > 100
