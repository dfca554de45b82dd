"""Tables: texts, amounts, days and rows are read exactly, with the place they came from."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest

from hostile import FUNDS, ROW, write
from jixiao.exceptions import JixiaoError, LimitError, SchemaError
from jixiao.intake import limits
from jixiao.intake.cells import amount, day, integer, number
from jixiao.intake.schema import TYPES, schemas
from jixiao.intake.tables import Place, parse_table, read_table
from jixiao.parts import blocks_of


def funds(content: str | bytes, unit: str = "万元"):
    data = content.encode() if isinstance(content, str) else content
    return parse_table(data, "data/demo/funds.csv", schemas()["funds"], unit)


def test_a_cell_keeps_its_text_its_value_in_yuan_and_its_place():
    table = funds(FUNDS + ROW)
    cell = table.rows[0].cell("received")
    assert (cell.raw, cell.value) == ("178.09", Decimal("1780900"))
    assert cell.place == Place("funds.csv", 2, "received")
    assert (table.rows[0]["received"], table.rows[0].number, table.rows[0].file) == (
        cell.value,
        2,
        "funds.csv",
    )
    assert table.rows[0].key == "区级财政"


def test_a_column_that_the_file_leaves_out_is_empty_and_an_undefined_one_is_an_error():
    table = funds(FUNDS + ROW)
    assert table.columns == ("fund_source", "budget_adjusted", "received", "spent")
    assert table.rows[0]["carry_in"] is None
    assert table.rows[0].cell("carry_in").place == Place("funds.csv", 2, "carry_in")
    with pytest.raises(KeyError):
        table.rows[0]["carried"]
    with pytest.raises(KeyError):
        table.rows[0].cell("carried")


@pytest.mark.parametrize(
    ("words", "unit", "yuan"),
    [
        ("178.09", "万元", "1780900"),
        ("1,234,567.89", "元", "1234567.89"),
        ("１７８．０９", "万元", "1780900"),
        ("１，７８０，９００", "元", "1780900"),
        ("－12.5", "元", "-12.5"),
        ("−12.5", "元", "-12.5"),
        ("+12.5", "元", "12.5"),
        ("0.000001", "万元", "0.01"),
        ("178.09000000", "万元", "1780900"),
        ("1.2345678901", "亿元", "123456789.01"),
        ("0", "亿元", "0"),
        ("99999999999.99", "元", "99999999999.99"),
    ],
)
def test_an_amount_is_exact_to_the_fen(words: str, unit: str, yuan: str):
    assert amount(words, unit) == Decimal(yuan)


def test_a_wrong_amount_names_file_row_and_column():
    with pytest.raises(SchemaError) as caught:
        funds(FUNDS + ROW + "自筹,1,178.09万,3\n")
    assert caught.value.code == "not-an-amount"
    zh, en = (caught.value.message(language) for language in ("zh", "en"))
    assert zh.startswith("data/demo/funds.csv 第 3 行 received：'178.09万' 不是金额。\n")
    assert en.startswith("data/demo/funds.csv, row 3, received: '178.09万' is not an amount.\n")
    assert "万元" in zh
    assert "万元" in en


@pytest.mark.parametrize(
    "words", ["2020-02-05", "2020/2/5", "2020/02/05", "2020年2月5日", "２０２０年２月５日"]
)
def test_a_day_in_any_of_its_forms_is_the_same_day(words: str):
    assert day(words) == date(2020, 2, 5)


def test_numbers_are_read_without_binary_rounding():
    assert (number("93.09"), integer("1,200")) == (Decimal("93.09"), 1200)


def test_texts_lose_the_blanks_around_them_but_keep_what_was_read():
    row = funds(FUNDS + "\u3000区级 财政e\u0301 ,1,2,3\n").rows[0]
    assert row["fund_source"] == "区级 财政é"
    assert row.cell("fund_source").raw == "\u3000区级 财政e\u0301 "


@pytest.mark.parametrize("words", ["NA", "null", "None", "nan", "无", "-", "0053", "530114199001011234"])
def test_no_text_is_taken_for_a_missing_value_or_a_number(words: str):
    assert funds(FUNDS + f"{words},1,2,3\n").rows[0]["fund_source"] == words


@pytest.mark.parametrize(
    ("codec", "encoding"), [("utf-8", "utf-8-sig"), ("utf-8-sig", "utf-8-sig"), ("gbk", "gb18030")]
)
def test_the_encoding_that_was_found_is_recorded(codec: str, encoding: str):
    table = funds((FUNDS + ROW).encode(codec))
    assert (table.encoding, table.rows[0]["fund_source"]) == (encoding, "区级财政")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_are_read(end: str):
    assert len(funds((FUNDS + ROW + ROW).replace("\n", end))) == 2


def test_a_record_of_several_lines_is_one_row():
    table = funds(FUNDS + '"区级\n财政",1,2,3\n' + ROW)
    assert [row.number for row in table] == [2, 3]


def test_empty_rows_at_the_end_are_left_out():
    assert len(funds(FUNDS + ROW + "\n,,,\n\n")) == 1


def test_a_table_with_a_header_only_has_no_rows():
    table = funds(FUNDS)
    assert (len(table), table.columns[0], table.unit) == (0, "fund_source", "万元")


def test_empty_cells_have_no_value():
    row = funds(FUNDS + "财政,,\u3000, \n").rows[0]
    assert [row[name] for name in ("budget_adjusted", "received", "spent")] == [None, None, None]


def test_a_row_with_another_number_of_cells_names_both_numbers():
    with pytest.raises(SchemaError) as caught:
        funds(FUNDS + ROW + "财政,1,2\n")
    fields = caught.value.fields
    assert (caught.value.code, fields["row"], fields["found"], fields["expected"]) == ("ragged-row", 3, 3, 4)


def test_a_mistyped_column_names_the_nearest_one():
    with pytest.raises(SchemaError) as caught:
        funds(FUNDS.replace("received", "recieved"))
    assert "最接近的是 received" in caught.value.message("zh")


@pytest.mark.parametrize(
    ("limit", "value", "code"), [("TABLE_ROWS", 2, "too-many-rows"), ("TABLE_BYTES", 20, "file-too-large")]
)
def test_a_table_above_a_limit_is_refused(limit, value, code, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(limits, limit, value)
    with pytest.raises(LimitError) as caught:
        read_table(write(tmp_path / "funds.csv", FUNDS + ROW + ROW), schemas()["funds"], "万元")
    assert caught.value.code == code


@pytest.mark.parametrize("name", schemas())
def test_every_table_of_the_package_is_well_defined(name: str):
    schema = schemas()[name]
    assert set(schema.key) <= set(schema.columns)
    for column in schema.columns.values():
        assert column.type in TYPES
        assert (column.type == "choice") == bool(column.choices)
    assert len(parse_table(",".join(schema.columns).encode(), schema.file, schema, "元")) == 0


def test_a_choice_outside_the_list_names_the_nearest():
    content = "subject,decision,reason,by,on\nx,confrim,理由,某人,2021-01-01\n"
    with pytest.raises(JixiaoError) as caught:
        parse_table(content.encode(), "judgements.csv", schemas()["judgements"], "元")
    assert (caught.value.code, caught.value.fields["nearest"]) == ("not-a-choice", "confirm")


def test_nameless_empty_columns_at_the_end_are_left_out_as_spreadsheets_add_them():
    table = funds("fund_source,budget_adjusted,received,spent,,\n本级财政,1,2,3,,\n,,,,,\n", "元")
    assert table.columns == ("fund_source", "budget_adjusted", "received", "spent") and len(table) == 1


def test_a_nameless_column_that_holds_something_is_refused_by_its_position():
    with pytest.raises(SchemaError) as error:
        funds("fund_source,budget_adjusted,received,spent,,\n本级财政,1,2,3,,备注\n", "元")
    assert error.value.code == "empty-column-name" and error.value.fields["position"] == 6


@pytest.mark.parametrize(
    ("content", "columns", "rows"),
    [
        (FUNDS + ROW, 0, 0),
        (FUNDS + ROW + "\n\n", 0, 0),
        (FUNDS + ROW + ",,,\n,,,\n", 0, 2),
        ((FUNDS + ROW).replace("\n", ",,\n") + ",,,,,\n", 2, 1),
    ],
)
def test_what_a_spreadsheet_saved_empty_is_counted(content: str, columns: int, rows: int):
    table = funds(content)
    assert (table.dropped_columns, table.dropped_rows, len(table)) == (columns, rows, 1)


@pytest.mark.parametrize(
    ("table", "heading", "column"),
    [
        ("funds", "资金来源", "fund_source"),
        ("funds", "年初预算数", "budget_initial"),
        ("funds", "全年执行数", "spent"),
        ("funds", "到位资金（万元）", "received"),
        ("indicators", "权重", "weight"),
        ("indicators", "全年完成值", "actual"),
        ("ledger", "凭证号", "voucher_no"),
        ("stated", "Group", "group"),
    ],
)
def test_a_heading_as_forms_show_it_names_its_column(table: str, heading: str, column: str):
    with pytest.raises(SchemaError) as caught:
        parse_table(f"{heading},x\n".encode(), f"{table}.csv", schemas()[table], "元")
    assert (caught.value.code, caught.value.fields["nearest"]) == ("unknown-column", column)
    assert f"jixiao tables {table}" in caught.value.message("zh")


def test_a_heading_that_resembles_nothing_gets_no_suggestion():
    with pytest.raises(SchemaError) as caught:
        funds("经办人,received\n")
    zh, en = (caught.value.message(language) for language in ("zh", "en"))
    assert "最接近" not in zh and "nearest" not in en and "None" not in zh + en
    assert "fund_source" in zh and "fund_source" in en


@pytest.mark.parametrize("name", schemas())
def test_every_column_has_a_label_and_a_sentence_in_both_languages_and_no_name_is_given_twice(name: str):
    columns = schemas()[name].columns.values()
    for column in columns:
        assert column.meaning.endswith("。") and column.meaning_en.endswith(".")
        assert column.label and column.label_en.isascii()
        assert all(choice in column.meaning for choice in column.choices if choice.isalpha() and len(choice) > 3)
    headings = [heading for column in columns for heading in {name.casefold() for name in column.names}]
    assert len(headings) == len(set(headings))


@pytest.mark.parametrize(
    ("language", "told"), [("zh", "2 个空列、1 个空行"), ("en", "empty columns: 2, empty rows: 1")]
)
def test_the_working_paper_says_what_was_left_out_of_a_table(language: str, told: str):
    table = funds((FUNDS + ROW).replace("\n", ",,\n") + ",,,,,\n")
    book = SimpleNamespace(language=language, facts=SimpleNamespace(tables={"funds": table}))
    (block,) = blocks_of(book, "inputs", 1)
    assert block["rows"][0][-1] == told
