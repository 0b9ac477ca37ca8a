let isRunning = false;

/** Whether parts are being exchanged right now: what fields then say of themselves is nobody's doing. */
export function isPatching(): boolean {
  return isRunning;
}

/**
 * Puts every element of the server's answer in the place of the one with its id; the focus stays where it was.
 * `own` is the id of the form the answer is for; if that was changed again meanwhile (`isStale`) it stays as it is.
 */
export function patch(html: string, own = "", isStale = false, page: Document = document): HTMLElement[] {
  const template = page.createElement("template");
  template.innerHTML = html;
  const focused = remember(page);
  const put: HTMLElement[] = [];
  isRunning = true;
  for (const fresh of [...template.content.children]) {
    if (fresh instanceof HTMLElement && fresh.id === "tree-rows") {
      arrange(fresh, page);
      continue;
    }
    const old = fresh.id ? page.getElementById(fresh.id) : null;
    if (!(fresh instanceof HTMLElement) || !old || (isStale && fresh.id === own)) continue;
    if (old.dataset["place"] === fresh.dataset["place"]) keep(old, fresh, own, isStale);
    old.replaceWith(fresh);
    put.push(fresh);
  }
  isRunning = false;
  focused();
  return put;
}

/** Changed rows take the place of their old ones; new ones come in, gone ones leave, in the order that is said. */
function arrange(changes: HTMLElement, page: Document): void {
  const tree = page.getElementById("tree");
  if (!tree) return;
  const order = changes.dataset["order"] ? changes.dataset["order"].split(" ") : [];
  const fresh = new Map([...changes.children].map((row) => [row.id, row]));
  for (const [id, row] of fresh) page.getElementById(id)?.replaceWith(row);
  if (order.length === 0) return;
  const kept = new Set(order);
  for (const row of [...tree.children]) {
    if (row.id !== "row-survey" && !kept.has(row.id) && !row.classList.contains("row--ending")) row.remove();
  }
  let last: Element = tree.firstElementChild!;
  for (const id of order) {
    const row = page.getElementById(id) ?? fresh.get(id);
    if (!row) continue;
    if (last.nextElementSibling !== row) last.after(row);
    last = row;
  }
}

/** Sections a person opened or closed stay so, and what was begun and is not saved yet stays in its field. */
function keep(old: HTMLElement, fresh: HTMLElement, own: string, isStale: boolean): void {
  for (const section of old.querySelectorAll<HTMLDetailsElement>("details[data-section]")) {
    const same = fresh.querySelector<HTMLDetailsElement>(`details[data-section="${section.dataset["section"]}"]`);
    if (same) same.open = section.open;
  }
  for (const field of old.querySelectorAll<Typed>("textarea[id], input[id]:not([type=checkbox], [type=radio])")) {
    if (field.value === field.defaultValue) continue;
    const same = fresh.querySelector<Typed>(`#${CSS.escape(field.id)}`);
    if (same) same.value = field.value;
  }
  for (const form of old.querySelectorAll<HTMLFormElement>("form[data-edit]")) {
    const isKept = form.id === own ? isStale : form.hasAttribute("data-unfinished");
    if (isKept && form.id) fresh.querySelector(`#${CSS.escape(form.id)}`)?.replaceWith(form);
  }
}

type Typed = HTMLInputElement | HTMLTextAreaElement;

function remember(page: Document): () => void {
  const active = page.activeElement;
  if (!(active instanceof HTMLElement) || !active.id) return () => undefined;
  const { id } = active;
  const [from, to] = isTyped(active) ? [active.selectionStart, active.selectionEnd] : [null, null];
  return () => {
    const again = page.getElementById(id);
    if (!again || page.activeElement === again) return;
    again.focus({ preventScroll: true });
    if (isTyped(again) && from !== null) again.setSelectionRange(from, to);
  };
}

function isTyped(element: Element): element is Typed {
  return element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && element.type === "text");
}
