/** Says how many characters are left once most of a text field (data-counter holds the words) is used. */
export function attachCounter(root: ParentNode): void {
  for (const area of root.querySelectorAll<HTMLTextAreaElement>("textarea[data-counter]")) {
    const line = document.createElement("p");
    line.className = "counter";
    line.setAttribute("aria-live", "polite");
    const count = (): void => {
      const left = area.maxLength - area.value.length;
      line.textContent = left <= area.maxLength / 4 ? `${left} ${area.dataset["counter"]}` : "\u00a0";
    };
    area.addEventListener("input", count);
    area.after(line);
    count();
  }
}
