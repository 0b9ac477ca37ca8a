import { isMissing } from "./comparisons";
import type { Answers, Known, Params } from "./conditions";
import { walk, type Route } from "./logic";
import { partsOf, questionsIn, walkPart, type InnerStep } from "./panels";
import { rankingIn } from "./ranking";

/**
 * What the page carries in <script type="application/json" id="logic">: its part of the way through the survey, what was
 * answered and calculated before it, what is known of the respondent, and the questions that wait for another answer.
 */
export type Island = {
  logic: Route;
  answers?: Answers;
  calculated?: Answers;
  params?: Params;
  invitation?: Params;
  waits?: string[];
  panels?: Record<string, InnerStep[]>;
};

/**
 * Shows, hides and requires questions (data-question) as answers change. What is hidden keeps its input; the server
 * drops it. The field "asked" tells the server what was seen, so that it need not bring it up again.
 */
export function attachVisibility(page: Document): void {
  const island = page.getElementById("logic")?.textContent;
  if (!island) return;
  const { logic, answers = {}, calculated = {}, waits = [], panels = {}, ...respondent } = JSON.parse(island) as Island;
  const steps = logic.pages.flatMap((leg) => leg.elements);
  const known = new Set(steps.map((step) => step.name));
  const marked = new Set(steps.filter((step) => step.requiredIf).map((step) => step.name));
  const questions = questionsIn(page).filter((question) => !question.closest("[data-part]"));
  const asked = page.querySelector<HTMLInputElement>('input[name="asked"]');
  const seen = new Set(asked?.value.split(" ").filter(Boolean));
  const update = (): void => {
    const given = { ...answers, ...answersOn(questions) };
    const found = walk(logic, given, respondent, { answers, calculated });
    for (const question of questions) {
      const name = question.dataset["question"] ?? "";
      question.hidden = waits.includes(name) || (known.has(name) && !found.shown.includes(name));
      if (!question.hidden) seen.add(name);
      if (marked.has(name)) mark(question, found.required.includes(name));
      const inner = panels[name];
      if (inner) updateParts(question, inner, { params: {}, invitation: {}, ...respondent, answers: counted(given, known, found.shown), calculated: {} });
    }
    if (asked) asked.value = [...seen].join(" ");
  };
  page.addEventListener("input", update);
  window.addEventListener("pageshow", update); // the browser may restore a form's state after the first run
  update();
}

/** What is hidden on the page counts as missing. */
function counted(given: Answers, known: Set<string>, shown: string[]): Answers {
  return Object.fromEntries(Object.entries(given).filter(([name]) => !known.has(name) || shown.includes(name)));
}

function updateParts(panel: HTMLElement, steps: InnerStep[], around: Known): void {
  const marked = new Set(steps.filter((step) => step.requiredIf).map((step) => step.name));
  for (const part of partsOf(panel)) {
    const questions = questionsIn(part);
    const found = walkPart(steps, answersOn(questions), around);
    for (const question of questions) {
      const name = question.dataset["question"] ?? "";
      question.hidden = !found.shown.includes(name);
      if (marked.has(name)) mark(question, found.required.includes(name));
    }
  }
}

/** A question that must be answered does not say "optional". */
function mark(question: HTMLElement, isRequired: boolean): void {
  const optional = question.querySelector<HTMLElement>(".question__optional");
  if (optional) optional.hidden = isRequired;
  const holder = question.getAttribute("role") === "radiogroup" ? question : question.querySelector("input, textarea, select");
  if (isRequired) holder?.setAttribute("aria-required", "true");
  else holder?.removeAttribute("aria-required");
}

function answersOn(questions: HTMLElement[]): Answers {
  return Object.fromEntries(questions.map((question) => [question.dataset["question"] ?? "", answerIn(question)]));
}

/** A matrix answers as {row: value}, boxes as a list, everything else as one value; nothing chosen is undefined. */
function answerIn(question: HTMLElement): unknown {
  const parts = partsOf(question);
  if (parts.length) return answersOfParts(parts);
  const rows = [...question.querySelectorAll<HTMLElement>("[data-row]")];
  if (rows.length) return Object.fromEntries(rows.map((row) => [row.dataset["row"] ?? "", valueIn(row)]));
  return valueIn(question);
}

/** A panel answers as a list of its items; those nobody filled in do not count. */
function answersOfParts(parts: HTMLElement[]): Answers[] {
  const filled = parts.map((part) => answersOn(questionsIn(part)));
  return filled.filter((item) => Object.values(item).some((answer) => !isMissing(answer)));
}

const FIELDS = "input:not([data-helper]), textarea, select"; // helpers are what scripts put beside a field

function valueIn(holder: HTMLElement): unknown {
  if (holder.querySelector("[data-ranking]")) return rankingIn(holder);
  const fields = [...holder.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>(FIELDS)];
  const [first] = fields;
  if (!first) return undefined;
  if (fields.some((field) => field.type === "file" && field.value)) return ["new"];
  const chosen = fields.filter((field) => (field as HTMLInputElement).checked).map((field) => field.value);
  if (first.type === "radio") return chosen[0];
  if (first.type !== "checkbox") return first.value.trim() || undefined;
  if (holder.dataset["many"] === undefined) return chosen.length > 0 || undefined; // consent
  return chosen.length ? chosen : undefined;
}
