import { draftState } from "./draft-state";
import type { Edit, Outcome } from "./saving";

type Body = Record<string, string | string[]>;

/** The requests of the builder; the server answers with parts of the page. */
export class Server {
  constructor(
    private readonly root: HTMLElement,
    private readonly handle: {
      stored: (html: string, edit: Edit) => void;
      refused: (words: string, edit: Edit) => void;
      conflict: (html: string) => void;
    },
  ) {}

  async send(edit: Edit): Promise<Outcome> {
    const said = { ...edit.body, revision: draftState().revision };
    let answer: Response;
    try {
      answer = await fetch(edit.url, { method: "POST", body: form(said), headers: this.headers(), redirect: "error" });
    } catch {
      return "lost";
    }
    if (answer.ok) {
      this.handle.stored(await answer.text(), edit);
      return "stored";
    }
    if (answer.status === 409 && answer.headers.get("Content-Type")?.includes("html")) {
      this.handle.conflict(await answer.text());
      return "conflict";
    }
    if (answer.status >= 500 || answer.status === 429) return "lost";
    this.handle.refused(await wordsOf(answer), edit);
    return "refused";
  }

  /** A part of the page to read; null where it cannot be had now. */
  async read(url: string, query: Record<string, string>): Promise<string | null> {
    try {
      const answer = await fetch(`${url}?${new URLSearchParams(query)}`, { redirect: "error" });
      return answer.ok ? await answer.text() : null;
    } catch {
      return null;
    }
  }

  private headers(): HeadersInit {
    const token = this.root.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "";
    return { "X-CSRFToken": token };
  }
}

function form(said: Body): URLSearchParams {
  const found = new URLSearchParams();
  for (const [name, value] of Object.entries(said)) {
    for (const one of Array.isArray(value) ? value : [value]) found.append(name, one);
  }
  return found;
}

async function wordsOf(answer: Response): Promise<string> {
  try {
    return String(((await answer.json()) as { words?: unknown }).words ?? answer.statusText);
  } catch {
    return answer.statusText;
  }
}
