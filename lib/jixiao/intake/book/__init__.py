"""The workbook ``workbook.xlsx`` of a project: its sheets are read as the tables and the keys of project.yaml."""

FILE = "workbook.xlsx"
