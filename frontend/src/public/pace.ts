/**
 * Answers sent sooner than a form's data-least (seconds) look like a program's, and the server would ask for them once
 * more. Whoever is that quick is held for the rest of that time instead.
 */
export function attachPace(root: ParentNode, now: () => number = () => performance.now()): void {
  const opened = now();
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-least]")) {
    let waiting = false;
    form.addEventListener("submit", (event) => {
      const pressed = event.submitter as HTMLButtonElement | null;
      const rest = Number(form.dataset["least"]) * 1000 - (now() - opened);
      if (rest <= 0 || (pressed && pressed.value !== "next")) return;
      event.preventDefault();
      if (waiting) return;
      waiting = true;
      setTimeout(() => {
        waiting = false;
        form.requestSubmit(pressed);
      }, rest);
    });
  }
}
