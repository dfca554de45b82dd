"""JupyterLab on the workbook: private settings in the reader's language, a kernel that is found, a start page."""

from jixiao.lab.overview import overview

__all__ = ["overview"]
