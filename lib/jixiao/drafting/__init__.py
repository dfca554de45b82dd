"""Stated figures drafted from the documents of a project: proposals that a person confirms or rejects."""

from pathlib import Path

from jixiao.drafting.draft import Drafted, DraftedDocument

__all__ = ["Drafted", "DraftedDocument", "draft"]


def draft(params: Path) -> Drafted:
    """Add to ``stated.csv`` a proposal for every figure of the project's documents that it does not have yet.

    Rows that are there stay as they are, byte for byte.

    Args:
        params: ``params/<project>.yaml`` of a workbook.

    Raises:
        JixiaoError: The project cannot be read, none of its documents can, or the table cannot be written.
    """
    from jixiao.drafting.draft import draft_project

    return draft_project(params)
