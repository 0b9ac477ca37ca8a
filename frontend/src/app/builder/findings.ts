const PAUSE = 900; // milliseconds after the last change

/** What the checks say: their count in the bar, marks in the tree, the list in its drawer. */
export class Findings {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked = 0;

  constructor(
    private readonly root: HTMLElement,
    private readonly act: { read: () => Promise<string | null>; go: (place: string, field: string) => void },
  ) {
    root.querySelector("#findings-drawer")?.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-go]") : null;
      if (!button) return;
      event.stopPropagation();
      root.querySelector<HTMLDialogElement>("#findings-drawer")?.close();
      act.go(button.dataset["go"] ?? "", button.dataset["field"] ?? "");
    });
  }

  later(): void {
    this.mark();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.refresh(), PAUSE);
  }

  private async refresh(): Promise<void> {
    const turn = ++this.asked;
    const html = await this.act.read();
    const old = document.getElementById("findings");
    if (html === null || turn !== this.asked || !old) return;
    const template = document.createElement("template");
    template.innerHTML = html;
    const fresh = template.content.firstElementChild;
    if (!(fresh instanceof HTMLElement)) return;
    old.replaceWith(fresh);
    const count = document.querySelector<HTMLElement>("[data-findings-count]");
    if (count) {
      count.textContent = fresh.dataset["words"] ?? "";
      count.dataset["level"] = fresh.dataset["errors"] !== "0" ? "error" : fresh.dataset["hints"] !== "0" ? "hint" : "none";
    }
    this.mark();
  }

  /** Rows are drawn without what the checks say: that follows a little later. */
  private mark(): void {
    for (const mark of this.root.querySelectorAll<HTMLElement>("[data-finding]")) mark.hidden = true;
    for (const level of ["hint", "error"] as const) {
      for (const item of this.root.querySelectorAll<HTMLElement>(`.found__item--${level}`)) {
        const mark = document.getElementById(item.dataset["row"] ?? "")?.querySelector<HTMLElement>("[data-finding]");
        if (!mark) continue;
        mark.hidden = false;
        mark.dataset["level"] = level;
        mark.textContent = `, ${this.root.dataset[level === "error" ? "wordsError" : "wordsHint"]}`;
      }
    }
  }
}
