/** The page as respondents see it, in a frame: drawn anew behind the one that is shown, so that nothing flickers. */
export class Canvas {
  private mode: "edit" | "try" = "edit";
  private page = "";
  private selected = "";
  private language: string;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private shownUrl = "";

  constructor(
    private readonly root: HTMLElement,
    private readonly act: { select: (name: string) => void; rename: (name: string, title: string) => void; titleOf: (name: string) => string },
  ) {
    this.language = root.dataset["lang"] ?? "en";
    root.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-mode], [data-width], [data-trial-again]") : null;
      if (!button) return;
      if (button.dataset["mode"]) this.setMode(button.dataset["mode"] === "try" ? "try" : "edit");
      else if (button.dataset["width"] !== undefined) this.setWidth(button.dataset["width"]);
      else this.draw(true);
    });
  }

  /** Shows the page of what is selected; draws it again where the draft changed. */
  show(page: string, selected: string, isChanged: boolean): void {
    const isElsewhere = page !== this.page;
    this.page = page;
    this.selected = selected;
    if (this.mode === "edit" && (isElsewhere || isChanged)) this.later();
    else if (this.mode === "try" && isChanged) this.later();
    this.mark();
  }

  setLanguage(language: string): void {
    this.language = language;
    this.draw();
  }

  private setMode(mode: "edit" | "try"): void {
    this.mode = mode;
    press(this.root, "mode", mode);
    this.root.querySelector<HTMLElement>("[data-trial]")!.hidden = mode === "edit";
    this.draw(true);
  }

  private setWidth(width: string): void {
    press(this.root, "width", width);
    const device = this.root.querySelector<HTMLElement>("[data-device]")!;
    device.dataset["width"] = width;
    for (const frame of this.frames()) this.fit(frame);
  }

  private later(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.draw(), 150);
  }

  private url(): string {
    const query = new URLSearchParams({ lang: this.language });
    if (this.mode === "edit") query.set("edit", "1");
    if (this.mode === "edit" && this.page) query.set("page", this.page);
    return `${this.root.dataset["previewUrl"]}?${query}`;
  }

  private draw(fromTop = false): void {
    const url = this.url();
    const old = this.frames();
    const shown = old[0]!;
    const scroll = url === this.shownUrl && !fromTop ? (shown.contentWindow?.scrollY ?? 0) : 0;
    const fresh = shown.cloneNode() as HTMLIFrameElement;
    fresh.classList.add("device__frame--coming");
    fresh.removeAttribute("data-frame");
    fresh.addEventListener("load", () => {
      if (!fresh.isConnected || !fresh.src) return;
      this.arrived(fresh, scroll);
    });
    fresh.src = url;
    for (const frame of old.slice(1)) frame.remove();
    shown.after(fresh);
    this.shownUrl = url;
  }

  private arrived(frame: HTMLIFrameElement, scroll: number): void {
    for (const other of this.frames()) if (other !== frame) other.remove();
    frame.classList.remove("device__frame--coming");
    frame.dataset["frame"] = "";
    this.fit(frame);
    const page = frame.contentDocument;
    if (!page) return;
    if (this.mode === "edit") {
      frame.contentWindow?.scrollTo(0, scroll);
      this.listen(page);
      this.mark();
    }
  }

  /** A device wider than the pane is shown smaller, not cut off. */
  private fit(frame: HTMLIFrameElement): void {
    const device = this.root.querySelector<HTMLElement>("[data-device]")!;
    const width = Number(device.dataset["width"] || 0);
    const scale = width ? Math.min(1, device.clientWidth / width) : 1;
    frame.style.width = width ? `${width}px` : "";
    frame.style.height = scale < 1 ? `${100 / scale}%` : "";
    frame.style.marginInline = scale < 1 ? "0" : "";
    frame.style.transform = scale < 1 ? `scale(${scale})` : "";
  }

  private listen(page: Document): void {
    page.documentElement.classList.add("canvas");
    page.addEventListener("click", (event) => {
      const target = event.target as Element | null;
      if (!target || target.closest("[contenteditable]")) return;
      event.preventDefault();
      const name = questionAt(target);
      if (name) this.act.select(name);
    }, true);
    page.addEventListener("submit", (event) => event.preventDefault(), true);
    page.addEventListener("dblclick", (event) => {
      const title = (event.target as Element | null)?.closest<HTMLElement>(".question__title, .choice--consent span");
      const name = title && questionAt(title);
      if (title && name) this.startRenaming(title, name);
    });
    for (const control of page.querySelectorAll<HTMLElement>("a, button, input, select, textarea, [tabindex], summary")) control.tabIndex = -1;
  }

  private startRenaming(title: HTMLElement, name: string): void {
    const before = title.innerHTML;
    const text = this.act.titleOf(name);
    title.textContent = text;
    title.contentEditable = "plaintext-only";
    title.focus();
    title.ownerDocument.getSelection()?.selectAllChildren(title);
    const end = (isKept: boolean): void => {
      if (!title.hasAttribute("contenteditable")) return;
      title.removeAttribute("contenteditable");
      const typed = (title.textContent ?? "").replace(/\s+/g, " ").trim();
      if (isKept && typed !== text) this.act.rename(name, typed);
      else title.innerHTML = before;
    };
    title.addEventListener("blur", () => end(true), { once: true });
    title.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Enter") {
        event.preventDefault();
        end(true);
      }
      if (event.key === "Escape") end(false);
    });
  }

  private mark(): void {
    if (this.mode !== "edit") return;
    const page = this.frames().at(-1)?.contentDocument;
    const name = this.selected.split(".")[0];
    for (const question of page?.querySelectorAll<HTMLElement>("[data-question]") ?? []) {
      const isHere = question.dataset["question"] === name;
      question.classList.toggle("is-selected", isHere);
      if (isHere) question.scrollIntoView({ block: "nearest" });
    }
  }

  private frames(): HTMLIFrameElement[] {
    return [...this.root.querySelectorAll<HTMLIFrameElement>("iframe.device__frame")];
  }
}

function questionAt(target: Element): string {
  return target.closest<HTMLElement>("[data-question]")?.dataset["question"] ?? "";
}

function press(root: HTMLElement, kind: "mode" | "width", value: string): void {
  for (const button of root.querySelectorAll<HTMLElement>(`button[data-${kind}]`)) {
    button.setAttribute("aria-pressed", String(button.dataset[kind] === value));
  }
}
