/** Where something may be let go: before an element or at the end of a list of them. */
export interface Drag {
  /** The element that would be taken by pressing here; null for none. */
  taken: (target: Element, isTouch: boolean) => HTMLElement | null;
  /** Rows it may be dropped beside. */
  rows: (taken: HTMLElement) => HTMLElement[];
  dropped: (taken: HTMLElement, row: HTMLElement, isAfter: boolean) => void;
}

const FAR_ENOUGH = 5; // pixels before a press is a drag

/** Drag and drop with pointer events: by mouse from anywhere on a row, by touch from its grip. */
export function attachDragging(root: HTMLElement, drag: Drag): void {
  root.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !(event.target instanceof Element)) return;
    const taken = drag.taken(event.target, event.pointerType !== "mouse");
    if (taken) follow(event, taken, drag);
  });
}

function follow(start: PointerEvent, taken: HTMLElement, drag: Drag): void {
  const page = taken.ownerDocument;
  let over: { row: HTMLElement; isAfter: boolean } | null = null;
  let isDragging = false;
  const rows = drag.rows(taken);
  const mark = (next: typeof over): void => {
    over?.row.classList.remove("is-before", "is-after");
    over = next;
    over?.row.classList.add(over.isAfter ? "is-after" : "is-before");
  };
  const moved = (event: PointerEvent): void => {
    if (!isDragging && Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) < FAR_ENOUGH) return;
    event.preventDefault();
    isDragging = true;
    taken.classList.add("is-dragged");
    page.getSelection()?.removeAllRanges();
    scrollAlong(taken, event.clientY);
    mark(nearest(rows, event.clientY));
  };
  const ended = (event: Event): void => {
    page.removeEventListener("pointermove", moved);
    page.removeEventListener("pointerup", ended);
    page.removeEventListener("pointercancel", ended);
    page.removeEventListener("keydown", escaped, true);
    taken.classList.remove("is-dragged");
    const at = over;
    mark(null);
    if (!isDragging) return;
    page.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => page.removeEventListener("click", swallow, { capture: true }));
    if (event.type === "pointerup" && at && at.row !== taken) drag.dropped(taken, at.row, at.isAfter);
  };
  const escaped = (event: KeyboardEvent): void => {
    if (event.key === "Escape") ended(event);
  };
  page.addEventListener("pointermove", moved, { passive: false });
  page.addEventListener("pointerup", ended);
  page.addEventListener("pointercancel", ended);
  page.addEventListener("keydown", escaped, true);
}

/** A drag that ends on what it began with is no click on it. */
function swallow(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}

export function nearest(rows: HTMLElement[], y: number): { row: HTMLElement; isAfter: boolean } | null {
  let found: { row: HTMLElement; isAfter: boolean } | null = null;
  let least = Infinity;
  for (const row of rows) {
    const { top, bottom } = row.getBoundingClientRect();
    for (const [edge, isAfter] of [[top, false], [bottom, true]] as const) {
      if (Math.abs(y - edge) < least) {
        least = Math.abs(y - edge);
        found = { row, isAfter };
      }
    }
  }
  return found;
}

function scrollAlong(taken: HTMLElement, y: number): void {
  const pane = taken.closest<HTMLElement>("[data-scrolls]");
  if (!pane) return;
  const { top, bottom } = pane.getBoundingClientRect();
  if (y < top + 40) pane.scrollBy(0, -12);
  if (y > bottom - 40) pane.scrollBy(0, 12);
}
