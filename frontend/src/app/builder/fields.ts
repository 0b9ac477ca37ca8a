import { isPatching } from "./patching";
import type { Edit } from "./saving";

const PAUSE = 600; // milliseconds without a key, then what was typed is sent
const CHOOSING = 250; // a list that is walked by keys changes with every key

/** Watches the forms of the properties: what is typed is sent after a pause, what is chosen at once. */
export class Fields {
  /** The id of what was changed last. */
  changedId = "";
  private readonly timers = new Map<HTMLFormElement, ReturnType<typeof setTimeout>>();

  constructor(
    root: HTMLElement,
    private readonly save: (form: HTMLFormElement, submitter?: HTMLElement) => void,
    private readonly typing: () => void,
  ) {
    root.addEventListener("input", (event) => this.typed(event));
    root.addEventListener("change", (event) => this.changed(event));
    root.addEventListener("submit", (event) => this.submitted(event as SubmitEvent));
    root.addEventListener("keydown", (event) => this.pressed(event));
    root.addEventListener("focusout", (event) => {
      const form = event.target instanceof HTMLSelectElement && !isPatching() ? formOf(event.target) : null;
      if (form && this.timers.has(form)) this.send(form);
    });
  }

  /** Sends what was typed and not sent yet. */
  flush(): void {
    for (const form of [...this.timers.keys()]) this.send(form);
  }

  private typed(event: Event): void {
    const form = formOf(event.target);
    if (!form || !isText(event.target) || isManual(event.target)) return;
    this.typing();
    this.wait(form, PAUSE);
  }

  private wait(form: HTMLFormElement, time: number): void {
    clearTimeout(this.timers.get(form));
    this.timers.set(form, setTimeout(() => this.send(form), time));
  }

  private changed(event: Event): void {
    const form = formOf(event.target);
    if (!form || isPatching()) return;
    if (isManual(event.target)) {
      // What was left behind in the field that adds a line is a line.
      if (event.target instanceof HTMLInputElement && event.target.value.trim()) this.send(form);
      return;
    }
    if (event.target instanceof Element) this.changedId = event.target.id;
    if (event.target instanceof HTMLSelectElement) {
      this.typing();
      this.wait(form, CHOOSING);
    } else if (!isText(event.target) || this.timers.has(form)) this.send(form);
  }

  private submitted(event: SubmitEvent): void {
    const form = formOf(event.target);
    if (!form) return;
    event.preventDefault();
    this.send(form, event.submitter ?? undefined);
  }

  private pressed(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.isComposing) return;
    if (!(event.target instanceof HTMLTextAreaElement) || !event.target.hasAttribute("data-one-line")) return;
    event.preventDefault();
    formOf(event.target)?.requestSubmit();
  }

  private send(form: HTMLFormElement, submitter?: HTMLElement): void {
    clearTimeout(this.timers.get(form));
    this.timers.delete(form);
    if (form.isConnected) this.save(form, submitter);
  }
}

/** What a form says, by the names of its fields; several values of a name in the order of the page. */
export function bodyOf(form: HTMLFormElement, submitter?: HTMLElement): Edit["body"] {
  const data = submitter ? new FormData(form, submitter) : new FormData(form);
  const body: Edit["body"] = {};
  for (const name of new Set(data.keys())) {
    const values = data.getAll(name).map(String);
    body[name] = values.length === 1 ? values[0]! : values;
  }
  return body;
}

function formOf(target: EventTarget | null): HTMLFormElement | null {
  return target instanceof Element ? target.closest<HTMLFormElement>("form[data-edit]") : null;
}

function isText(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio"].includes(target.type);
}

function isManual(target: EventTarget | null): boolean {
  return target instanceof Element && target.hasAttribute("data-manual");
}
