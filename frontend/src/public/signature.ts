/**
 * A pad to sign on (data-signature; its words stand in data attributes) above the typed name: after every stroke the
 * drawing is put as a PNG into the file field that the page is sent with. The typed name stays the keyboard's way.
 */
export function attachSignature(root: ParentNode): void {
  for (const holder of root.querySelectorAll<HTMLElement>("[data-signature]")) {
    const canvas = document.createElement("canvas");
    const pen = canvas.getContext("2d");
    if (pen) new Pad(holder, canvas, pen);
  }
}

const [WIDTH, HEIGHT, LINE] = [960, 320, 5];

class Pad {
  private readonly file: HTMLInputElement;
  private readonly live: HTMLElement;
  private readonly clear: HTMLButtonElement;

  constructor(
    private readonly holder: HTMLElement,
    private readonly canvas: HTMLCanvasElement,
    private readonly pen: CanvasRenderingContext2D,
  ) {
    this.file = holder.querySelector<HTMLInputElement>('input[type="file"]')!;
    this.live = document.createElement("p");
    this.live.className = "visually-hidden";
    this.live.setAttribute("aria-live", "polite");
    this.clear = document.createElement("button");
    this.clear.type = "button";
    this.clear.className = "button button--quiet";
    this.clear.textContent = this.words("clear");
    this.clear.addEventListener("click", () => this.empty());
    canvas.className = "signature__pad";
    [canvas.width, canvas.height] = [WIDTH, HEIGHT];
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", this.words("title"));
    const title = document.createElement("p");
    title.className = "question__help";
    title.textContent = this.words("title");
    holder.prepend(title, canvas, this.clear, this.live);
    holder.querySelector("label")!.textContent = this.words("or");
    canvas.addEventListener("pointerdown", (event) => this.start(event));
    this.empty(false);
  }

  private words(key: string): string {
    return this.holder.dataset[key] ?? "";
  }

  /** Paper and ink are those of the page, so that the drawing is legible wherever it is opened. */
  private empty(isSaid = true): void {
    this.pen.fillStyle = getComputedStyle(this.canvas).backgroundColor;
    this.pen.fillRect(0, 0, WIDTH, HEIGHT);
    this.clear.hidden = true;
    this.file.value = "";
    if (isSaid) this.say("cleared");
  }

  private say(key: string): void {
    this.live.textContent = this.words(key);
    this.holder.dispatchEvent(new Event("input", { bubbles: true }));
  }

  private start(event: PointerEvent): void {
    event.preventDefault();
    this.canvas.setPointerCapture(event.pointerId);
    this.pen.strokeStyle = getComputedStyle(this.canvas).color;
    [this.pen.lineWidth, this.pen.lineCap, this.pen.lineJoin] = [LINE, "round", "round"];
    this.pen.beginPath();
    this.pen.moveTo(...this.at(event));
    const draw = (moved: PointerEvent): void => {
      this.pen.lineTo(...this.at(moved));
      this.pen.stroke();
    };
    const lift = (): void => {
      this.canvas.removeEventListener("pointermove", draw);
      this.keep();
    };
    draw(event);
    this.canvas.addEventListener("pointermove", draw);
    this.canvas.addEventListener("lostpointercapture", lift, { once: true });
  }

  private at(event: PointerEvent): [number, number] {
    const { left, top, width, height } = this.canvas.getBoundingClientRect();
    return [((event.clientX - left) / width) * WIDTH, ((event.clientY - top) / height) * HEIGHT];
  }

  private keep(): void {
    this.clear.hidden = false;
    this.canvas.toBlob((blob) => {
      if (!blob) return;
      const held = new DataTransfer();
      held.items.add(new File([blob], "signature.png", { type: "image/png" }));
      this.file.files = held.files;
      this.say("drawn");
    }, "image/png");
  }
}
