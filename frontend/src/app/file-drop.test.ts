import { expect, it } from "vitest";

import { attachFileDrop } from "./file-drop";

it("names the chosen file and marks the area while a file is above it", () => {
  document.body.innerHTML =
    '<div data-file-drop><span data-file-name>CSV or XLSX</span><input type="file"></div>';
  attachFileDrop(document);
  const area = document.querySelector<HTMLElement>("[data-file-drop]")!;
  const input = document.querySelector("input")!;
  area.dispatchEvent(new Event("dragover", { cancelable: true }));
  expect(area.classList.contains("file-drop--over")).toBe(true);
  area.dispatchEvent(new Event("dragleave"));
  expect(area.classList.contains("file-drop--over")).toBe(false);
  Object.defineProperty(input, "files", { value: [new File(["a"], "airline.csv")] });
  input.dispatchEvent(new Event("change"));
  expect(area.querySelector("[data-file-name]")!.textContent).toBe("airline.csv");
});
