import { beforeEach, expect, it } from "vitest";

import { attachSearch } from "./search";

let field: HTMLInputElement;
let select: HTMLSelectElement;
let said: string[];

beforeEach(() => {
  document.body.replaceWith(document.createElement("body"));
  document.body.innerHTML = `
    <div><label for="q-country">Where do you live?</label>
    <select class="entry" id="q-country" name="q-country" data-searched data-none="No answer matches." data-one="1 answer" data-many="{count} answers" aria-required="true">
      <option value="">Please choose</option>
      <option value="it">Italy</option><option value="pe">Perù</option><option value="pt">Portugal</option>
    </select></div>`;
  attachSearch(document);
  field = document.querySelector<HTMLInputElement>("#q-country")!;
  select = document.querySelector<HTMLSelectElement>("select")!;
  said = [];
  document.body.addEventListener("input", (event) => {
    if (event.target === select) said.push(select.value);
  });
});

function type(text: string): void {
  field.value = text;
  field.dispatchEvent(new Event("input"));
}

function press(key: string): boolean {
  return !field.dispatchEvent(new KeyboardEvent("keydown", { key, cancelable: true }));
}

const list = (): HTMLElement => document.querySelector<HTMLElement>('[role="listbox"]')!;
const texts = (): string[] => [...list().children].map((item) => item.textContent ?? "");
const active = (): string => document.getElementById(field.getAttribute("aria-activedescendant") ?? "")?.textContent ?? "";
const status = (): string => document.querySelector('[role="status"]')!.textContent ?? "";

it("stands for the select, which goes on being what is sent", () => {
  expect(field.getAttribute("role")).toBe("combobox");
  expect(field.getAttribute("aria-required")).toBe("true");
  expect(field.name).toBe("");
  expect([select.hidden, select.name]).toEqual([true, "q-country"]);
  expect(list().getAttribute("aria-label")).toBe("Where do you live?");
});

it("finds what is typed, without case and accents, and says how much", () => {
  type("PERU");
  expect(texts()).toEqual(["Perù"]);
  expect(status()).toBe("1 answer");
  expect(field.getAttribute("aria-expanded")).toBe("true");
});

it("says when nothing matches", () => {
  type("zz");
  expect(texts()).toEqual(["No answer matches."]);
  expect(status()).toBe("No answer matches.");
});

it("is worked with the arrows and Enter, which sends nothing", () => {
  press("ArrowDown");
  expect(texts()).toEqual(["Italy", "Perù", "Portugal"]);
  expect(status()).toBe("3 answers");
  press("ArrowDown");
  expect(active()).toBe("Italy");
  press("ArrowUp");
  expect(active()).toBe("Portugal");
  expect(press("Enter")).toBe(true);
  expect([select.value, field.value, list().hidden]).toEqual(["pt", "Portugal", true]);
  expect(said).toEqual(["pt"]);
});

it("leaves Enter alone while it is closed", () => {
  expect(press("Enter")).toBe(false);
});

it("takes a click on an answer", () => {
  type("it");
  list().querySelector("li")!.click();
  expect([select.value, field.value]).toEqual(["it", "Italy"]);
});

it("goes back to what was chosen on Escape, and when something else is left in it", () => {
  type("Italy");
  field.dispatchEvent(new Event("blur"));
  expect(select.value).toBe("it");
  type("Por");
  press("Escape");
  expect([select.value, field.value, list().hidden]).toEqual(["it", "Italy", true]);
  type("Por");
  field.dispatchEvent(new Event("blur"));
  expect([select.value, field.value]).toEqual(["it", "Italy"]);
});

it("takes the answer back when it is emptied", () => {
  type("Italy");
  field.dispatchEvent(new Event("blur"));
  type("");
  field.dispatchEvent(new Event("blur"));
  expect([select.value, field.value]).toEqual(["", ""]);
  expect(said).toEqual(["it", ""]);
});
