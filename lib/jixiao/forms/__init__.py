"""Official forms: read what a 项目支出绩效自评表 says, and write one that is filled from a run."""

from jixiao.forms.model import Form
from jixiao.forms.reading import read_form

__all__ = ["Form", "read_form"]
