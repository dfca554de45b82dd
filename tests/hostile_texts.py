"""Text files that are broken, misleading or too large, each with the code of its error, or with what is read.

Run as a program it reads each in a process of its own that may use 1 GiB and 10 seconds, and prints the outcomes.
"""

import gzip
import json
import os
import resource
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from jixiao.exceptions import JixiaoError
from jixiao.spreadsheets.formats.csv import read

MEMORY = 2**30
SECONDS = 10
HEADER = "凭证号,日期,摘要,金额\n"
ROW = "记-1,2020-02-05,印刷费,178.09\n"
GOOD = HEADER + ROW
Rows = list[tuple[int, tuple[str, ...]]]


@dataclass(frozen=True)
class HostileText:
    """One file: `code` is that of its error, else `rows` are what is read of it, or their number if they are many."""

    name: str
    code: str
    make: Callable[[], bytes]
    rows: Rows | int | None = None


def outcome(case: HostileText) -> object:
    """Return the code and the sentences of the error, else the rows."""
    try:
        source = read(case.make(), "账.csv")
    except JixiaoError as error:
        return [error.code, error.exit_code, error.message("zh"), error.message("en")]
    rows = list(source.sheets[0].rows)
    return len(rows) if len(rows) > 100 else rows


def refused(name: str, code: str, content: str | bytes | Callable[[], bytes]) -> HostileText:
    return HostileText(name, code, _made(content))


def read_as(name: str, content: str | bytes, *rows: tuple[str, ...]) -> HostileText:
    return HostileText(name, "", _made(content), list(enumerate(rows, start=1)))


def _made(content: str | bytes | Callable[[], bytes]) -> Callable[[], bytes]:
    if callable(content):
        return content
    return lambda: content.encode() if isinstance(content, str) else content


def every_hostile_text() -> Iterator[HostileText]:
    yield from _bytes()
    yield from _shapes()
    yield from _sizes()
    yield from _delimiters()
    yield from _read()


def _bytes() -> Iterator[HostileText]:
    utf16 = GOOD.encode("utf-16-le")
    yield refused("nothing", "empty-file", b"")
    yield refused("a mark and nothing", "empty-file", b"\xef\xbb\xbf")
    yield refused("line ends only", "empty-file", "\n\n\r\n")
    yield refused("delimiters only", "empty-file", ",,,\n,,,\n")
    yield refused("a NUL", "nul-byte", GOOD + "记-2,2020-02-06,\x00,1\n")
    yield refused("a NUL in UTF-16", "nul-byte", b"\xff\xfe" + (GOOD + "\x00").encode("utf-16-le"))
    yield refused("zeros only", "nul-byte", b"\x00" * 4096)
    yield refused("a surrogate", "damaged-utf8", GOOD.encode() + b"\xed\xa0\x80,1\n")
    yield refused("a damaged byte", "damaged-utf8", GOOD.encode() + b"\xff,1\n")
    yield refused("a character cut off", "damaged-utf8", GOOD.encode()[:-30] + "妇".encode()[:2])
    yield refused("UTF-16 of an odd length", "damaged-utf16", b"\xff\xfe" + utf16 + b"1")
    yield refused("half a pair in UTF-16", "damaged-utf16", b"\xff\xfe" + utf16 + b"\x00\xd8,\x00")
    yield refused("UTF-8 behind GBK", "mixed-encodings", (GOOD * 9).encode("gbk") + "记-2,,区妇联购买服务,1\n".encode())
    yield refused("GBK behind a header in UTF-8", "mixed-encodings", HEADER.encode() + (ROW * 9).encode("gbk"))
    yield refused("GBK behind much UTF-8", "damaged-utf8", (GOOD * 9).encode() + ROW.encode("gbk"))
    yield refused("neither encoding", "unknown-encoding", b"a,b\n\x80\x81\xff\xfe\xff,1\n")
    yield refused("gzip", "text-table-other-content", gzip.compress(GOOD.encode()))
    yield refused("a spreadsheet", "text-table-other-content", b"PK\x03\x04" + bytes(200))
    yield refused("an old spreadsheet", "text-table-other-content", b"\xd0\xcf\x11\xe0" + bytes(200))
    yield refused("a page of the web", "text-table-other-content", "\n <html><table><tr><td>金额</td></tr></table>")


def _shapes() -> Iterator[HostileText]:
    yield refused("a field too many", "surplus-cells", GOOD + "记-2,2020-02-06,笔,本,12\n")
    yield refused("thousands without quotation marks", "surplus-cells", GOOD + "记-2,2020-02-06,笔,1,178.09\n")
    yield refused("a header with a name too few", "surplus-cells", "凭证号,金额\n记-1,印刷费,1\n记-2,笔,2\n")
    yield refused("a quotation mark not closed", "broken-quotes", GOOD + '记-2,2020-02-06,"笔,1\n' + ROW * 50)
    yield refused("text behind a quotation mark", "broken-quotes", GOOD + '记-2,2020-02-06,"笔"一支,1\n')
    yield refused("one quotation mark", "broken-quotes", '"')


def _sizes() -> Iterator[HostileText]:
    yield refused("a cell of 100 MB", "text-cell-too-long", lambda: GOOD.encode() + b"x" * 100_000_000 + b",1,2,3\n")
    yield refused("one of 40,000 characters", "text-cell-too-long", GOOD + "记-2,2020-02-06," + "甲" * 40_000 + ",1\n")
    yield refused("a mark open for 1 MB", "text-cell-too-long", GOOD + '记-2,,"' + ROW * 30_000)
    yield refused("600 columns", "text-too-many-columns", ",".join(map(str, range(600))) + "\n")
    yield refused("a million columns", "text-too-many-columns", lambda: b"1," * 1_000_000)
    yield refused("1,048,577 rows", "too-many-rows", lambda: b"1\n" * 1_048_577)
    yield refused("more than 200 MB", "file-too-large", lambda: bytes(200_000_001))
    yield HostileText("60,000 empty rows", "", _made(GOOD + "\n" * 60_000 + ROW), [
        (1, ("凭证号", "日期", "摘要", "金额")), (2, ("记-1", "2020-02-05", "印刷费", "178.09")),
        (60_003, ("记-1", "2020-02-05", "印刷费", "178.09")),
    ])  # fmt: skip


def _delimiters() -> Iterator[HostileText]:
    yield refused("commas and semicolons alike", "unclear-delimiter", "a;b,c\n1;2,3\n4;5,6\n")
    yield refused("another delimiter in every row", "unclear-delimiter", "a,b,c\n1;2;3\n4\t5\t6\n7|8|9\n")
    yield refused("prose with commas", "unclear-delimiter", "一\n二\n三\n四\n五,六\n七\n八\n九\n")
    yield refused("a stated letter", "unknown-delimiter", "sep=x\naxb\n")


def _read() -> Iterator[HostileText]:
    unclear = "a;b,c\n1;2,3\n"
    yield read_as("a stated delimiter", "sep=;\n" + unclear, ("a", "b,c"), ("1", "2,3"))
    yield read_as("a stated tab", "sep=\t\r\na\tb\r\n", ("a", "b"))
    yield read_as("formulas", "=1+1,@x\n+cmd|' /C calc'!A0,-2\n", ("=1+1", "@x"), ("+cmd|' /C calc'!A0", "-2"))
    yield read_as("characters that turn text round", "a,b\n\u202e1,\u20662\n", ("a", "b"), ("\u202e1", "\u20662"))
    yield read_as("lone carriage returns", "a,b\r1,2\r3,4", ("a", "b"), ("1", "2"), ("3", "4"))
    yield read_as("all line ends", "a,b\r1,2\n3,4\r\n5,6", ("a", "b"), ("1", "2"), ("3", "4"), ("5", "6"))
    yield read_as("a mark inside", "a,b\n\ufeff1,2\n", ("a", "b"), ("\ufeff1", "2"))
    yield read_as("line separators in cells", "a,b\n1\u20282,3\x0b4\x85\n", ("a", "b"), ("1\u20282", "3\x0b4\x85"))
    yield read_as("a question mark that is a semicolon", "序号,b\n1\u037e2,3\n", ("序号", "b"), ("1;2", "3"))
    yield read_as("long numbers", "a,b\n530114199001010126,0012\n", ("a", "b"), ("530114199001010126", "0012"))
    yield read_as("600 empty columns", ("1,2" + "," * 600 + "\n") * 2, ("1", "2"), ("1", "2"))
    yield read_as("UTF-16 without a mark", GOOD.encode("utf-16-be"), *(tuple(row.split(",")) for row in GOOD.split()))


def _outcome_apart(case: HostileText) -> object:
    """Return the outcome of a case in a process of its own, or how that ended."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        with os.fdopen(writing, "w", encoding="utf-8") as stream:
            json.dump(outcome(case), stream)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as stream:
        words = stream.read()
    _, status = os.waitpid(child, 0)
    return json.loads(words) if not status else f"ended with {os.waitstatus_to_exitcode(status)}"


if __name__ == "__main__":
    json.dump({case.name: _outcome_apart(case) for case in every_hostile_text()}, sys.stdout)
