import { beforeEach, expect, it, vi } from "vitest";

import { attachAutoSubmit } from "./auto-submit";

const SELECTS = '<select name="period"><option value="90">90</option><option value="365">365</option></select><select name="stage"><option value="">All</option></select>';

function page(extra = ""): HTMLFormElement {
  document.body.innerHTML = `<form data-auto-submit>${SELECTS}${extra}<button data-apply>Apply</button></form>`;
  attachAutoSubmit(document);
  return document.querySelector("form")!;
}

const submitted = vi.fn();
beforeEach(() => submitted.mockClear());

it("sends the form when a choice changes", () => {
  const form = page();
  form.requestSubmit = submitted;
  form.querySelector("select")!.dispatchEvent(new Event("change", { bubbles: true }));
  expect(submitted).toHaveBeenCalledOnce();
});

it("waits for Enter in a text field and keeps the Apply button for it", () => {
  const form = page('<input type="search" name="q">');
  form.requestSubmit = submitted;
  form.querySelector("input")!.dispatchEvent(new Event("change", { bubbles: true }));
  expect(submitted).not.toHaveBeenCalled();
  expect(form.querySelector("button")!.hidden).toBe(false);
});

it("needs no Apply button where there are only choices", () => {
  expect(page().querySelector("button")!.hidden).toBe(true);
});

it("leaves what is not set out of the address", () => {
  const form = page();
  form.dispatchEvent(new Event("submit"));
  expect([...form.querySelectorAll("select")].map((field) => field.disabled)).toEqual([false, true]);
});
