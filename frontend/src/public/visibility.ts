import { visible, type Answers, type Params, type QuestionnaireLogic } from "./logic";
import { rankingIn } from "./ranking";

/**
 * What the page carries in <script type="application/json" id="logic">: every question of the survey in order with its
 * conditions, the answers given on earlier pages, and the parameters of the address.
 */
export type Island = { logic: QuestionnaireLogic; answers?: Answers; params?: Params };

/**
 * Shows and hides questions (data-question) as answers change. What is hidden keeps its input; the server drops it.
 * The field "asked" tells the server what was seen, so that it need not bring it up again.
 */
export function attachVisibility(page: Document): void {
  const island = page.getElementById("logic")?.textContent;
  if (!island) return;
  const { logic, answers = {}, params = {} } = JSON.parse(island) as Island;
  const known = new Set(logic.map((step) => step.name));
  const questions = [...page.querySelectorAll<HTMLElement>("[data-question]")];
  const asked = page.querySelector<HTMLInputElement>('input[name="asked"]');
  const seen = new Set(asked?.value.split(" ").filter(Boolean));
  const update = (): void => {
    const shown = new Set(visible(logic, { ...answers, ...answersOn(questions) }, params));
    for (const question of questions) {
      const name = question.dataset["question"] ?? "";
      question.hidden = known.has(name) && !shown.has(name);
      if (!question.hidden) seen.add(name);
    }
    if (asked) asked.value = [...seen].join(" ");
  };
  page.addEventListener("input", update);
  window.addEventListener("pageshow", update); // the browser may restore a form's state after the first run
  update();
}

function answersOn(questions: HTMLElement[]): Answers {
  return Object.fromEntries(questions.map((question) => [question.dataset["question"] ?? "", answerIn(question)]));
}

/** A matrix answers as {row: value}, boxes as a list, everything else as one value; nothing chosen is undefined. */
function answerIn(question: HTMLElement): unknown {
  const rows = [...question.querySelectorAll<HTMLElement>("[data-row]")];
  if (rows.length) return Object.fromEntries(rows.map((row) => [row.dataset["row"] ?? "", valueIn(row)]));
  return valueIn(question);
}

const FIELDS = "input:not([data-helper]), textarea, select"; // helpers are what scripts put beside a field

function valueIn(holder: HTMLElement): unknown {
  if (holder.querySelector("[data-ranking]")) return rankingIn(holder);
  const fields = [...holder.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>(FIELDS)];
  const [first] = fields;
  if (!first) return undefined;
  const chosen = fields.filter((field) => (field as HTMLInputElement).checked).map((field) => field.value);
  if (first.type === "radio") return chosen[0];
  if (first.type !== "checkbox") return first.value.trim() || undefined;
  if (holder.dataset["many"] === undefined) return chosen.length > 0 || undefined; // consent
  return chosen.length ? chosen : undefined;
}
