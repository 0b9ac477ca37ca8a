import { expect, it } from "vitest";

import { attachCounter } from "./counter";

it("is silent until a quarter is left, then counts down", () => {
  document.body.innerHTML = '<textarea maxlength="20" data-counter="characters left"></textarea>';
  attachCounter(document);
  const area = document.querySelector("textarea")!;
  const said = (text: string): string => {
    area.value = text;
    area.dispatchEvent(new Event("input"));
    return document.querySelector(".counter")!.textContent!.trim();
  };
  expect([said("x".repeat(14)), said("x".repeat(15)), said("x".repeat(20))]).toEqual(["", "5 characters left", "0 characters left"]);
});
