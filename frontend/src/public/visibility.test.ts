import { beforeEach, expect, it } from "vitest";

import { attachVisibility } from "./visibility";

const PAGE = `
  <input type="hidden" name="asked" value="recommend topics visit agree">
  <script type="application/json" id="logic">{"logic": {"pages": [{"name": "p1", "elements": [
    {"name": "recommend"},
    {"name": "why", "visibleIf": [{"question": "recommend", "op": "<=", "value": 6}], "requiredIf": {"question": "recommend", "op": "<=", "value": 3}},
    {"name": "topics"},
    {"name": "price", "visibleIf": [{"question": "topics", "op": "contains", "value": "price"}]},
    {"name": "visit"},
    {"name": "staff", "visibleIf": [{"question": "visit.staff", "op": "notempty"}]},
    {"name": "agree"},
    {"name": "mail", "visibleIf": [{"question": "agree", "op": "notempty"}, {"question": "agree", "op": "=", "value": true}]},
    {"name": "best"}
  ]}]}, "waits": ["best"]}</script>
  <fieldset data-question="recommend"><input type="radio" name="q-recommend" value="3"><input type="radio" name="q-recommend" value="6"><input type="radio" name="q-recommend" value="9"></fieldset>
  <div data-question="why"><label>Why? <span class="question__optional">optional</span></label><textarea></textarea></div>
  <fieldset data-question="topics" data-many><input type="checkbox" value="price"><input type="checkbox" value="speed"></fieldset>
  <div data-question="price"><input type="text"></div>
  <fieldset data-question="visit"><fieldset data-row="staff"><input type="radio" name="q-visit-staff" value="3"></fieldset></fieldset>
  <div data-question="staff"><input type="text"></div>
  <div data-question="agree"><input type="checkbox" value="true"></div>
  <div data-question="mail"><input type="email"></div>
  <div data-question="best" hidden><input type="text"></div>`;

beforeEach(() => {
  document.body.innerHTML = PAGE;
  attachVisibility(document);
});

function isShown(name: string): boolean {
  return !document.querySelector<HTMLElement>(`[data-question="${name}"]`)!.hidden;
}

function tick(selector: string): void {
  const input = document.querySelector<HTMLInputElement>(selector)!;
  input.checked = true;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

it("hides at first what depends on an answer not given", () => {
  expect(["recommend", "why", "price", "staff", "mail"].map(isShown)).toEqual([true, false, false, false, false]);
});

it("asks a detractor why and not a promoter", () => {
  tick('[value="6"]');
  expect(isShown("why")).toBe(true);
  tick('[value="9"]');
  expect(isShown("why")).toBe(false);
});

it("reads boxes as a list", () => {
  tick('[value="speed"]');
  expect(isShown("price")).toBe(false);
  tick('[value="price"]');
  expect(isShown("price")).toBe(true);
});

it("reads a matrix by row", () => {
  tick('[data-row="staff"] input');
  expect(isShown("staff")).toBe(true);
});

it("reads consent as true, and as no answer while it is not ticked", () => {
  tick('[data-question="agree"] input');
  expect(isShown("mail")).toBe(true);
});

it("remembers for the server what was asked", () => {
  const asked = document.querySelector<HTMLInputElement>('[name="asked"]')!;
  tick('[value="6"]');
  tick('[value="9"]');
  expect(asked.value.split(" ")).toEqual(["recommend", "topics", "visit", "agree", "why"]);
});

it("asks for an answer only as long as one is required", () => {
  const [optional, field] = [document.querySelector<HTMLElement>(".question__optional")!, document.querySelector("textarea")!];
  tick('[value="3"]');
  expect([optional.hidden, field.getAttribute("aria-required")]).toEqual([true, "true"]);
  tick('[value="6"]');
  expect([optional.hidden, field.getAttribute("aria-required")]).toEqual([false, null]);
});

it("leaves hidden what waits for another answer", () => {
  tick('[value="3"]');
  expect(isShown("best")).toBe(false);
});
