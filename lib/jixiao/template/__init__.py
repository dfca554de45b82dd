"""The project as one workbook: an empty template to fill in, or the tables of a project that is there."""

from jixiao.template.recognize import is_template
from jixiao.template.write import FILE, as_bytes, write

__all__ = ["FILE", "as_bytes", "is_template", "write"]
