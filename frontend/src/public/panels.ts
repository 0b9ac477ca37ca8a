import { holds, type Answers, type Condition, type Known } from "./conditions";

/** The questions inside a panel with their conditions, in order. */
export type InnerStep = { name: string; visibleIf?: Condition[]; requiredIf?: Condition };

/** The items of a panel, each a part of the page with questions of its own. */
export function partsOf(panel: ParentNode): HTMLElement[] {
  return [...panel.querySelectorAll<HTMLElement>("[data-part]")];
}

export function questionsIn(part: ParentNode): HTMLElement[] {
  return [...part.querySelectorAll<HTMLElement>("[data-question]")];
}

/**
 * Which questions of one item are shown and which must be answered. They see their siblings and what stands outside the
 * panel; a sibling hides a question outside that has the same name.
 */
export function walkPart(steps: InnerStep[], own: Answers, around: Known): { shown: string[]; required: string[] } {
  const names = new Set(steps.map((step) => step.name));
  const outside = Object.entries(around.answers).filter(([name]) => !names.has(name));
  const known: Known = { ...around, answers: Object.fromEntries(outside), calculated: {} };
  const found: { shown: string[]; required: string[] } = { shown: [], required: [] };
  for (const { name, visibleIf = [], requiredIf } of steps) {
    if (!visibleIf.every((condition) => holds(condition, known))) continue;
    found.shown.push(name);
    if (requiredIf && holds(requiredIf, known)) found.required.push(name);
    if (own[name] !== undefined && own[name] !== null) known.answers[name] = own[name];
  }
  return found;
}
