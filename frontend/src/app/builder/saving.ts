/** One change on its way to the server. Of two unsent changes with the same key only the later is sent. */
export interface Edit {
  key: string;
  url: string;
  body: Record<string, string | string[]>;
  /** The form it came from, which shows a refusal. */
  form?: HTMLFormElement;
  done?: () => void;
}

export type SaveState = "saved" | "saving" | "typing" | "offline" | "conflict";

/** What came of sending one edit: stored, refused for good, in conflict, or not arrived. */
export type Outcome = "stored" | "refused" | "conflict" | "lost";

const RETRY_AFTER = 5000;

/** Sends edits one after the other. What did not arrive stays first in the line and is tried again. */
export class Saver {
  private readonly waiting: Edit[] = [];
  private isSending = false;
  private isHeld = false;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private readonly idle: (() => void)[] = [];

  constructor(
    private readonly send: (edit: Edit) => Promise<Outcome>,
    private readonly show: (state: SaveState) => void,
  ) {}

  get isClean(): boolean {
    return this.waiting.length === 0 && !this.isSending;
  }

  /** Whether a later change of the same thing waits behind the one that is being sent. */
  hasLater(key: string): boolean {
    return this.waiting.slice(1).some((one) => one.key === key);
  }

  add(edit: Edit): void {
    const sent = this.isSending ? 1 : 0;
    const same = this.waiting.findIndex((one, index) => index >= sent && one.key === edit.key);
    if (same >= 0) this.waiting[same] = edit;
    else this.waiting.push(edit);
    void this.run();
  }

  /** Goes on after a connection came back or a conflict was decided. */
  resume(): void {
    this.isHeld = false;
    void this.run();
  }

  /** Forgets what waits: the person chose what others wrote. */
  drop(): void {
    this.waiting.length = 0;
    this.isHeld = false;
    this.show("saved");
  }

  /** Resolves when nothing waits any more. */
  settled(): Promise<void> {
    return this.isClean ? Promise.resolve() : new Promise((resolve) => this.idle.push(resolve));
  }

  private async run(): Promise<void> {
    if (this.isSending || this.isHeld) return;
    clearTimeout(this.retry);
    this.isSending = true;
    while (this.waiting.length > 0 && !this.isHeld) await this.sendFirst();
    this.isSending = false;
    if (this.waiting.length > 0) return;
    this.show("saved");
    for (const resolve of this.idle.splice(0)) resolve();
  }

  private async sendFirst(): Promise<void> {
    const edit = this.waiting[0]!;
    this.show("saving");
    const outcome = await this.send(edit);
    if (outcome === "stored" || outcome === "refused") {
      this.waiting.shift();
      if (outcome === "stored") edit.done?.();
      return;
    }
    this.isHeld = true;
    this.show(outcome === "lost" ? "offline" : "conflict");
    if (outcome === "lost") this.retry = setTimeout(() => this.resume(), RETRY_AFTER);
  }
}
