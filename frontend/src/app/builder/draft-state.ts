/** Where the draft stands, as the server last said in #draft-state. */
export interface DraftState {
  revision: string;
  select: string;
  page: string;
  canUndo: boolean;
  canRedo: boolean;
  undoWords: string;
  redoWords: string;
  notes: string;
}

export function draftState(page: ParentNode = document): DraftState {
  const element = page.querySelector<HTMLElement>("#draft-state");
  const said = (name: string): string => element?.dataset[name] ?? "";
  return {
    revision: said("revision"),
    select: said("select"),
    page: said("page"),
    canUndo: said("canUndo") === "yes",
    canRedo: said("canRedo") === "yes",
    undoWords: said("undoWords"),
    redoWords: said("redoWords"),
    notes: element?.textContent?.trim() ?? "",
  };
}

/** The buttons for undo and redo say what they would do, and whether there is anything to do. */
export function showWalk(): void {
  const state = draftState();
  for (const [way, can, words] of [["undo", state.canUndo, state.undoWords], ["redo", state.canRedo, state.redoWords]] as const) {
    const button = document.querySelector<HTMLButtonElement>(`button[data-${way}]`);
    if (!button) continue;
    button.setAttribute("aria-disabled", String(!can));
    button.title = [button.textContent?.trim(), words].filter(Boolean).join(": ");
  }
}
