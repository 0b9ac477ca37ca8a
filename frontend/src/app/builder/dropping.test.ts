import { expect, it } from "vitest";

import { dropOperation } from "./dropping";

const ROWS = ["survey", "page:p1", "nps", "why", "page:p2", "visit", "visit.where", "visit.when", "easy", "ending:out"];
const drop = (taken: string, over: string, isAfter: boolean): unknown => dropOperation(ROWS, taken, over, isAfter);

it("puts a question before or after another", () => {
  expect(drop("easy", "why", false)).toEqual({ op: "move_element", element: "easy", page: "p1", before: "why" });
  expect(drop("easy", "nps", true)).toEqual({ op: "move_element", element: "easy", page: "p1", before: "why" });
  expect(drop("nps", "visit", true)).toEqual({ op: "move_element", element: "nps", page: "p2", before: "easy" });
});

it("reads the row of a page as the beginning below it and the end above it", () => {
  expect(drop("easy", "page:p1", true)).toEqual({ op: "move_element", element: "easy", page: "p1", before: "nps" });
  expect(drop("easy", "page:p2", false)).toEqual({ op: "move_element", element: "easy", page: "p1", before: null });
  expect(drop("easy", "page:p1", false)).toBeNull();
});

it("puts a question into a group that repeats, but not a group into itself", () => {
  const where = { op: "move_element", element: "why", panel: "visit", before: "when" };
  expect(drop("why", "visit.where", true)).toEqual(where);
  expect(drop("why", "visit.when", true)).toEqual({ ...where, before: null });
  expect(drop("visit", "visit.when", true)).toBeNull();
});

it("does nothing where nothing would change", () => {
  expect(drop("why", "nps", true)).toBeNull();
  expect(drop("page:p1", "page:p2", false)).toBeNull();
});

it("moves pages among pages", () => {
  expect(drop("page:p1", "page:p2", true)).toEqual({ op: "move_page", page: "p1", to: 1 });
  expect(drop("page:p2", "page:p1", false)).toEqual({ op: "move_page", page: "p2", to: 0 });
  expect(drop("page:p2", "nps", false)).toBeNull();
});
