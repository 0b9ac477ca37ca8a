/** The fields of a form in which something is typed. */
export function texts(form: HTMLFormElement): NodeListOf<HTMLInputElement | HTMLTextAreaElement> {
  return form.querySelectorAll("textarea[id], input[id]:not([type=checkbox], [type=radio])");
}

/** Where the focus went to something that is no more, it goes on to what follows the field that was changed. */
export function focusAfter(id: string): void {
  const field = document.getElementById(id);
  const form = field?.closest("form");
  if (!field || !form) return;
  const controls = [...form.querySelectorAll<HTMLElement>("select, input:not([type=hidden]), textarea, button")];
  (controls[controls.indexOf(field) + 1] ?? field).focus();
}

/** A condition that was added is the next thing to fill in. */
export function focusNewRule(form: string): void {
  const open = [...document.querySelectorAll<HTMLSelectElement>(`#${CSS.escape(form)} [name$=":subject"]`)];
  open.find((subject) => !subject.value)?.focus();
}

/** What is stored is no longer "typed and not saved"; a fault said before is gone. */
export function markSaved(sent: Map<string, string>): void {
  for (const [id, value] of sent) {
    const field = document.getElementById(id);
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) continue;
    field.defaultValue = value;
    field.removeAttribute("aria-invalid");
    const error = field.closest(".field-form, form")?.querySelector<HTMLElement>("[data-error]");
    if (error) error.hidden = true;
  }
}
