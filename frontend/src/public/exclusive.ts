/**
 * A choice that excludes the others ("none of these") unticks them, and is unticked by them. The server refuses both
 * together, whatever runs here.
 */
export function attachExclusive(page: Document): void {
  page.addEventListener("input", (event) => {
    const ticked = event.target as HTMLInputElement;
    if (ticked.type !== "checkbox" || !ticked.checked) return;
    const group = ticked.closest("[data-many]");
    if (!group?.querySelector("[data-exclusive]")) return;
    const isAlone = ticked.dataset["exclusive"] !== undefined;
    for (const other of group.querySelectorAll<HTMLInputElement>("input[type=checkbox]")) {
      if (other !== ticked && (isAlone || other.dataset["exclusive"] !== undefined)) other.checked = false;
    }
  });
}
