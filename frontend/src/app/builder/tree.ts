/** What a row of the tree is asked to do. */
export interface TreeActions {
  select: (place: string, open: boolean) => void;
  press: (tool: "up" | "down" | "duplicate" | "remove", place: string) => void;
  rename: (place: string, title: string) => void;
  addQuestion: () => void;
  addPage: () => void;
}

/** The tree as one stop of the Tab key: arrows walk the rows, keys act on the row that has the focus. */
export class Tree {
  private readonly folded = new Set<string>();
  private current = "survey";

  constructor(
    private readonly root: HTMLElement,
    private readonly act: TreeActions,
  ) {
    root.addEventListener("keydown", (event) => this.pressed(event));
    root.addEventListener("click", (event) => this.clicked(event));
    root.addEventListener("dblclick", (event) => {
      const row = rowOf(event.target);
      if (row) this.startRenaming(row);
    });
  }

  /** After rows were drawn anew: which is selected, which fold, which Tab stops at. */
  refresh(selected: string): void {
    this.current = selected;
    let isFolded = false;
    for (const row of this.rows()) {
      const level = Number(row.ariaLevel ?? row.getAttribute("aria-level"));
      if (level === 1) isFolded = this.folded.has(place(row));
      row.hidden = level > 1 && isFolded;
      if (row.hasAttribute("aria-expanded")) row.setAttribute("aria-expanded", String(!this.folded.has(place(row))));
      row.setAttribute("aria-selected", String(place(row) === selected));
    }
    if (!this.root.contains(document.activeElement)) this.stopAt(this.row(selected) ?? this.rows()[0]);
    else this.stopAt(rowOf(document.activeElement) ?? undefined);
  }

  row(wanted: string): HTMLElement | undefined {
    return this.rows().find((row) => place(row) === wanted);
  }

  /** Moves the focus to a row, unfolding the page it stands on. */
  focus(wanted: string): void {
    const row = this.row(wanted);
    if (!row) return;
    if (row.hidden) {
      const page = this.pageOf(row);
      if (page) this.folded.delete(place(page));
      this.refresh(this.current);
    }
    this.stopAt(row);
    row.focus();
  }

  startRenaming(row: HTMLElement): void {
    const title = row.querySelector<HTMLElement>("[data-title]");
    if (!title || row.querySelector("input")) return;
    const input = document.createElement("input");
    input.className = "row__input";
    input.value = row.dataset["text"] ?? "";
    input.setAttribute("aria-label", title.textContent ?? "");
    title.hidden = true;
    title.after(input);
    input.focus();
    input.select();
    let isOver = false; // taking the field away makes it lose the focus, which ends it again
    const end = (isKept: boolean): void => {
      if (isOver) return;
      isOver = true;
      const text = input.value.trim();
      const hadFocus = input === document.activeElement;
      title.hidden = false;
      input.remove();
      if (hadFocus) row.focus();
      if (!isKept || text === row.dataset["text"]) return;
      title.textContent = text || title.textContent;
      row.dataset["text"] = text;
      this.act.rename(place(row), text);
    };
    input.addEventListener("blur", () => end(true));
    input.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Enter" && !event.isComposing) end(true);
      if (event.key === "Escape") end(false);
    });
  }

  rows(): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>('#tree [role="treeitem"]')];
  }

  private visible(): HTMLElement[] {
    return this.rows().filter((row) => !row.hidden);
  }

  private pageOf(row: HTMLElement): HTMLElement | undefined {
    const all = this.rows();
    return all.slice(0, all.indexOf(row) + 1).reverse().find((one) => one.getAttribute("aria-level") === "1");
  }

  private stopAt(row: HTMLElement | undefined): void {
    for (const one of this.rows()) one.tabIndex = one === row ? 0 : -1;
  }

  private go(row: HTMLElement | undefined): void {
    if (!row) return;
    this.stopAt(row);
    row.focus();
  }

  private fold(row: HTMLElement, on: boolean): void {
    if (on) this.folded.add(place(row));
    else this.folded.delete(place(row));
    this.refresh(this.current);
  }

  private clicked(event: Event): void {
    const row = rowOf(event.target);
    if (!row || (event.target as Element).closest("input")) return;
    this.stopAt(row);
    if ((event.target as Element).closest("[data-fold]")) return this.fold(row, !this.folded.has(place(row)));
    row.focus();
    this.act.select(place(row), true);
  }

  private pressed(event: KeyboardEvent): void {
    const row = rowOf(event.target);
    if (!row || event.target !== row || event.isComposing) return;
    const action = this.actionOf(event, row);
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  }

  private actionOf(event: KeyboardEvent, row: HTMLElement): (() => void) | undefined {
    const rows = this.visible();
    const at = rows.indexOf(row);
    const isControl = event.ctrlKey || event.metaKey;
    const tools: Record<string, "up" | "down"> = { ArrowUp: "up", ArrowDown: "down" };
    if (event.altKey && tools[event.key]) return () => this.act.press(tools[event.key]!, place(row));
    if (event.altKey) return undefined;
    if (isControl && event.key.toLowerCase() === "d") return () => this.act.press("duplicate", place(row));
    if (event.key === "Insert") return isControl ? this.act.addPage : this.act.addQuestion;
    if (isControl && event.key === "Enter") return event.shiftKey ? this.act.addPage : this.act.addQuestion;
    if (isControl) return undefined;
    const isFolded = this.folded.has(place(row));
    const keys: Record<string, () => void> = {
      ArrowUp: () => this.go(rows[at - 1]),
      ArrowDown: () => this.go(rows[at + 1]),
      Home: () => this.go(rows[0]),
      End: () => this.go(rows.at(-1)),
      ArrowLeft: () => (row.ariaExpanded === "true" || row.getAttribute("aria-expanded") === "true" ? this.fold(row, true) : this.go(this.pageOf(row))),
      ArrowRight: () => (isFolded ? this.fold(row, false) : this.go(rows[at + 1])),
      Enter: () => this.act.select(place(row), true),
      " ": () => this.act.select(place(row), false),
      F2: () => this.startRenaming(row),
      Delete: () => this.act.press("remove", place(row)),
    };
    if (keys[event.key]) return keys[event.key];
    return event.key.length === 1 ? () => this.go(this.beginningWith(event.key, rows, at)) : undefined;
  }

  private beginningWith(letter: string, rows: HTMLElement[], at: number): HTMLElement | undefined {
    const wanted = letter.toLocaleLowerCase();
    return [...rows.slice(at + 1), ...rows.slice(0, at)].find((row) =>
      row.querySelector("[data-title], .row__title")?.textContent?.trim().toLocaleLowerCase().startsWith(wanted),
    );
  }
}

export function rowOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[role="treeitem"]') : null;
}

export function place(row: HTMLElement): string {
  return row.dataset["place"] ?? "";
}
