import { beforeAll, beforeEach, expect, it } from "vitest";

import { attachMenus } from "./menus";

beforeAll(() => attachMenus(document));
beforeEach(() => {
  document.body.innerHTML = '<details data-menu open><summary>Account</summary><a href="#">Sign out</a></details><p>Page</p>';
});

const isOpen = (): boolean => document.querySelector("details")!.open;
const press = (selector: string): boolean =>
  document.querySelector(selector)!.dispatchEvent(new Event("pointerdown", { bubbles: true }));

it("stays open while it is used", () => {
  press("a");
  expect(isOpen()).toBe(true);
});

it("closes when something outside is pressed", () => {
  press("p");
  expect(isOpen()).toBe(false);
});

it("closes on Escape and gives the focus back to its summary", () => {
  document.querySelector("a")!.focus();
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  expect(isOpen()).toBe(false);
  expect(document.activeElement).toBe(document.querySelector("summary"));
});
