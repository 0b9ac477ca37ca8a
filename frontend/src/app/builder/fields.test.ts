import { beforeEach, expect, it, vi } from "vitest";

import { Fields, bodyOf } from "./fields";

const save = vi.fn();

function fields(html: string): Fields {
  document.body.innerHTML = `<section>${html}</section>`;
  return new Fields(document.querySelector("section")!, save, vi.fn());
}

function type(text: string): void {
  const input = document.querySelector<HTMLInputElement>("input:not([type=hidden])")!;
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

beforeEach(() => {
  vi.useFakeTimers();
  save.mockClear();
});

it("sends what is typed once the typing pauses", () => {
  fields('<form data-edit><input name="value" type="text"></form>');
  for (const text of ["W", "Wh", "Why"]) type(text);
  expect(save).not.toHaveBeenCalled();
  vi.advanceTimersByTime(600);
  expect(save).toHaveBeenCalledOnce();
});

it("sends it at once where something else is about to happen", () => {
  const watched = fields('<form data-edit><input name="value" type="text"></form>');
  type("Why");
  watched.flush();
  watched.flush();
  expect(save).toHaveBeenCalledOnce();
});

it("sends a tick at once, and a list that is walked by keys when the walk is over", () => {
  fields('<form data-edit><input type="checkbox" name="value"><select name="op"><option>is</option></select></form>');
  document.querySelector("input")!.dispatchEvent(new Event("change", { bubbles: true }));
  expect(save).toHaveBeenCalledTimes(1);
  for (let key = 0; key < 3; key += 1) document.querySelector("select")!.dispatchEvent(new Event("change", { bubbles: true }));
  expect(save).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(250);
  expect(save).toHaveBeenCalledTimes(2);
});

it("leaves a pasted list alone until it is sent", () => {
  fields('<form data-edit><textarea name="paste" data-manual></textarea></form>');
  const area = document.querySelector("textarea")!;
  area.value = "One\nTwo";
  area.dispatchEvent(new Event("input", { bubbles: true }));
  vi.runAllTimers();
  expect(save).not.toHaveBeenCalled();
});

it("says several values of a name in the order of the page", () => {
  fields('<form data-edit><input name="key" value="visibleIf"><input name="v" value="a"><input name="v" value="b"></form>');
  expect(bodyOf(document.querySelector("form")!)).toEqual({ key: "visibleIf", v: ["a", "b"] });
});
