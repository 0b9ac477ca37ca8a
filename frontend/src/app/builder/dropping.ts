type Operation = Record<string, string | number | null>;

/** The operation that puts a row of the tree before or after another; null where that makes no sense. */
export function dropOperation(rows: string[], taken: string, over: string, isAfter: boolean): Operation | null {
  if (taken.startsWith("page:")) return dropPage(rows, taken, over, isAfter);
  const at = rows.indexOf(over);
  if (over.startsWith("page:")) {
    // After the row of a page is its beginning, before it the end of the page above.
    const page = isAfter ? over : rows.slice(0, at).reverse().find((row) => row.startsWith("page:"));
    if (!page) return null;
    const first = isAfter ? following(rows, at, "") : null;
    return first === taken ? null : { op: "move_element", element: taken, page: page.slice(5), before: first };
  }
  const panel = over.includes(".") ? over.split(".")[0]! : "";
  if (panel === taken) return null;
  const before = isAfter ? following(rows, at, panel) : over;
  if (before === taken) return null;
  const holder: Operation = panel ? { panel } : { page: rows.slice(0, at).reverse().find((row) => row.startsWith("page:"))!.slice(5) };
  return { op: "move_element", element: taken, ...holder, before: before && panel ? before.split(".")[1]! : before };
}

function dropPage(rows: string[], taken: string, over: string, isAfter: boolean): Operation | null {
  const pages = rows.filter((row) => row.startsWith("page:"));
  const from = pages.indexOf(taken);
  const target = pages.indexOf(over) + (isAfter ? 1 : 0);
  const to = target > from ? target - 1 : target;
  return pages.includes(over) && to !== from ? { op: "move_page", page: taken.slice(5), to } : null;
}

/** The next element after a row in the same list: the same page, or the same panel. */
function following(rows: string[], at: number, panel: string): string | null {
  for (const row of rows.slice(at + 1)) {
    if (row.startsWith("page:")) return null;
    if (panel) return row.startsWith(`${panel}.`) ? row : null;
    if (!row.includes(".")) return row;
  }
  return null;
}
