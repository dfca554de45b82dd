"""A Word report becomes what Word prints: in order, numbered, without what is deleted or hidden."""

import pytest

import documents_builder as build
from documents_builder import listed, numbering, p, r, tbl, tc, tr
from jixiao.documents.formats.docx import read
from jixiao.documents.word.numerals import numeral

VANISH = "<w:vanish/>"
BOX = "<w:txbxContent>" + p("其中：结余10.06万元") + "</w:txbxContent>"
TWICE = (
    f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice>"
    f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def document(*blocks: str, **parts: str):
    return read(build.docx(*blocks, **parts), "报告.docx")


def texts(*blocks: str, **parts: str) -> list[str]:
    return [line.text for line in document(*blocks, **parts).lines]


def field(state: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{state}"/></w:r>'


CODE = field("begin") + "<w:r><w:instrText>= 1 + 2</w:instrText></w:r>"


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        (r("预算") + r("202.15") + r("万元"), "预算202.15万元"),
        ("<w:r><w:t>到位</w:t><w:tab/><w:t>188.18</w:t></w:r>", "到位\t188.18"),
        ("<w:r><w:t>2</w:t><w:noBreakHyphen/><w:t>1</w:t></w:r>", "2-1"),
        ("<w:ins>" + r("新增") + "</w:ins><w:moveTo>" + r("移来") + "</w:moveTo>", "新增移来"),
        (
            "<w:hyperlink>"
            + r("公开")
            + "</w:hyperlink><w:sdt><w:sdtContent>"
            + r("网站")
            + "</w:sdtContent></w:sdt>",
            "公开网站",
        ),
        (CODE + field("separate") + r("88.10%") + field("end"), "88.10%"),
        (CODE + CODE + field("end") + field("separate") + r("3") + field("end") + r("个"), "3个"),
        ('<w:fldSimple w:instr="PAGE">' + r("7") + "</w:fldSimple>", "7"),
        (
            "<w:r><w:ruby><w:rt>"
            + r("yu")
            + "</w:rt><w:rubyBase>"
            + r("预")
            + "</w:rubyBase></w:ruby></w:r>",
            "预",
        ),
        (
            "<m:oMath><m:f><m:num><m:r><m:t>178.09</m:t></m:r></m:num><m:den><m:r><m:t>202.15</m:t></m:r></m:den></m:f></m:oMath>",
            "178.09/202.15",
        ),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>是</w:t></w:r>', "☑是"),
        ('<w:r><w:sym w:char="xyz"/><w:t>是</w:t></w:r>', " 是"),
    ],
)
def test_a_paragraph_prints(words, printed):
    assert texts(p(words)) == [printed]


@pytest.mark.parametrize(
    ("words", "note"),
    [
        ("<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>", "tracked-changes"),
        ("<w:moveFrom>" + r("旧") + "</w:moveFrom>", "tracked-changes"),
        (r("旧", VANISH), "hidden-text"),
        (r("旧", '<w:rStyle w:val="Secret"/>'), "hidden-text"),
    ],
)
def test_what_is_deleted_or_hidden_is_left_out_and_told(words, note):
    styles = f'<w:style w:type="character" w:styleId="Secret"><w:rPr>{VANISH}</w:rPr></w:style>'
    found = document(p(r("预算") + words + r("12万元")), styles=styles)
    assert (found.text, found.notes) == ("预算12万元", (note,))


def test_text_that_is_shown_again_inside_a_hidden_style_is_kept():
    styles = f'<w:style w:type="paragraph" w:styleId="Secret"><w:rPr>{VANISH}</w:rPr></w:style>'
    shown = r("印出", '<w:vanish w:val="0"/>')
    assert texts(p(r("藏") + shown, '<w:pStyle w:val="Secret"/>'), styles=styles) == ["印出"]


def test_a_field_without_an_end_does_not_swallow_the_next_paragraph():
    assert texts(p(r("前") + CODE + r("码")), p("后")) == ["前", "后"]


def test_a_line_break_begins_a_line_and_a_page_break_prints_nothing():
    words = '<w:r><w:br w:type="page"/><w:t>一</w:t><w:br/><w:t>二</w:t></w:r>'
    lines = document(p("零"), p(words), p()).lines
    assert [(line.text, line.place.number) for line in lines] == [("零", 1), ("一", 2), ("二", 2), ("", 3)]


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next():
    gone = "<w:rPr><w:del/></w:rPr>"
    assert texts(
        p("预算202", gone + listed(1)), p(".15万元", listed(1)), numbering=numbering(("decimal", "%1."))
    ) == ["1. 预算202.15万元"]


@pytest.mark.parametrize(
    ("form", "numbers"),
    [
        ("decimal", "1 2 10 11 20 21 110"),
        ("chineseCounting", "一 二 十 十一 二十 二十一 一百一十"),
        ("chineseCountingThousand", "一 二 十 十一 二十 二十一 一百一十"),
        ("japaneseCounting", "一 二 十 十一 二十 二十一 一百一十"),
        ("lowerLetter", "a b j k t u fffff"),
        ("upperRoman", "I II X XI XX XXI CX"),
        ("decimalEnclosedCircle", "① ② ⑩ ⑪ ⑳ ㉑ 110"),
        ("ideographDigital", "一 二 一〇 一一 二〇 二一 一一〇"),
        ("chineseLegalSimplified", "壹 贰 壹拾 壹拾壹 贰拾 贰拾壹 壹佰壹拾"),
        ("ideographTraditional", "甲 乙 癸 甲 癸 甲 癸"),
        ("decimalEnclosedParen", "⑴ ⑵ ⑽ ⑾ ⒇ 21 110"),
        ("decimalZero", "01 02 10 11 20 21 110"),
        ("decimalFullWidth", "１ ２ １０ １１ ２０ ２１ １１０"),
        ("ordinal", "1st 2nd 10th 11th 20th 21st 110th"),
        ("unheard-of", "1 2 10 11 20 21 110"),
    ],
)
def test_a_list_number_is_printed_in_its_format(form, numbers):
    assert [numeral(number, form) for number in (1, 2, 10, 11, 20, 21, 110)] == numbers.split()


LEVELS = numbering(("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%1.%2.%3"))


def test_lists_count_and_begin_again_below_a_higher_level():
    places = [0, 1, 1, 2, 0, 1, 2, 2]
    assert texts(*(p("文", listed(1, level)) for level in places), numbering=LEVELS) == [
        "一、 文",
        "（一） 文",
        "（二） 文",
        "一.二.1 文",
        "二、 文",
        "（一） 文",
        "二.一.1 文",
        "二.一.2 文",
    ]


def test_a_list_that_overrides_its_start_begins_again_once():
    again = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    lists = [1, 1, 2, 2, 1]
    found = texts(
        *(p("文", listed(number)) for number in lists), numbering=numbering(("decimal", "%1."), extra=again)
    )
    assert found == ["1. 文", "2. 文", "5. 文", "6. 文", "7. 文"]


def test_a_style_gives_its_list_to_a_paragraph_unless_the_paragraph_refuses():
    styles = (
        f'<w:style w:type="paragraph" w:styleId="Base"><w:pPr>{listed(1, 1)}</w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Own"><w:basedOn w:val="Base"/></w:style>'
    )
    own = '<w:pStyle w:val="Own"/>'
    assert texts(p("文", own), p("文", own + listed(0)), styles=styles, numbering=LEVELS) == [
        "（一） 文",
        "文",
    ]


def test_a_list_without_a_definition_prints_no_number():
    assert texts(p("文", listed(9)), p("文", listed(1, 8)), numbering=LEVELS) == ["文", "文"]


def test_a_bullet_is_a_dot_and_a_glued_number_stands_without_a_space():
    bullet = '<w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/>'
    glued = '<w:start w:val="3"/><w:numFmt w:val="decimal"/><w:suff w:val="nothing"/><w:lvlText w:val="%2)"/>'
    levels = (
        f'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">{bullet}</w:lvl><w:lvl w:ilvl="1">{glued}</w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    assert texts(p("文", listed(1)), p("文", listed(1, 1)), numbering=levels) == ["• 文", "3)文"]


def test_a_table_row_is_a_line_whose_cells_are_known():
    lines = document(p("前"), tbl(tr(tc("项目"), tc("预算")), tr(tc("合计"), tc("202.15"))), p("后")).lines
    assert [line.text for line in lines] == ["前", "项目 | 预算", "合计 | 202.15", "后"]
    assert [(line.place.part, line.place.number, line.place.name) for line in lines] == [
        ("body", 1, ""),
        ("table", 1, "1"),
        ("table", 2, "1"),
        ("body", 2, ""),
    ]
    assert [lines[2].text[start:end] for start, end in lines[2].cells] == ["合计", "202.15"]


SPAN = '<w:gridSpan w:val="2"/>'
START, DOWN = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


@pytest.mark.parametrize(
    ("row", "printed"),
    [
        (tr(tc("合计", SPAN), tc("12")), ["合计", "", "12"]),
        (tr(tc("决策", START), tc("12")), ["决策", "12"]),
        (tr(tc("", DOWN), tc("12")), ["", "12"]),
        (tr(tc("旧字", DOWN), tc("12")), ["", "12"]),
        (tr(tc("12"), properties='<w:gridBefore w:val="2"/>'), ["", "", "12"]),
        (tr(tc("一", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), tc("12")), ["一", "", "12"]),
        (tr(tc(p("12") + p("35"))), ["12 35"]),
        (tr(tc("<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p>")), ["甲 乙"]),
        (tr(tc(tbl(tr(tc("内"), tc("3")), tr(tc("外"), tc("4"))) + p("尾"))), ["内 3 外 4 尾"]),
        (tr("<w:sdt><w:sdtContent>" + tc("控件") + "</w:sdtContent></w:sdt>"), ["控件"]),
    ],
)
def test_merged_and_nested_cells_keep_the_columns(row, printed):
    (line,) = document(tbl(row)).lines
    assert [line.text[start:end] for start, end in line.cells] == printed


def test_a_deleted_row_is_left_out_and_told():
    found = document(tbl(tr(tc("留")), tr(tc("删"), properties="<w:del/>")))
    assert (found.text, found.notes) == ("留", ("tracked-changes",))


def test_a_text_box_is_read_once_behind_its_paragraph():
    lines = document(p(r("支出178.09万元") + TWICE), p("后")).lines
    assert [(line.text, line.place.part) for line in lines] == [
        ("支出178.09万元", "body"),
        ("其中：结余10.06万元", "textbox"),
        ("后", "body"),
    ]


def test_an_old_text_box_is_read():
    assert texts(p(f"<w:r><w:pict><v:textbox>{BOX}</v:textbox></w:pict></w:r>")) == [
        "",
        "其中：结余10.06万元",
    ]


def test_notes_follow_the_body_in_the_order_of_their_marks():
    def note(kind: str, words: str, number: int) -> str:
        return f'<w:{kind} w:id="{number}">{p(words)}</w:{kind}>'

    marks = [
        f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'
        for kind, number in (("footnote", 7), ("endnote", 2), ("footnote", 5), ("footnote", 99))
    ]
    notes = note("footnote", "分隔", -1) + note("footnote", "注二", 5) + note("footnote", "注一", 7)
    lines = document(
        p(r("到位率93.09%") + "".join(marks)), footnotes=notes, endnotes=note("endnote", "尾注", 2)
    ).lines
    assert [(line.text, line.place.part, line.place.name) for line in lines] == [
        ("到位率93.09%", "body", ""),
        ("注一", "footnote", "1"),
        ("尾注", "footnote", "i"),
        ("注二", "footnote", "2"),
    ]


def test_invisible_characters_are_left_out_of_word_files_too():
    found = document(p("88.10\u202e%"), tbl(tr(tc("12\u200b3"))))
    assert (found.text, found.notes) == ("88.10%\n123", ("invisible-characters",))


def test_the_strict_variant_of_the_format_is_read():
    strict = {
        name: content.replace(
            "schemas.openxmlformats.org/wordprocessingml/2006", "purl.oclc.org/ooxml/wordprocessingml"
        )
        for name, content in build.word_parts(p("预算202.15万元")).items()
    }
    assert read(build.package(strict), "报告.docx").text == "预算202.15万元"


def test_a_relation_to_nothing_does_no_harm():
    parts = build.word_parts(p("文"))
    parts["word/_rels/document.xml.rels"] = build.relations(
        image="../NULL", styles="../NULL", numbering="absent.xml"
    )
    assert read(build.package(parts), "报告.docx").text == "文"


def test_the_older_of_two_signs_is_printed():
    sign = "<mc:AlternateContent><mc:Choice/><mc:Fallback><w:t>☺</w:t></mc:Fallback></mc:AlternateContent>"
    assert texts(p(f"<w:r><w:t>满意</w:t>{sign}</w:r>")) == ["满意☺"]
