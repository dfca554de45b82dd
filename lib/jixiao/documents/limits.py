"""How much of a report is read; whatever exceeds a limit is refused with a typed error."""

TEXT_BYTES = 16 * 1000 * 1000
PACKED_BYTES = 100 * 1000 * 1000
BYTES = {".txt": TEXT_BYTES, ".md": TEXT_BYTES}

TEXT_LINES = 1_000_000
LINES = 200_000
CELLS = 200_000
COLUMNS = 512

PACKAGE_DIRECTORY_BYTES = 1_000_000
PACKAGE_ENTRIES = 5_000
PACKAGE_BYTES = 1_000_000_000
PART_RATIO = 200
# Below this size a high ratio is ordinary: long tables of equal rows.
PART_RATIO_FROM = 8_000_000
MARKUP_BYTES = 48_000_000
# Tags and attributes; each costs at most 200 bytes once parsed.
MARKUP_NODES = 2_000_000

PDF_PAGES = 2_000
PDF_CHARACTERS = 4_000_000
PDF_SECONDS = 8
PDF_MEMORY = 768 * 1024 * 1024
