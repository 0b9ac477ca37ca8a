import { beforeEach, expect, it, vi } from "vitest";

import { attachSingleSubmit } from "./single-submit";

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = '<form method="post"><button>Send</button></form>';
  attachSingleSubmit(document);
});

/** Whether a press of the button reaches the server. */
function send(): boolean {
  const sent = document.querySelector("form")!.dispatchEvent(new Event("submit", { cancelable: true }));
  vi.runAllTimers();
  return sent;
}

it("sends once however often the button is pressed", () => {
  expect([send(), send(), send()]).toEqual([true, false, false]);
});

it("can be sent again after another listener refused", () => {
  const refuse = (event: Event): void => event.preventDefault();
  document.querySelector("form")!.addEventListener("submit", refuse);
  expect(send()).toBe(false);
  document.querySelector("form")!.removeEventListener("submit", refuse);
  expect(send()).toBe(true);
});

it("can be sent again after coming back through the history", () => {
  send();
  window.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));
  expect(send()).toBe(true);
});
