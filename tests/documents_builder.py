"""Reports in every format, written by script: small packages of XML, and PDF set by the typesetter."""

import io
import zipfile
from pathlib import Path
from typing import Any

import typst

import jixiao

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
NAMESPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
FONTS = Path(jixiao.__file__).parent / "export" / "fonts"


def relations(**targets: str) -> str:
    """Return a part of relations; a relation's id is its kind, or kind and a number behind ``_``."""
    rows = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{name.split("_")[0]}" Target="{target}"/>'
        for name, target in targets.items()
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def package(parts: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def p(words: str = "", properties: str = "") -> str:
    """Return a paragraph; `words` may hold elements of a run, such as ``<w:tab/>``."""
    text = f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>' if "<" not in words else words
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{text}</w:p>"


def r(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def tc(words: str = "", properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{words if '<' in words else p(words)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def listed(number: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def word_parts(*blocks: str, head: str = "", **parts: str) -> dict[str, str | bytes]:
    """Return the parts of a Word document; `parts` are the contents of styles, numbering, footnotes, endnotes."""
    body = "".join(blocks) + "<w:sectPr/>"
    kept = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(officeDocument="word/document.xml"),
        "word/_rels/document.xml.rels": relations(**{name: f"{name}.xml" for name in parts}),
        "word/document.xml": f"{head}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
    }
    return kept | {
        f"word/{name}.xml": f"<w:{name} {NAMESPACES}>{content}</w:{name}>" for name, content in parts.items()
    }


def docx(*blocks: str, head: str = "", **parts: str) -> bytes:
    return package(word_parts(*blocks, head=head, **parts))


def numbering(*levels: tuple[str, str], extra: str = "") -> str:
    """Return one list (number 1) whose levels have a number format and a text such as ``（%1）``."""
    rows = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for level, (form, text) in enumerate(levels)
    )
    return (
        f'<w:abstractNum w:abstractNumId="0">{rows}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{extra}'
    )


def c(reference: str, raw: str, style: int = 0, kind: str = "n") -> str:
    return f'<c r="{reference}" s="{style}" t="{kind}"><v>{raw}</v></c>'


def worksheet(rows: str, cols: str = "") -> str:
    return f'<worksheet xmlns="{SHEET}">{cols}<sheetData>{rows}</sheetData></worksheet>'


def workbook_parts(
    rows: str, formats: tuple[str, ...] = (), texts: tuple[str, ...] = (), sheets: str = "", **parts: str
) -> dict[str, str | bytes]:
    """Return the parts of a workbook: `rows` of its first sheet, number formats of styles 1, 2 …, shared texts."""
    custom = "".join(
        f'<numFmt numFmtId="{200 + place}" formatCode="{form}"/>' for place, form in enumerate(formats)
    )
    styles = "".join(f'<xf numFmtId="{200 + place}"/>' for place, _ in enumerate(formats))
    custom, styles = f"<numFmts>{custom}</numFmts>", f'<cellXfs><xf numFmtId="0"/>{styles}</cellXfs>'
    sheet = '<sheet name="附表" sheetId="1" r:id="worksheet"/>'
    kept: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(officeDocument="xl/workbook.xml"),
        "xl/_rels/workbook.xml.rels": relations(
            worksheet="worksheets/sheet1.xml",
            worksheet_2="/xl/worksheets/sheet2.xml",
            styles="styles.xml",
            sharedStrings="sharedStrings.xml",
        ),
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets>{sheet}{sheets}</sheets></workbook>',
        "xl/worksheets/sheet1.xml": worksheet(rows, parts.get("cols", "")),
        "xl/worksheets/sheet2.xml": worksheet(parts.get("second", "")),
        "xl/styles.xml": f'<styleSheet xmlns="{SHEET}">{custom}{styles}</styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{SHEET}">{"".join(f"<si>{text}</si>" for text in texts)}</sst>',
    }
    return kept


def xlsx(rows: str, **parts: Any) -> bytes:
    return package(workbook_parts(rows, **parts))


def pdf(folder: Path, source: str, numbered: bool = False) -> bytes:
    """Return a PDF of A5 pages in a Chinese typeface, set from `source` in the markup of the typesetter."""
    numbers = '"— 1 —"' if numbered else "none"
    page = f'#set page(paper: "a5", margin: 2cm, numbering: {numbers})\n'
    letters = '#set text(font: "Noto Serif CJK SC", size: 12pt, lang: "zh")\n'
    paragraphs = "#set par(first-line-indent: (amount: 2em, all: true), justify: true)\n"
    (folder / "report.typ").write_text(page + letters + paragraphs + source, "utf-8")
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])
    return typst.Compiler(input=str(folder / "report.typ"), root=str(folder), font_paths=fonts).compile()
