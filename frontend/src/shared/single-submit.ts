/** A form that posts is sent once: a second press of the button before the answer does nothing. */
export function attachSingleSubmit(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>('form[method="post"]')) watch(form);
}

function watch(form: HTMLFormElement): void {
  let sent = false;
  const mark = (on: boolean): void => {
    sent = on;
    for (const button of form.querySelectorAll("button")) {
      if (on) button.setAttribute("aria-disabled", "true");
      else button.removeAttribute("aria-disabled");
    }
  };
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    // Later listeners may still refuse (a confirmation); and a disabled button would not be part of the data.
    else setTimeout(() => mark(!event.defaultPrevented));
  });
  // Coming back through the browser's history finds the page as it was left.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) mark(false);
  });
}
