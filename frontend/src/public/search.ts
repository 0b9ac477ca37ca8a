/**
 * Lets people search a long list: a field to type in with a list below it stands for each `select[data-searched]`,
 * which stays what is sent. The pattern is ARIA's "combobox with list autocomplete".
 */
export function attachSearch(root: Document): void {
  for (const select of root.querySelectorAll<HTMLSelectElement>("select[data-searched]")) new Search(select);
}

const LABELLING = ["aria-required", "aria-invalid", "aria-describedby"];

class Search {
  private readonly field = document.createElement("input");
  private readonly list = document.createElement("ul");
  private readonly status = document.createElement("p");
  private shown: HTMLOptionElement[] = [];
  private active = -1;

  constructor(private readonly select: HTMLSelectElement) {
    this.build();
    this.field.addEventListener("input", () => this.open(this.field.value));
    this.field.addEventListener("keydown", (event) => this.press(event));
    this.field.addEventListener("click", () => this.open(""));
    this.field.addEventListener("blur", () => this.leave());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    this.list.addEventListener("click", (event) => this.click(event));
    window.addEventListener("pageshow", () => this.settle()); // the browser may restore the select after the first run
    this.settle();
  }

  private build(): void {
    const { field, list, select, status } = this;
    const id = select.id;
    select.id = `${id}-select`;
    select.hidden = true;
    field.id = id;
    field.type = "text";
    field.className = select.className;
    field.autocomplete = "off";
    field.dataset["helper"] = "";
    field.placeholder = select.dataset["placeholder"] ?? "";
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-expanded", "false");
    field.setAttribute("aria-controls", `${id}-list`);
    for (const name of LABELLING) {
      const value = select.getAttribute(name);
      if (value) field.setAttribute(name, value);
    }
    list.id = `${id}-list`;
    list.className = "search__list";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", document.querySelector(`label[for="${CSS.escape(id)}"]`)?.textContent?.trim() ?? "");
    status.className = "visually-hidden";
    status.setAttribute("role", "status");
    const holder = document.createElement("div");
    holder.className = "search";
    select.before(holder);
    holder.append(field, list, status, select);
  }

  private open(typed: string): void {
    const wanted = folded(typed);
    const options = [...this.select.options].filter((option) => option.value !== "");
    this.shown = options.filter((option) => folded(option.text).includes(wanted));
    this.active = typed ? -1 : this.shown.findIndex((option) => option.selected);
    this.list.replaceChildren(...this.shown.map((option, i) => this.item(option, i)));
    if (!this.shown.length) this.list.append(this.nothing());
    this.list.hidden = false;
    this.field.setAttribute("aria-expanded", "true");
    const count = this.shown.length;
    const { none = "", one = "", many = "" } = this.select.dataset;
    this.status.textContent = count > 1 ? many.replace("{count}", String(count)) : count ? one : none;
    this.point();
  }

  private item(option: HTMLOptionElement, index: number): HTMLElement {
    const item = document.createElement("li");
    item.id = `${this.list.id}-${index}`;
    item.className = "search__option";
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", String(option.selected));
    item.dataset["index"] = String(index);
    item.textContent = option.text;
    return item;
  }

  private nothing(): HTMLElement {
    const item = document.createElement("li");
    item.className = "search__none";
    item.setAttribute("role", "presentation");
    item.textContent = this.select.dataset["none"] ?? "";
    return item;
  }

  private press(event: KeyboardEvent): void {
    const isOpen = !this.list.hidden;
    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp":
        event.preventDefault();
        if (!isOpen) this.open("");
        else this.move(event.key === "ArrowDown" ? 1 : -1);
        break;
      case "Enter":
        if (!isOpen) return;
        event.preventDefault();
        if (this.active >= 0) this.choose(this.active);
        break;
      case "Escape":
        if (!isOpen) return;
        event.preventDefault();
        this.settle();
        break;
    }
  }

  private move(by: number): void {
    const count = this.shown.length;
    if (!count) return;
    this.active = this.active < 0 ? (by > 0 ? 0 : count - 1) : (this.active + by + count) % count;
    this.point();
  }

  private point(): void {
    [...this.list.children].forEach((item, i) => item.classList.toggle("search__option--active", i === this.active));
    const item = this.active >= 0 ? this.list.children[this.active] : undefined;
    if (item) this.field.setAttribute("aria-activedescendant", item.id);
    else this.field.removeAttribute("aria-activedescendant");
    item?.scrollIntoView({ block: "nearest" });
  }

  private click(event: Event): void {
    const item = (event.target as HTMLElement).closest<HTMLElement>("[data-index]");
    if (item) this.choose(Number(item.dataset["index"]));
  }

  private choose(index: number): void {
    const option = this.shown[index];
    if (option) this.set(option.value);
    this.settle();
  }

  /** An emptied field takes the answer back; a text that is exactly one answer is that answer; else nothing changes. */
  private leave(): void {
    if (this.list.hidden) return;
    const typed = folded(this.field.value);
    const exact = [...this.select.options].filter((option) => option.value !== "" && folded(option.text) === typed);
    if (!typed) this.set("");
    else if (exact.length === 1) this.set(exact[0]!.value);
    this.settle();
  }

  private set(value: string): void {
    if (this.select.value === value) return;
    this.select.value = value;
    this.select.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** Closed, and showing what is chosen. */
  private settle(): void {
    this.list.hidden = true;
    this.active = -1;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
    this.status.textContent = "";
    const chosen = this.select.options[this.select.selectedIndex];
    this.field.value = chosen && chosen.value !== "" ? chosen.text : "";
  }
}

/** Without case and accents: "perù" is found by "Peru". */
function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").trim().toLowerCase();
}
