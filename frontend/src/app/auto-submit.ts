/** A filter form sends itself when a choice changes; text is sent with Enter. Its Apply button is then not needed. */
export function attachAutoSubmit(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-auto-submit]")) {
    const typed = form.querySelector('input:is([type="search"], [type="text"], [type="date"], [type="number"])');
    if (!typed) form.querySelector<HTMLElement>("[data-apply]")?.setAttribute("hidden", "");
    form.addEventListener("change", (event) => {
      if (event.target instanceof HTMLSelectElement || isTicked(event.target)) form.requestSubmit();
    });
    form.addEventListener("submit", () => leaveOutEmpty(form));
  }
}

function isTicked(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && (target.type === "checkbox" || target.type === "radio");
}

/** Keeps the address short: a filter that is not set is not part of it. */
function leaveOutEmpty(form: HTMLFormElement): void {
  const empty = [...form.elements].filter(
    (field): field is HTMLInputElement | HTMLSelectElement =>
      (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) && !field.disabled && field.value === "",
  );
  for (const field of empty) field.disabled = true;
  setTimeout(() => {
    for (const field of empty) field.disabled = false;
  });
}
