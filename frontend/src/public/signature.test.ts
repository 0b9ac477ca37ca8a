import { beforeEach, expect, it, vi } from "vitest";

import { attachSignature } from "./signature";

let kept: FileList | null;
const pen = { fillRect: vi.fn(), beginPath: vi.fn(), moveTo: vi.fn(), lineTo: vi.fn(), stroke: vi.fn() };

beforeEach(() => {
  vi.clearAllMocks();
  kept = null;
  HTMLCanvasElement.prototype.getContext = (() => pen) as never;
  HTMLCanvasElement.prototype.toBlob = (done) => done(new Blob(["drawing"], { type: "image/png" }));
  HTMLCanvasElement.prototype.setPointerCapture = () => undefined;
  HTMLCanvasElement.prototype.getBoundingClientRect = () => ({ left: 10, top: 10, width: 480, height: 160 }) as DOMRect;
  document.body.innerHTML = `<div data-signature data-title="Draw" data-clear="Clear" data-drawn="Drawn" data-cleared="Gone" data-or="Or type">
    <input type="file" hidden><label>Type your name</label><input type="text"></div>`;
  const file = document.querySelector<HTMLInputElement>('[type="file"]')!;
  Object.defineProperty(file, "files", { get: () => kept, set: (files: FileList) => { kept = files; } });
  attachSignature(document);
});

const canvas = (): HTMLCanvasElement => document.querySelector("canvas")!;
const said = (): string => document.querySelector("[aria-live]")!.textContent!;
const clear = (): HTMLButtonElement => document.querySelector("button")!;

function stroke(): void {
  canvas().dispatchEvent(new PointerEvent("pointerdown", { clientX: 10, clientY: 10 }));
  canvas().dispatchEvent(new PointerEvent("pointermove", { clientX: 250, clientY: 90 }));
  canvas().dispatchEvent(new Event("lostpointercapture"));
}

it("draws in the size of the pad and keeps the drawing as a file", () => {
  stroke();
  expect(pen.moveTo).toHaveBeenCalledWith(0, 0);
  expect(pen.lineTo).toHaveBeenLastCalledWith(480, 160);
  expect([kept![0]!.name, kept![0]!.type, said()]).toEqual(["signature.png", "image/png", "Drawn"]);
});

it("draws nothing more once the finger is lifted", () => {
  stroke();
  canvas().dispatchEvent(new PointerEvent("pointermove", { clientX: 20, clientY: 20 }));
  expect(pen.lineTo).toHaveBeenCalledTimes(2);
});

it("can be cleared once something is drawn", () => {
  expect(clear().hidden).toBe(true);
  stroke();
  expect(clear().hidden).toBe(false);
  clear().click();
  expect([clear().hidden, said()]).toEqual([true, "Gone"]);
  expect(pen.fillRect).toHaveBeenCalledTimes(2);
});

it("offers the typed name as the other way", () => {
  expect(document.querySelector("label")!.textContent).toBe("Or type");
});
