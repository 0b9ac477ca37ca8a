import { beforeEach, expect, it } from "vitest";

import { attachSum } from "./sum";

beforeEach(() => {
  document.body.innerHTML = `<div data-sum="100" data-so-far="{given} of {total}" data-done="All {total}" data-over="{over} too many">
    <input id="a" value="20"><input id="b"></div>`;
  attachSum(document);
});

function said(share: string): string {
  const input = document.querySelector<HTMLInputElement>("#b")!;
  input.value = share;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  return document.querySelector("output")!.textContent!;
}

it("tells what is shared out already", () => {
  expect(document.querySelector("output")!.textContent).toBe("20 of 100");
  expect([said("30"), said(" 80 "), said("95")]).toEqual(["50 of 100", "All 100", "15 too many"]);
});

it("counts what is no whole number as nothing", () => {
  expect([said("3.5"), said("-5"), said("ten")]).toEqual(["20 of 100", "20 of 100", "20 of 100"]);
});
