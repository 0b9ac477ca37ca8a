import { beforeEach, expect, it, vi } from "vitest";

import { attachLines } from "./lines";

const send = vi.fn();

function list(): HTMLElement {
  const line = (name: string): string => `<form data-line="${name}"><div class="line__cells"><input value="${name}"></div><button type="button" data-line-remove>x</button></form>`;
  document.body.innerHTML = `<fieldset class="field--lines"><div data-lines>${["a", "b", "c"].map(line).join("")}</div><form data-appends><input id="add"></form></fieldset>`;
  const root = document.querySelector("fieldset")!.parentElement!;
  attachLines(root, (form, more) => send(form.dataset["line"], more));
  return root;
}

const input = (name: string): HTMLInputElement => document.querySelector(`[data-line="${name}"] input`)!;
const press = (name: string, key: string, more: KeyboardEventInit = {}): void =>
  void input(name).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
const order = (): (string | undefined)[] => [...document.querySelectorAll<HTMLElement>("[data-line]")].map((one) => one.dataset["line"]);

beforeEach(() => {
  document.body.replaceWith(document.createElement("body"));
  send.mockClear();
  list();
});

it("goes on with Enter, after the last line to the one that adds another", () => {
  press("b", "Enter");
  expect(document.activeElement).toBe(input("c"));
  press("c", "Enter");
  expect(document.activeElement).toBe(document.getElementById("add"));
});

it("moves a line with Alt and the arrows", () => {
  press("c", "ArrowUp", { altKey: true });
  expect(order()).toEqual(["a", "c", "b"]);
  expect(send.mock.calls).toEqual([["c", { to: "1" }]]);
  press("a", "ArrowUp", { altKey: true });
  expect(send).toHaveBeenCalledTimes(1);
});

it("removes a line and goes on to the next", () => {
  press("a", "Delete", { ctrlKey: true });
  expect(order()).toEqual(["b", "c"]);
  expect(send.mock.calls).toEqual([["a", { remove: "1" }]]);
  expect(document.activeElement).toBe(input("b"));
});
