import type { SaveState } from "./saving";

/** The saved state in words, always visible. */
export class SaveStatus {
  constructor(private readonly root: HTMLElement) {}

  show(state: SaveState): void {
    const status = document.querySelector<HTMLElement>("#save-state");
    const words = status?.querySelector<HTMLElement>("[data-save-words]");
    const retry = status?.querySelector<HTMLElement>("[data-retry]");
    if (!status || !words || !retry) return;
    const text = this.root.dataset[`words${state[0]!.toUpperCase()}${state.slice(1)}`] ?? state;
    status.dataset["state"] = state;
    if (words.textContent !== text) words.textContent = text;
    retry.hidden = state !== "offline";
  }
}
