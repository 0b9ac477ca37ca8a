"""What a file may hold, checked before anything is stored. Beyond these it is no table people filled."""

MOST_COLUMNS = 1_000
MOST_ROWS = 1_000_000
LONGEST_LINE = 1_000_000  # characters
LONGEST_CELL = 131_072
LONGEST_NAME = 300  # of a column
LONGEST_TEXT = 10_000  # of an answer in words
LONGEST_MEMBER = 200
LONGEST_CUSTOMER = 200

MOST_SCORES = 200
MOST_TEXTS = 50

PORTION = 1_000  # rows a transaction
SAMPLE = 20_000  # rows looked at to propose a mapping
HEAD = 5  # rows shown

# Turning a workbook into a table happens in a process of its own.
WORKBOOK_SECONDS = 60
WORKBOOK_MEMORY = 3 * 1024**3
WORKBOOK_OUTPUT = 1024**3
