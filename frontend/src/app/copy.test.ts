import { expect, it, vi } from "vitest";

import { attachCopy } from "./copy";

it("copies the value and says so", async () => {
  const writeText = vi.fn().mockResolvedValue(undefined);
  vi.stubGlobal("navigator", { clipboard: { writeText } });
  document.body.innerHTML =
    '<div data-copy><input value="cx_123"><button data-copy-button data-copied="Copied" hidden><span>Copy</span></button></div>';
  attachCopy(document);
  const button = document.querySelector("button")!;
  expect(button.hidden).toBe(false);
  button.click();
  await vi.waitFor(() => expect(button.textContent).toBe("Copied"));
  expect(writeText).toHaveBeenCalledWith("cx_123");
});
