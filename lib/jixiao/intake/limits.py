"""The limits of everything that is read, in one place."""

YAML_BYTES = 64 * 1024
YAML_EVENTS = 5_000
YAML_DEPTH = 8

TABLE_BYTES = 200 * 1000 * 1000
TABLE_ROWS = 1_048_576
TABLE_COLUMNS = 512
CELL_CHARACTERS = 32_767
# In whole 分 still a signed 64-bit integer, the form used in data frames.
AMOUNT_YUAN = 10**15
NUMBER_DIGITS = 24

SOURCE_BYTES = 200 * 1000 * 1000
SOURCE_TEXT_BYTES = 16 * 1000 * 1000
SOURCE_FILES = 2_000

FOUND_CHARACTERS = 40
