let isRunning = false;

/** Whether parts are being exchanged right now: what fields then say of themselves is nobody's doing. */
export function isPatching(): boolean {
  return isRunning;
}

/** Puts every element of the server's answer in the place of the one with its id; the focus stays where it was. */
export function patch(html: string, page: Document = document): HTMLElement[] {
  const template = page.createElement("template");
  template.innerHTML = html;
  const focused = remember(page);
  const put: HTMLElement[] = [];
  isRunning = true;
  for (const fresh of [...template.content.children]) {
    const old = fresh.id ? page.getElementById(fresh.id) : null;
    if (!(fresh instanceof HTMLElement) || !old) continue;
    if (old.dataset["place"] === fresh.dataset["place"]) keep(old, fresh);
    old.replaceWith(fresh);
    put.push(fresh);
  }
  isRunning = false;
  focused();
  return put;
}

/** Sections a person opened or closed stay so, and what was typed and is not saved yet stays in its field. */
function keep(old: HTMLElement, fresh: HTMLElement): void {
  for (const section of old.querySelectorAll<HTMLDetailsElement>("details[data-section]")) {
    const same = fresh.querySelector<HTMLDetailsElement>(`details[data-section="${section.dataset["section"]}"]`);
    if (same) same.open = section.open;
  }
  for (const field of old.querySelectorAll<Typed>("textarea[id], input[id]:not([type=checkbox], [type=radio])")) {
    if (field.value === field.defaultValue) continue;
    const same = fresh.querySelector<Typed>(`#${CSS.escape(field.id)}`);
    if (same) same.value = field.value;
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
