type Send = (form: HTMLFormElement, more: Record<string, string>) => void;

/** The lines of a list of answers: Enter goes on to the next, lines move and go by key and button. */
export function attachLines(root: HTMLElement, send: Send): void {
  root.addEventListener("keydown", (event) => {
    const line = lineOf(event.target);
    if (!line || !(event.target instanceof HTMLInputElement) || event.isComposing) return;
    if (event.key === "Enter" && event.target.type !== "checkbox") {
      event.preventDefault();
      follower(line)?.focus();
    } else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      move(line, event.key === "ArrowUp" ? -1 : 1, send);
      event.target.focus();
    } else if (event.ctrlKey && event.key === "Delete") {
      event.preventDefault();
      remove(line, send);
    }
  });
  root.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const line = lineOf(event.target);
    const by = event.target.closest<HTMLElement>("[data-line-move]")?.dataset["lineMove"];
    if (line && by) move(line, Number(by), send);
    if (line && event.target.closest("[data-line-remove]")) remove(line, send);
  });
}

/** Brings the line to a place among its like, counted from 0. */
export function moveTo(line: HTMLFormElement, index: number, send: Send): void {
  const others = [...(line.parentElement?.querySelectorAll<HTMLElement>("[data-line]") ?? [])].filter((one) => one !== line);
  const before = others[index];
  if (before) before.before(line);
  else others.at(-1)?.after(line);
  send(line, { to: String(index) });
}

function move(line: HTMLFormElement, by: number, send: Send): void {
  const lines = [...(line.parentElement?.querySelectorAll<HTMLElement>("[data-line]") ?? [])];
  const to = lines.indexOf(line) + by;
  if (to >= 0 && to < lines.length) moveTo(line, to, send);
}

function remove(line: HTMLFormElement, send: Send): void {
  follower(line)?.focus();
  send(line, { remove: "1" });
  line.remove();
}

/** The first field of the next line; after the last the one that adds a line. */
function follower(line: HTMLFormElement): HTMLInputElement | null {
  const next = line.nextElementSibling?.querySelector<HTMLInputElement>(".line__cells input");
  return next ?? line.closest(".field--lines")?.querySelector<HTMLInputElement>("[data-appends] input[id]") ?? null;
}

function lineOf(target: EventTarget | null): HTMLFormElement | null {
  return target instanceof Element ? target.closest<HTMLFormElement>("form[data-line]") : null;
}
