"""Formats that are not read: the message says what to save them as."""

from jixiao.documents.model import Document
from jixiao.exceptions import UnreadableInputError

SAVE_AS = {
    ".docx": (".doc", ".wps", ".rtf", ".odt", ".dot", ".docm", ".dotx", ".wpt", ".pages"),
    ".xlsx": (".xls", ".et", ".ods", ".xlsm", ".xlsb", ".csv", ".numbers"),
    ".pdf": (".ofd", ".ppt", ".pptx", ".dps", ".caj"),
}
SUFFIXES = tuple(suffix for group in SAVE_AS.values() for suffix in group)


def read(data: bytes, file: str) -> Document:
    """Refuse the file and name the format to save it as.

    Raises:
        UnreadableInputError: Always.
    """
    suffix = f".{file.rpartition('.')[2].lower()}"
    save_as = next(target for target, group in SAVE_AS.items() if suffix in group)
    raise UnreadableInputError("report-old-format", file=file, suffix=suffix, save_as=save_as)
