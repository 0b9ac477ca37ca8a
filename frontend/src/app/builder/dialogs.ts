/** Dialogs open from their buttons, and close by their own, by Escape and by a press outside. */
export function attachDialogs(root: HTMLElement): void {
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    if (event.target.closest("[data-open-findings]")) open(root, "findings-drawer");
    if (event.target.closest("[data-open-keys]")) open(root, "keys");
    if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
    if (event.target instanceof HTMLDialogElement && isOutside(event.target, event)) event.target.close();
  });
}

function open(root: HTMLElement, id: string): void {
  root.querySelector<HTMLDialogElement>(`#${id}`)?.showModal();
}

function isOutside(dialog: HTMLDialogElement, event: MouseEvent): boolean {
  const { left, right, top, bottom } = dialog.getBoundingClientRect();
  return event.clientX < left || event.clientX > right || event.clientY < top || event.clientY > bottom;
}
