import { expect, it } from "vitest";

import { attachConfirm } from "./confirm";

it("opens the button only for the exact word", () => {
  document.body.innerHTML = '<form data-confirm="lumen"><input name="confirm"><button>Erase</button></form>';
  attachConfirm(document);
  const [input, button] = [document.querySelector("input")!, document.querySelector("button")!];
  const afterTyping = (text: string): boolean => {
    input.value = text;
    input.dispatchEvent(new Event("input"));
    return button.disabled;
  };
  expect(button.disabled).toBe(true);
  expect(["lume", "Lumen", " lumen "].map(afterTyping)).toEqual([true, true, false]);
});
