import { beforeEach, expect, it, vi } from "vitest";

import { Tree, type TreeActions } from "./tree";

const ROWS: [string, number, string][] = [["survey", 1, "Survey"], ["page:p1", 1, "Page 1"], ["nps", 2, "Recommend?"], ["why", 2, "Why?"], ["page:p2", 1, "Page 2"]];
const act = { select: vi.fn(), press: vi.fn(), rename: vi.fn(), addQuestion: vi.fn(), addPage: vi.fn() } satisfies TreeActions;

function tree(): Tree {
  const row = ([place, level, title]: [string, number, string]): string =>
    `<div role="treeitem" tabindex="-1" aria-level="${level}" data-place="${place}" data-text="${title}"${place === "page:p1" ? ' aria-expanded="true"' : ""}><span class="row__title" data-title>${title}</span></div>`;
  document.body.innerHTML = `<section><div id="tree">${ROWS.map(row).join("")}</div></section>`;
  const made = new Tree(document.querySelector("section")!, act);
  made.refresh("nps");
  made.focus("nps");
  return made;
}

const press = (key: string, more: KeyboardEventInit = {}): void => {
  document.activeElement!.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
};
const focused = (): string | undefined => (document.activeElement as HTMLElement).dataset["place"];

beforeEach(() => vi.clearAllMocks());

it("is one stop of the Tab key, at the row that is selected", () => {
  tree();
  expect([...document.querySelectorAll('[tabindex="0"]')].map((row) => (row as HTMLElement).dataset["place"])).toEqual(["nps"]);
  expect(document.querySelector('[aria-selected="true"]')!.textContent).toBe("Recommend?");
});

it("walks with arrows, Home, End and the first letter", () => {
  tree();
  const way = ["ArrowDown", "ArrowUp", "End", "Home", "w"].map((key) => (press(key), focused()));
  expect(way).toEqual(["why", "nps", "page:p2", "survey", "why"]);
});

it("folds a page away and walks past it", () => {
  tree();
  press("ArrowLeft");
  expect(focused()).toBe("page:p1");
  press("ArrowLeft");
  press("ArrowDown");
  expect(focused()).toBe("page:p2");
});

it("acts on the row that has the focus", () => {
  tree();
  press("ArrowUp", { altKey: true });
  press("d", { ctrlKey: true });
  press("Delete");
  press("Insert");
  press("Insert", { ctrlKey: true });
  press("Enter");
  expect(act.press.mock.calls).toEqual([["up", "nps"], ["duplicate", "nps"], ["remove", "nps"]]);
  expect(act.addQuestion).toHaveBeenCalledOnce();
  expect(act.addPage).toHaveBeenCalledOnce();
  expect(act.select).toHaveBeenCalledWith("nps", true);
});

it("changes a title in place, and not after Escape", () => {
  tree();
  for (const [key, text] of [["Escape", "Never"], ["Enter", "Would you?"]] as const) {
    press("F2");
    const input = document.querySelector("input")!;
    input.value = text;
    press(key);
  }
  expect(act.rename.mock.calls).toEqual([["nps", "Would you?"]]);
  expect(focused()).toBe("nps");
});
