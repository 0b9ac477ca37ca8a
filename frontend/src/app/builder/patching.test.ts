import { expect, it } from "vitest";

import { patch } from "./patching";

const field = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;

it("exchanges what has changed and leaves the rest alone", () => {
  document.body.innerHTML = '<p id="a">old</p><p id="b">kept</p>';
  const kept = field("b");
  expect(patch('<p id="a">new</p><p id="unknown">x</p>')).toHaveLength(1);
  expect(document.body.textContent).toBe("newkept");
  expect(field("b")).toBe(kept);
});

it("keeps the focus and what is typed but not saved yet", () => {
  document.body.innerHTML = '<section id="panel" data-place="why"><input id="t" value="Why?"></section>';
  field<HTMLInputElement>("t").value = "Why not?";
  field("t").focus();
  patch('<section id="panel" data-place="why"><input id="t" value="Why?"></section>');
  expect(field<HTMLInputElement>("t").value).toBe("Why not?");
  expect(document.activeElement).toBe(field("t"));
});

it("carries nothing over to the properties of something else", () => {
  document.body.innerHTML = '<section id="panel" data-place="why"><input id="t" value="Why?"></section>';
  field<HTMLInputElement>("t").value = "Why not?";
  patch('<section id="panel" data-place="nps"><input id="t" value="NPS"></section>');
  expect(field<HTMLInputElement>("t").value).toBe("NPS");
});

it("keeps a condition that is begun, unless the answer is its own", () => {
  const panel = (form: string): string => `<section id="panel" data-place="why">${form}</section>`;
  document.body.innerHTML = panel('<form id="c" data-edit data-unfinished><i>begun</i></form>');
  patch(panel('<form id="c"><i>stored</i></form>'));
  expect(document.body.textContent).toBe("begun");
  patch(panel('<form id="c"><i>older</i></form>'), "c", true);
  expect(document.body.textContent).toBe("begun");
  patch(panel('<form id="c"><i>stored</i></form>'), "c");
  expect(document.body.textContent).toBe("stored");
});

it("brings the rows of the tree into their new order", () => {
  const row = (id: string, text = id): string => `<div id="row-${id}">${text}</div>`;
  document.body.innerHTML = `<div id="tree">${row("survey")}${row("a")}${row("b")}${row("gone")}<div id="row-end" class="row--ending">end</div></div>`;
  patch(`<div id="tree-rows" data-order="row-b row-new row-a">${row("a", "A")}${row("new")}</div>`);
  expect([...field("tree").children].map((one) => one.textContent)).toEqual(["survey", "b", "new", "A", "end"]);
});
