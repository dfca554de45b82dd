"""How much of a spreadsheet is read; whatever exceeds a limit is refused with a typed error."""

FILE_BYTES = 200 * 1000 * 1000
PACKAGE_ENTRIES = 2_000
SHEETS = 255
SHEET_NAME_CHARACTERS = 255

ROWS = 1_048_576
COLUMNS = 512
# What a sheet can address; cells behind COLUMNS are allowed as long as they hold nothing.
LAST_COLUMN = 16_384
# The rectangle from the first cell to the last that holds something.
BOX_CELLS = 20_000_000
CELL_CHARACTERS = 32_767
# Before its escaped characters (seven for one) are put back.
ESCAPED_CHARACTERS = 8 * CELL_CHARACTERS
# Tags of cells that hold nothing: so many for any file, and so many more for each cell that holds something.
BLANK_CELLS = 2_000_000
BLANK_CELLS_PER_FILLED = 3
# Cells that an OpenDocument spreadsheet repeats by number instead of writing them.
REPEATED_CELLS = 1_000_000
TEXT_BYTES = 400 * 1000 * 1000
SHARED_TEXTS = 3_000_000
SHARED_CHARACTERS = 100 * 1000 * 1000
MERGED = 65_536

# Bytes of one tag or comment; the parser holds it whole.
TOKEN_BYTES = 2_000_000
# Elements that are neither rows nor cells nor texts.
OTHER_ELEMENTS = 2_000_000
DEPTH = 64

# Remarks of one kind about one sheet; the last one sums up what more there is.
REMARKS = 1_000
REMARK_CHARACTERS = 500

CHILD_MEMORY = 1536 * 1024 * 1024
CHILD_SECONDS = 60
