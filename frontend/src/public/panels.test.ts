import { expect, it } from "vitest";

import { walkPart, type InnerStep } from "./panels";
import { attachVisibility } from "./visibility";

const STEPS: InnerStep[] = [
  { name: "again" },
  { name: "why", visibleIf: [{ question: "again", op: "=", value: "no" }], requiredIf: { question: "visits", op: ">", value: 1 } },
];
const around = (answers: Record<string, unknown>) => ({ answers, params: {}, invitation: {}, calculated: {} });

it("shows by the answer of a sibling", () => {
  expect(walkPart(STEPS, { again: "yes" }, around({})).shown).toEqual(["again"]);
  expect(walkPart(STEPS, { again: "no" }, around({})).shown).toEqual(["again", "why"]);
});

it("requires by an answer outside", () => {
  expect(walkPart(STEPS, { again: "no" }, around({ visits: 2 })).required).toEqual(["why"]);
  expect(walkPart(STEPS, { again: "no" }, around({ visits: 1 })).required).toEqual([]);
});

it("lets a sibling hide a question outside of the same name", () => {
  expect(walkPart(STEPS, {}, around({ again: "no" })).shown).toEqual(["again"]);
});

it("follows the answers of each item on the page, and tells a panel that is answered from one that is not", () => {
  const part = (i: number): string => `<fieldset data-part><fieldset data-question="again"><input type="radio" name="again${i}" value="no"></fieldset>
    <div data-question="why"><input type="text"></div></fieldset>`;
  document.body.innerHTML = `<script type="application/json" id="logic">${JSON.stringify({
    logic: { pages: [{ name: "p", elements: [{ name: "trips" }, { name: "last", visibleIf: [{ question: "trips", op: "notempty" }] }] }] },
    panels: { trips: STEPS },
  })}</script><fieldset data-question="trips">${part(0)}${part(1)}</fieldset><div data-question="last"><input></div>`;
  attachVisibility(document);
  const isShown = (selector: string): boolean[] => [...document.querySelectorAll<HTMLElement>(selector)].map((one) => !one.hidden);
  expect([isShown('[data-question="why"]'), isShown('[data-question="last"]')]).toEqual([[false, false], [false]]);
  const no = document.querySelectorAll<HTMLInputElement>('[value="no"]')[1]!;
  no.checked = true;
  no.dispatchEvent(new Event("input", { bubbles: true }));
  expect([isShown('[data-question="why"]'), isShown('[data-question="last"]')]).toEqual([[false, true], [true]]);
});
