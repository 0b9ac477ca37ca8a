/** The dialog with the kinds of question: typing searches, arrows walk, Enter adds. */
export class Palette {
  private readonly search: HTMLInputElement;
  private into = "";

  constructor(
    private readonly dialog: HTMLDialogElement,
    private readonly add: (member: string, value: string, into: string) => void,
  ) {
    this.search = dialog.querySelector<HTMLInputElement>("[data-palette-search]")!;
    this.search.addEventListener("input", () => this.filter());
    dialog.addEventListener("keydown", (event) => this.pressed(event));
    dialog.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>("button[data-value]") : null;
      if (button) this.choose(button);
    });
  }

  /** `into` is the group that repeats to put the question in; else it goes where the selection is. */
  open(into = ""): void {
    this.into = into;
    this.search.value = "";
    this.filter();
    this.dialog.showModal();
    this.search.focus();
  }

  private choose(button: HTMLButtonElement): void {
    this.dialog.close();
    this.add(button.dataset["kind"] ?? "type", button.dataset["value"] ?? "", this.into);
  }

  private filter(): void {
    const wanted = folded(this.search.value);
    for (const button of this.buttons()) button.parentElement!.hidden = !called(button).some((name) => name.includes(wanted));
    for (const group of this.dialog.querySelectorAll<HTMLElement>(".palette__group")) {
      group.hidden = ![...group.querySelectorAll("li")].some((one) => !one.hidden);
    }
    this.dialog.querySelector("[data-palette-count]")!.textContent = String(this.shown().length);
  }

  private pressed(event: KeyboardEvent): void {
    const shown = this.shown();
    const at = shown.indexOf(document.activeElement as HTMLButtonElement);
    if (event.key === "Enter" && event.target === this.search && shown[0]) {
      event.preventDefault();
      const wanted = folded(this.search.value);
      const exact = shown.find((button) => called(button).includes(wanted));
      this.choose(exact ?? shown[0]);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const next = event.key === "ArrowDown" ? shown[at + 1] : shown[at - 1];
      (next ?? (event.key === "ArrowUp" ? this.search : shown.at(-1)))?.focus();
    }
  }

  private buttons(): HTMLButtonElement[] {
    return [...this.dialog.querySelectorAll<HTMLButtonElement>("button[data-value]")];
  }

  private shown(): HTMLButtonElement[] {
    return this.buttons().filter((button) => !button.parentElement!.hidden);
  }
}

/** What a kind is known by: its title, and the name of the type, for who looks for "nps" or "comment". */
function called(button: HTMLButtonElement): string[] {
  const names = [button.textContent ?? ""];
  if (button.dataset["kind"] === "type") names.push(button.dataset["value"] ?? "");
  return names.map(folded);
}

function folded(text: string): string {
  return text.trim().normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}
