/** Shows the copy button of a field and says so when the value is on the clipboard. */
export function attachCopy(root: ParentNode): void {
  for (const field of root.querySelectorAll<HTMLElement>("[data-copy]")) {
    const input = field.querySelector("input");
    const button = field.querySelector<HTMLButtonElement>("[data-copy-button]");
    const words = button?.querySelector("span");
    if (!input || !button || !words) continue;
    const before = words.textContent;
    words.setAttribute("aria-live", "polite");
    button.hidden = false;
    button.addEventListener("click", async () => {
      await copy(input);
      words.textContent = button.dataset["copied"] ?? before;
      setTimeout(() => (words.textContent = before), 2000);
    });
  }
}

/** The clipboard API exists on secure origins only; the old command serves plain http. */
async function copy(input: HTMLInputElement): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(input.value);
  input.select();
  document.execCommand("copy");
}
