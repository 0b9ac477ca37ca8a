/** A dangerous form stays unsendable until its word has been typed; the server asks for the same word. */
export function attachConfirm(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-confirm]")) {
    const word = form.dataset["confirm"] ?? "";
    const input = form.querySelector<HTMLInputElement>('input[name="confirm"]');
    const button = form.querySelector<HTMLButtonElement>("button:not([type]), button[type=submit]");
    if (!input || !button) continue;
    const check = (): void => {
      button.disabled = input.value.trim() !== word;
    };
    input.addEventListener("input", check);
    check();
  }
}
