import { beforeEach, expect, it } from "vitest";

import { attachRanking, rankingIn } from "./ranking";

const row = (value: string, number: number, places: number[]): string => `
  <li data-choice="${value}"><label for="c${number}">${value}</label><select id="c${number}" name="q-r"><option value="">–</option>
  ${places.map((place) => `<option value="${place}:${value}">${place}</option>`).join("")}</select></li>`;

function draw(places: number[]): void {
  document.body.innerHTML = `
    <fieldset data-question="r"><div data-ranking data-add="Place {choice}" data-up="Up {choice}" data-down="Down {choice}"
      data-out="Out {choice}" data-placed="{choice} is {place} of {count}" data-unplaced="{choice} is out" data-full="Full" data-how="Press">
      <ol>${["pool", "bar", "spa"].map((value, i) => row(value, i, places)).join("")}</ol></div></fieldset>`;
}

beforeEach(() => {
  draw([1, 2, 3]);
  attachRanking(document);
});

const button = (name: string): HTMLButtonElement => document.querySelector(`[aria-label="${name}"]`)!;
const ranked = (): string[] | undefined => rankingIn(document.querySelector("fieldset")!);
const said = (): string => document.querySelector("[aria-live]")!.textContent!;
const press = (...names: string[]): void => names.forEach((name) => button(name).click());

it("gives places in the order of pressing and says so", () => {
  press("Place spa", "Place pool");
  expect(ranked()).toEqual(["spa", "pool"]);
  expect(said()).toBe("pool is 2 of 2");
});

it("puts the focus on the answer to be pressed next, and at last on the arrows", () => {
  press("Place pool");
  expect(document.activeElement).toBe(button("Place bar"));
  press("Place bar", "Place spa");
  expect(document.activeElement).toBe(button("Up spa"));
});

it("moves by the arrows, keeping the focus on them", () => {
  press("Place pool", "Place bar", "Place spa", "Up spa", "Up spa");
  expect(ranked()).toEqual(["spa", "pool", "bar"]);
  expect(document.activeElement).toBe(button("Up spa"));
  expect(button("Up spa").ariaDisabled).toBe("true");
  press("Up spa", "Down pool");
  expect(ranked()).toEqual(["spa", "bar", "pool"]);
});

it("takes a place away and closes the gap", () => {
  press("Place pool", "Place bar", "Out pool");
  expect(ranked()).toEqual(["bar"]);
  expect(said()).toBe("pool is out");
});

it("shows what was chosen before, the placed ones first", () => {
  draw([1, 2, 3]);
  document.querySelectorAll("select")[2]!.value = "1:spa";
  attachRanking(document);
  expect([...document.querySelectorAll("li")].map((item) => item.dataset["choice"])).toEqual(["spa", "pool", "bar"]);
});

it("gives no more places than there are", () => {
  draw([1]);
  attachRanking(document);
  press("Place pool", "Place bar");
  expect(ranked()).toEqual(["pool"]);
  expect(said()).toBe("Full");
});

it("follows the finger that holds a number", () => {
  press("Place pool", "Place bar");
  const list = document.querySelector("ol")!;
  list.setPointerCapture = () => undefined;
  document.querySelectorAll("li").forEach((item, i) => {
    item.getBoundingClientRect = () => ({ top: i * 50, bottom: i * 50 + 50 }) as DOMRect;
  });
  const point = (type: string, clientY: number): PointerEvent => new PointerEvent(type, { bubbles: true, clientY, pointerType: "touch" });
  document.querySelector(".ranking__place")!.dispatchEvent(point("pointerdown", 10));
  list.dispatchEvent(point("pointermove", 70));
  list.dispatchEvent(point("pointerup", 70));
  list.dispatchEvent(point("pointermove", 10));
  expect(ranked()).toEqual(["bar", "pool"]);
});
