/**
 * Turns a ranking (data-ranking; the words stand in its data attributes) into a list to be sorted: pressing an answer
 * gives it the next place, buttons and dragging move it. The selects stay what is sent, only out of sight.
 */
export function attachRanking(root: ParentNode): void {
  for (const holder of root.querySelectorAll<HTMLElement>("[data-ranking]")) new Ranking(holder);
}

/** The ranked values of a question, the best first. */
export function rankingIn(holder: ParentNode): string[] | undefined {
  const chosen = [...holder.querySelectorAll("select")].map((select) => select.value).filter(Boolean);
  const placed = chosen.map((text) => [Number.parseInt(text, 10), text.slice(text.indexOf(":") + 1)] as const);
  return chosen.length ? placed.sort(([a], [b]) => a - b).map(([, value]) => value) : undefined;
}

type Item = {
  row: HTMLElement;
  select: HTMLSelectElement;
  name: string;
  place: HTMLElement;
  buttons: Record<"add" | "up" | "down" | "out", HTMLButtonElement>;
};

class Ranking {
  private readonly items: Item[];
  private readonly list: HTMLElement;
  private readonly live: HTMLElement;
  private readonly most: number;
  private order: Item[] = [];

  constructor(private readonly holder: HTMLElement) {
    this.list = holder.querySelector<HTMLElement>("ol")!;
    this.items = [...this.list.querySelectorAll<HTMLElement>("li")].map((row) => this.itemOf(row));
    this.most = this.items[0]!.select.options.length - 1;
    this.live = this.line("visually-hidden", "");
    this.live.setAttribute("aria-live", "polite");
    holder.querySelector(".ranking__places")?.remove();
    holder.prepend(this.line("ranking__how", this.words("how")));
    holder.append(this.live);
    holder.classList.add("ranking--sorted");
    this.list.addEventListener("pointerdown", (event) => this.startDrag(event));
    window.addEventListener("pageshow", () => this.read()); // the browser may restore a form's state
    this.read();
  }

  private itemOf(row: HTMLElement): Item {
    const select = row.querySelector("select")!;
    const label = row.querySelector("label")!;
    const name = row.dataset["choice"] ?? "";
    const place = document.createElement("span");
    place.className = "ranking__place";
    const buttons = {
      add: this.button("add", name, ""),
      up: this.button("up", name, "↑"),
      down: this.button("down", name, "↓"),
      out: this.button("out", name, "×"),
    };
    const item = { row, select, name, place, buttons };
    select.hidden = true;
    row.prepend(place);
    row.append(buttons.add, buttons.up, buttons.down, buttons.out);
    label.removeAttribute("for");
    buttons.add.addEventListener("click", () => this.add(item));
    buttons.up.addEventListener("click", () => this.move(item, -1));
    buttons.down.addEventListener("click", () => this.move(item, 1));
    buttons.out.addEventListener("click", () => this.takeOut(item));
    return item;
  }

  private button(act: string, name: string, sign: string): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `ranking__${act}`;
    button.textContent = sign;
    button.setAttribute("aria-label", this.words(act, { choice: name }));
    return button;
  }

  private line(name: string, text: string): HTMLElement {
    const line = document.createElement("p");
    line.className = name;
    line.textContent = text;
    return line;
  }

  private words(key: string, values: Record<string, string | number> = {}): string {
    return (this.holder.dataset[key] ?? "").replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
  }

  /** What the selects say; of two answers at one place the first in the list comes first. */
  private read(): void {
    const at = (item: Item): number => Number.parseInt(item.select.value, 10) || 0;
    this.order = this.items.filter(at).sort((a, b) => at(a) - at(b)).slice(0, this.most);
    this.show();
  }

  private show(): void {
    const rest = this.items.filter((item) => !this.order.includes(item));
    for (const item of rest) item.buttons.add.ariaDisabled = String(this.order.length >= this.most);
    for (const item of [...this.order, ...rest]) {
      const index = this.order.indexOf(item);
      const isPlaced = index >= 0;
      item.select.selectedIndex = index + 1;
      item.place.textContent = isPlaced ? String(index + 1) : "";
      item.row.classList.toggle("ranking__item--placed", isPlaced);
      item.buttons.add.hidden = isPlaced;
      for (const act of ["up", "down", "out"] as const) item.buttons[act].hidden = !isPlaced;
      this.list.append(item.row);
    }
    this.order.forEach((item, index) => {
      item.buttons.up.ariaDisabled = String(index === 0);
      item.buttons.down.ariaDisabled = String(index === this.order.length - 1);
    });
  }

  private changed(said: string): void {
    this.show();
    this.live.textContent = said;
    this.holder.dispatchEvent(new Event("input", { bubbles: true }));
  }

  private placed(item: Item): string {
    const place = this.order.indexOf(item) + 1;
    return this.words("placed", { choice: item.name, place, count: this.order.length });
  }

  private add(item: Item): void {
    if (this.order.length >= this.most) {
      this.live.textContent = this.words("full");
      return;
    }
    const rest = this.items.filter((other) => !this.order.includes(other));
    const next = rest[rest.indexOf(item) + 1] ?? rest.find((other) => other !== item);
    this.order.push(item);
    this.changed(this.placed(item));
    (next ? next.buttons.add : item.buttons.up).focus();
  }

  private move(item: Item, by: number): void {
    const from = this.order.indexOf(item);
    if (!this.moveTo(item, from + by)) return;
    (by < 0 ? item.buttons.up : item.buttons.down).focus();
  }

  private moveTo(item: Item, to: number): boolean {
    const from = this.order.indexOf(item);
    if (to < 0 || to >= this.order.length || to === from) return false;
    this.order.splice(from, 1);
    this.order.splice(to, 0, item);
    this.changed(this.placed(item));
    return true;
  }

  private takeOut(item: Item): void {
    this.order = this.order.filter((other) => other !== item);
    this.changed(this.words("unplaced", { choice: item.name }));
    item.buttons.add.focus();
  }

  /** A mouse drags the whole row, a finger its number: elsewhere it scrolls the page. */
  private startDrag(event: PointerEvent): void {
    const target = event.target as HTMLElement;
    const item = this.order.find((one) => one.row.contains(target));
    const isGrip = item?.place === target || (event.pointerType === "mouse" && !target.closest("button"));
    if (!item || !isGrip) return;
    event.preventDefault();
    this.list.setPointerCapture(event.pointerId);
    item.row.classList.add("ranking__item--held");
    const follow = (moved: PointerEvent): void => {
      const over = this.order.findIndex(({ row }) => {
        const { top, bottom } = row.getBoundingClientRect();
        return moved.clientY >= top && moved.clientY < bottom;
      });
      if (over >= 0) this.moveTo(item, over);
    };
    const drop = (): void => {
      item.row.classList.remove("ranking__item--held");
      this.list.removeEventListener("pointermove", follow);
    };
    this.list.addEventListener("pointermove", follow);
    for (const end of ["pointerup", "pointercancel"]) this.list.addEventListener(end, drop, { once: true });
  }
}
