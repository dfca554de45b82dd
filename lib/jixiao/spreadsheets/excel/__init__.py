"""Workbooks of Excel and of the programs that write its format: their parts, sheets, cells and comments."""
