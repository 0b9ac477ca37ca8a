"""What a file may hold, checked before it is read. Beyond these it is no questionnaire people wrote."""

MOST_BYTES = 8 * 1024**2
MOST_UNPACKED = 24 * 1024**2  # of a workbook
MOST_PARTS = 500  # of a workbook
MOST_JSON_NODES = 300_000
MOST_JSON_DEPTH = 64
MOST_XML_DEPTH = 32
MOST_XML_NODES = 400_000
MOST_CELLS = 200_000
MOST_COLUMNS = 1_000
MOST_ROWS = 20_000

LONGEST_EXPRESSION = 4_000
MOST_TOKENS = 1_000
DEEPEST_EXPRESSION = 40
