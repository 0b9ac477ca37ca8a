import { attachDragging } from "./dragging";
import { dropOperation } from "./dropping";
import { moveTo } from "./lines";
import { type Tree, place, rowOf } from "./tree";

type Send = (form: HTMLFormElement, more: Record<string, string>) => void;

/** Rows of the tree are dragged to another place; a drop is an operation. */
export function attachTreeDrag(root: HTMLElement, tree: Tree, drop: (operation: object) => void): void {
  attachDragging(root, {
    taken: (target, isTouch) => {
      const row = rowOf(target);
      const isMovable = row && place(row) !== "survey" && !place(row).startsWith("ending:") && !target.closest("input");
      return isMovable && (!isTouch || target.closest("[data-grip]")) ? row : null;
    },
    rows: (taken) => tree.rows().filter((row) => mayBeBeside(place(taken), row)),
    dropped: (taken, row, isAfter) => {
      const operation = dropOperation(tree.rows().map(place), place(taken), place(row), isAfter);
      if (operation) drop(operation);
    },
  });
}

function mayBeBeside(taken: string, row: HTMLElement): boolean {
  const where = place(row);
  if (row.hidden || where === "survey" || where.startsWith("ending:")) return false;
  return taken.startsWith("page:") ? where.startsWith("page:") : !where.startsWith(`${taken}.`);
}

/** Lines of a list are dragged by their grip. */
export function attachLineDrag(root: HTMLElement, send: Send): void {
  attachDragging(root, {
    taken: (target) => (target.closest("[data-line-grip]") ? target.closest<HTMLElement>("[data-line]") : null),
    rows: (taken) => linesBeside(taken),
    dropped: (taken, row, isAfter) => {
      const others = linesBeside(taken).filter((one) => one !== taken);
      moveTo(taken as HTMLFormElement, others.indexOf(row) + (isAfter ? 1 : 0), send);
    },
  });
}

function linesBeside(line: HTMLElement): HTMLElement[] {
  return [...(line.parentElement?.querySelectorAll<HTMLElement>("[data-line]") ?? [])];
}
