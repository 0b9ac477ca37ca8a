import { beforeEach, expect, it, vi } from "vitest";

import { attachPace } from "./pace";

let clock: number;
let sent: string[];

beforeEach(() => {
  vi.useFakeTimers();
  clock = 5000;
  sent = [];
  document.body.innerHTML = '<form data-least="1"><button value="next">Send</button><button value="back">Back</button></form>';
  attachPace(document, () => clock);
  document.querySelector("form")!.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) sent.push((event.submitter as HTMLButtonElement).value);
    event.preventDefault();
  });
});

function press(value = "next"): void {
  document.querySelector("form")!.requestSubmit(document.querySelector(`[value=${value}]`));
}

it("sends at once what took its time", () => {
  clock += 1000;
  press();
  expect(sent).toEqual(["next"]);
});

it("holds what is too quick, and sends it once with the button that was pressed", () => {
  clock += 300;
  press();
  press();
  expect(sent).toEqual([]);
  clock += 700;
  vi.advanceTimersByTime(700);
  expect(sent).toEqual(["next"]);
});

it("goes back at once", () => {
  press("back");
  expect(sent).toEqual(["back"]);
});
