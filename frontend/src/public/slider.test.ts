import { beforeEach, expect, it } from "vitest";

import { attachSliders } from "./slider";

const PAGE = `
  <label for="q-warm">How warm?</label>
  <div data-slider data-unanswered="not answered yet">
    <input type="number" id="q-warm" name="q-warm" min="0" max="10" step="1" aria-describedby="q-warm-ends">
  </div>`;

let said: number;

function open(value = ""): { field: HTMLInputElement; range: HTMLInputElement; holder: HTMLElement } {
  document.body.innerHTML = PAGE;
  const field = document.querySelector<HTMLInputElement>("#q-warm")!;
  field.value = value;
  attachSliders(document);
  said = 0;
  document.body.addEventListener("input", () => said++);
  return { field, range: document.querySelector<HTMLInputElement>('[type="range"]')!, holder: document.querySelector<HTMLElement>("[data-slider]")! };
}

beforeEach(() => document.body.replaceWith(document.createElement("body")));

it("takes the scale and the name of its field, and sends nothing itself", () => {
  const { range } = open();
  expect([range.min, range.max, range.step]).toEqual(["0", "10", "1"]);
  expect(range.getAttribute("aria-label")).toBe("How warm?");
  expect(range.getAttribute("aria-describedby")).toBe("q-warm-ends");
  expect(range.name).toBe("");
  expect(range.value).toBe("5");
});

it("is unanswered until it is touched", () => {
  const { field, range, holder } = open();
  expect(field.value).toBe("");
  expect(range.getAttribute("aria-valuetext")).toBe("not answered yet");
  expect(holder.classList.contains("slider--unanswered")).toBe(true);
});

it("answers when it is moved, and says so to the page", () => {
  const { field, range, holder } = open();
  range.value = "7";
  range.dispatchEvent(new Event("input"));
  expect(field.value).toBe("7");
  expect(range.hasAttribute("aria-valuetext")).toBe(false);
  expect(holder.classList.contains("slider--unanswered")).toBe(false);
  expect(said).toBe(1);
});

it("answers with where it stands when it is pressed there, by pointer or by space", () => {
  const pressed = open();
  pressed.range.value = "5";
  pressed.range.dispatchEvent(new Event("click"));
  expect(pressed.field.value).toBe("5");
  const typed = open();
  typed.range.value = "5";
  typed.range.dispatchEvent(new KeyboardEvent("keydown", { key: " " }));
  expect(typed.field.value).toBe("5");
});

it("follows the number that is typed, and the number that was there", () => {
  const { field, range } = open("3");
  expect(range.value).toBe("3");
  field.value = "9";
  field.dispatchEvent(new Event("input"));
  expect(range.value).toBe("9");
});
