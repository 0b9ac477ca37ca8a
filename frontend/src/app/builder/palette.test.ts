import { beforeEach, expect, it, vi } from "vitest";

import { Palette } from "./palette";

const add = vi.fn();

function palette(): HTMLInputElement {
  const kind = (value: string, title: string): string => `<li><button data-kind="type" data-value="${value}">${title}</button></li>`;
  document.body.innerHTML = `<dialog><input data-palette-search><p data-palette-count></p>
    <section class="palette__group"><ul>${kind("nps", "Recommendation")}</ul></section>
    <section class="palette__group"><ul>${kind("list", "Short text from a list")}${kind("comment", "Long text")}${kind("text", "Short text")}${kind("city", "Città")}</ul></section></dialog>`;
  new Palette(document.querySelector("dialog")!, add).open();
  return document.querySelector("input")!;
}

function search(input: HTMLInputElement, text: string): string[] {
  input.value = text;
  input.dispatchEvent(new Event("input"));
  return [...document.querySelectorAll("li")].filter((one) => !one.hidden).map((one) => one.textContent ?? "");
}

beforeEach(() => add.mockClear());

it("finds kinds by what is typed, accents or not", () => {
  const input = palette();
  expect(search(input, "TEXT")).toEqual(["Short text from a list", "Long text", "Short text"]);
  expect(document.querySelector<HTMLElement>(".palette__group")!.hidden).toBe(true);
  expect(search(input, "citta")).toEqual(["Città"]);
  expect(search(input, "NPS")).toEqual(["Recommendation"]);
});

it("adds with Enter what was typed in full, else the first that is found", () => {
  for (const text of ["long", "short text"]) {
    const input = palette();
    search(input, text);
    input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
  }
  expect(add.mock.calls).toEqual([["type", "comment", ""], ["type", "text", ""]]);
});

it("is walked with arrows", () => {
  const input = palette();
  const press = (key: string): void => void document.activeElement!.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  input.focus();
  press("ArrowDown");
  press("ArrowDown");
  expect(document.activeElement!.textContent).toBe("Short text from a list");
  press("ArrowUp");
  press("ArrowUp");
  expect(document.activeElement).toBe(input);
});
