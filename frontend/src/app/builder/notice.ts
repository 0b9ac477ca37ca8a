/** What has to be said about the last change: a conflict, a refusal, something removed that can come back. */
export class Notice {
  constructor(
    private readonly root: HTMLElement,
    private readonly act: { theirs: () => void; mine: () => void; undo: () => void },
  ) {
    root.addEventListener("click", (event) => {
      if (!(event.target instanceof Element)) return;
      if (event.target.closest("[data-show-theirs]")) act.theirs();
      if (event.target.closest("[data-put-mine]")) this.putMine();
      if (event.target.closest("[data-undo-removal]")) {
        this.clear();
        act.undo();
      }
      if (event.target.closest("[data-dismiss]")) this.clear();
    });
  }

  conflict(html: string): void {
    this.root.innerHTML = html;
    this.root.querySelector<HTMLElement>("button")?.focus();
  }

  refused(words: string, typed: string): void {
    this.line([words, typed].filter(Boolean).join(" "), "error");
  }

  say(words: string): void {
    this.line(words, "plain");
  }

  removed(title: string): void {
    this.line(this.words("removed").replace("%s", title.trim()), "plain", true);
  }

  walked(way: "undo" | "redo", words: string): void {
    if (words) this.line(this.words(way).replace("%s", words), "plain");
  }

  private putMine(): void {
    const state = document.querySelector<HTMLElement>("#draft-state");
    const theirs = this.root.querySelector<HTMLElement>("#conflict")?.dataset["revision"];
    if (state && theirs) state.dataset["revision"] = theirs;
    this.clear();
    this.act.mine();
  }

  private clear(): void {
    this.root.replaceChildren();
  }

  private words(key: string): string {
    return this.root.dataset[`words${key[0]!.toUpperCase()}${key.slice(1)}`] ?? "%s";
  }

  private line(words: string, tone: "error" | "plain", isUndoable = false): void {
    const line = document.createElement("div");
    line.className = `message message--${tone}`;
    const text = document.createElement("span");
    text.textContent = words;
    line.append(text);
    if (isUndoable) line.append(this.button("undoRemoval", this.words("undoButton")));
    line.append(this.button("dismiss", this.words("dismiss")));
    this.root.replaceChildren(line);
  }

  private button(name: string, words: string): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link";
    button.dataset[name] = "";
    button.textContent = words;
    return button;
  }
}
