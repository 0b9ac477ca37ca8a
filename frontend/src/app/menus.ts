/** An open menu (details[data-menu]) closes on Escape and when something outside it is pressed or focused. */
export function attachMenus(page: Document): void {
  const closeUnless = (inside: EventTarget | null): void => {
    for (const menu of page.querySelectorAll<HTMLDetailsElement>("details[data-menu][open]")) {
      if (!(inside instanceof Node && menu.contains(inside))) menu.open = false;
    }
  };
  page.addEventListener("pointerdown", (event) => closeUnless(event.target));
  page.addEventListener("focusin", (event) => closeUnless(event.target));
  page.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = page.activeElement?.closest<HTMLDetailsElement>("details[data-menu][open]");
    closeUnless(null);
    menu?.querySelector("summary")?.focus();
  });
}
