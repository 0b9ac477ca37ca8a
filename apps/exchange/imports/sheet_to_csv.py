"""Run as a program: WORKBOOK OUTPUT SECONDS MEMORY BYTES. Writes the first visible sheet that has cells as CSV.

A workbook unpacks to any size and the reader keeps the whole sheet, so this runs in a process of its own with
limits of time, memory and output, without the project's code. Prints {"sheet", "sheets"} or {"error": code}.
"""

import csv
import datetime
import json
import os
import resource
import sys

from python_calamine import CalamineWorkbook, PasswordError, SheetVisibleEnum


def text_of(value: object) -> str:
    """As the cell would be typed: whole numbers without a point, dates in ISO 8601."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat(sep=" ")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return str(value).replace("\0", "")


def convert(source: str, target: str) -> dict[str, object]:
    workbook = CalamineWorkbook.from_path(source)
    visible = [m.name for m in workbook.sheets_metadata if m.visible == SheetVisibleEnum.Visible]
    for name in visible:
        sheet = workbook.get_sheet_by_name(name)
        if not sheet.total_height:
            continue
        with open(target, "w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            for row in sheet.iter_rows():
                writer.writerow([text_of(value) for value in row])
        return {"sheet": name, "sheets": len(visible)}
    return {"error": "empty"}


def main(source: str, target: str, seconds: int, memory: int, output: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (output, output))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        result = convert(source, target)
    except PasswordError:
        result = {"error": "password"}
    except (MemoryError, OSError):
        result = {"error": "too_large"}
    except BaseException:  # noqa: BLE001  (the reader's panics are no Exception, and whatever it is, it is the file)
        result = {"error": "broken"}
    sys.stdout.write(json.dumps(result))
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:6]))
