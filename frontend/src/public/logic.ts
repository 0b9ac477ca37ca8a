// The way through a questionnaire: the browser's twin of apps/surveys/logic/walking.py (the authority, which explains
// the rules). Both run the vectors in tests/surveys/vectors/.
import { isMissing, own } from "./comparisons";
import { holds, type Answers, type Condition, type Known, type Params } from "./conditions";
import { calculate, type Expression } from "./expressions";

export { calculate } from "./expressions";

export type Calculation = { name: string; expression: Expression };
export type Step = { name: string; visibleIf?: Condition[]; requiredIf?: Condition; calculate?: Calculation[]; isDrawn?: boolean };
export type Rule = { if?: Condition; to: string };
export type Leg = { name: string; elements: Step[]; next?: Rule[] };
export type Exit = { name: string; visibleIf?: Condition; isScreenOut?: boolean };
export type Route = { pages: Leg[]; endings?: Exit[]; calculate?: Calculation[] };
export type Respondent = { params?: Params; invitation?: Params };
export type Before = { answers?: Answers; calculated?: Answers };

export type Walk = {
  shown: string[];
  pages: string[];
  required: string[];
  calculated: Answers;
  ending: string;
  isScreenedOut: boolean;
};

/** Whether the condition holds; `params` are the parameters of the address the survey was opened with. */
export function evaluate(condition: Condition, answers: Answers, params: Params = {}, more: Partial<Known> = {}): boolean {
  return holds(condition, { answers, params, invitation: {}, calculated: {}, ...more });
}

/**
 * The way these answers lead; a hidden question's answer counts as missing. `before` holds what was answered and
 * calculated before the route begins.
 */
export function walk(route: Route, answers: Answers, { params = {}, invitation = {} }: Respondent = {}, before: Before = {}): Walk {
  const found: Walk = { shown: [], pages: [], required: [], calculated: { ...before.calculated }, ending: "", isScreenedOut: false };
  const known: Known = { answers: { ...before.answers }, params, invitation, calculated: found.calculated };
  calculateAll(route.calculate, known);
  let target = "";
  route.pages.forEach((leg, here) => {
    if (target && target !== `page:${leg.name}`) {
      for (const step of leg.elements) calculateAll(step.calculate, known);
      return;
    }
    target = "";
    if (!visit(leg, answers, known, found)) return;
    found.pages.push(leg.name);
    target = leave(leg, here, route, known);
  });
  const ending = exitOf(route, target, known);
  return { ...found, ending: ending?.name ?? "", isScreenedOut: ending?.isScreenOut ?? false };
}

/** Whether anything is shown on the page. */
function visit(leg: Leg, answers: Answers, known: Known, found: Walk): boolean {
  const before = found.shown.length;
  for (const step of leg.elements) {
    delete known.answers[step.name];
    if ((step.visibleIf ?? []).every((condition) => holds(condition, known))) {
      if (step.isDrawn ?? true) found.shown.push(step.name);
      if (step.requiredIf && holds(step.requiredIf, known)) found.required.push(step.name);
      const answer = own(answers, step.name);
      if (answer !== undefined && answer !== null) known.answers[step.name] = answer;
    }
    calculateAll(step.calculate, known);
  }
  return found.shown.length > before;
}

function calculateAll(calculations: Calculation[] = [], known: Known): void {
  for (const { name, expression } of calculations) {
    const value = calculate(expression, known);
    if (!isMissing(value)) known.calculated[name] = value;
  }
}

function leave(leg: Leg, here: number, route: Route, known: Known): string {
  const leadsOn = (to: string) =>
    to === "end" ||
    route.pages.some((page, i) => i > here && to === `page:${page.name}`) ||
    (route.endings ?? []).some((ending) => to === `ending:${ending.name}`);
  return leg.next?.find((rule) => leadsOn(rule.to) && (!rule.if || holds(rule.if, known)))?.to ?? "";
}

function exitOf(route: Route, target: string, known: Known): Exit | undefined {
  const exits = route.endings ?? [];
  if (target.startsWith("ending:")) return exits.find((exit) => target === `ending:${exit.name}`);
  return exits.find((exit) => exit.visibleIf && holds(exit.visibleIf, known));
}
