"""OpenDocument spreadsheets: their tables, rows and cells."""
