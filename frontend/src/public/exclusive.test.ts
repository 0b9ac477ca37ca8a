import { beforeEach, expect, it } from "vitest";

import { attachExclusive } from "./exclusive";

beforeEach(() => {
  document.body.innerHTML = `
    <fieldset data-many>
      <input type="checkbox" value="price" checked><input type="checkbox" value="speed" checked>
      <input type="checkbox" value="none" data-exclusive>
    </fieldset>
    <fieldset data-many><input type="checkbox" value="other" checked></fieldset>`;
  attachExclusive(document);
});

function tick(value: string): string[] {
  const box = document.querySelector<HTMLInputElement>(`[value=${value}]`)!;
  box.checked = true;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  return [...document.querySelectorAll<HTMLInputElement>("input:checked")].map((input) => input.value);
}

it("leaves the excluding choice alone in its question", () => {
  expect(tick("none")).toEqual(["none", "other"]);
});

it("takes the excluding choice back when another is chosen", () => {
  tick("none");
  expect(tick("speed")).toEqual(["speed", "other"]);
});
