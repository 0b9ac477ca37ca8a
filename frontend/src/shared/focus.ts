/** Moves the focus to what must be read first: a summary of errors marked data-focus. */
export function attachFocus(root: ParentNode): void {
  root.querySelector<HTMLElement>("[data-focus]")?.focus();
}
