const PANES = ["tree", "canvas", "panel"];

/** Below 1024 pixels one part of the builder is shown at a time. */
export class Panes {
  constructor(private readonly root: HTMLElement) {
    root.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-pane-button]") : null;
      if (button?.dataset["paneButton"]) this.show(button.dataset["paneButton"]);
    });
  }

  show(pane: string): void {
    this.root.dataset["pane"] = pane;
    for (const button of this.root.querySelectorAll<HTMLElement>("[data-pane-button]")) {
      button.setAttribute("aria-pressed", String(button.dataset["paneButton"] === pane));
    }
  }

  /** Moves the focus to the next part. */
  next(by: number, focusTree: () => void): void {
    const here = PANES.findIndex((pane) => this.root.querySelector(`.builder__${pane}`)?.contains(document.activeElement));
    const pane = PANES[(Math.max(here, by > 0 ? -1 : 0) + by + PANES.length) % PANES.length]!;
    this.show(pane);
    if (pane === "tree") focusTree();
    else if (pane === "panel") document.getElementById("panel-title")?.focus();
    else this.root.querySelector<HTMLElement>(".builder__canvas button")?.focus();
  }
}
