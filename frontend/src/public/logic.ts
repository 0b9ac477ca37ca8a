// Which elements are shown: the browser's twin of apps/surveys/logic (the authority, which explains the rules).
// Both run tests/surveys/vectors/conditions.json and visibility.json.

export type Scalar = string | number | boolean;
export type Leaf = { question?: string; param?: string; op: string; value?: Scalar | Scalar[] };
export type Condition = Leaf | { all: Condition[] } | { any: Condition[] } | { not: Condition[] };
export type Answers = Record<string, unknown>;
export type Params = Record<string, string>;
export type QuestionnaireLogic = { name: string; page: string; visibleIf: Condition[] }[];

/** Whether the condition holds; `params` are the parameters of the address the survey was opened with. */
export function evaluate(condition: Condition, answers: Answers, params: Params = {}): boolean {
  const holds = (part: Condition) => evaluate(part, answers, params);
  if ("all" in condition) return condition.all.every(holds);
  if ("any" in condition) return condition.any.some(holds);
  if ("not" in condition) return !condition.not.some(holds);
  return leafHolds(condition, answers, params);
}

/** The names of the elements that are shown; a hidden question's answer counts as missing. */
export function visible(logic: QuestionnaireLogic, answers: Answers, params: Params = {}): string[] {
  const shown: string[] = [];
  const counted: Answers = {};
  for (const step of logic) {
    if (!step.visibleIf.every((condition) => evaluate(condition, counted, params))) continue;
    shown.push(step.name);
    const answer = own(answers, step.name);
    if (answer !== undefined) counted[step.name] = answer;
  }
  return shown;
}

function leafHolds(leaf: Leaf, answers: Answers, params: Params): boolean {
  const answer = leaf.question ? answerOf(leaf.question, answers) : own(params, leaf.param ?? "");
  const missing = isMissing(answer);
  switch (leaf.op) {
    case "empty": return missing;
    case "notempty": return !missing;
    case "!=": return missing || !equal(answer, leaf.value);
    case "notcontains": return missing || !contains(answer, leaf.value);
  }
  if (missing) return false;
  const values = Array.isArray(leaf.value) ? leaf.value : [leaf.value];
  switch (leaf.op) {
    case "=": return equal(answer, leaf.value);
    case "<": return order(answer, leaf.value) === -1;
    case ">": return order(answer, leaf.value) === 1;
    case "<=": return equal(answer, leaf.value) || order(answer, leaf.value) === -1;
    case ">=": return equal(answer, leaf.value) || order(answer, leaf.value) === 1;
    case "contains": return contains(answer, leaf.value);
    case "anyof": return values.some((value) => (Array.isArray(answer) ? contains(answer, value) : equal(answer, value)));
    case "allof": return values.every((value) => contains(answer, value));
  }
  throw new Error(`unknown operator ${leaf.op}`);
}

function answerOf(reference: string, answers: Answers): unknown {
  const dot = reference.indexOf(".");
  if (dot < 0) return own(answers, reference);
  const rows = own(answers, reference.slice(0, dot));
  return isObject(rows) ? own(rows, reference.slice(dot + 1)) : undefined;
}

function own(holder: Record<string, unknown>, key: string): unknown {
  return Object.prototype.hasOwnProperty.call(holder, key) ? holder[key] : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isMissing(value: unknown): boolean {
  if (isObject(value)) return Object.values(value).every((part) => isBlank(part) || (isObject(part) && !Object.keys(part).length));
  return isBlank(value);
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

function equal(answer: unknown, value: unknown): boolean {
  if (Array.isArray(answer) && Array.isArray(value)) {
    const [first, second] = [[...answer].sort(), [...value].sort()];
    return first.length === second.length && first.every((item, i) => equal(item, second[i]));
  }
  if (typeof answer === "boolean" && typeof value === "boolean") return answer === value;
  if (typeof answer === "boolean") return typeof value === "string" && value.toLowerCase() === String(answer);
  if (typeof value === "boolean") return typeof answer === "string" && answer.toLowerCase() === String(value);
  const [first, second] = [numberIn(answer), numberIn(value)];
  if (first !== undefined) return first === second;
  return typeof answer === "string" && typeof value === "string" && folded(answer) === folded(value);
}

/** -1, 0 or 1; undefined where there is no order. */
function order(answer: unknown, value: unknown): -1 | 0 | 1 | undefined {
  const [first, second] = [numberIn(answer), numberIn(value)];
  if (first === undefined && typeof answer === "string" && typeof value === "string") return compared(answer, value);
  return first === undefined || second === undefined ? undefined : compared(first, second);
}

function compared<T extends string | number>(first: T, second: T): -1 | 0 | 1 {
  if (first < second) return -1;
  return first > second ? 1 : 0;
}

function contains(answer: unknown, value: unknown): boolean {
  if (Array.isArray(answer)) {
    const wanted = Array.isArray(value) ? value : [value];
    return wanted.every((one) => answer.some((item) => equal(item, one)));
  }
  return typeof answer === "string" && typeof value === "string" && answer.toLowerCase().includes(value.toLowerCase());
}

function numberIn(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value !== "string") return undefined;
  const spelled = value.trim();
  return /^-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,15})?$/.test(spelled) ? Number(spelled) : undefined;
}

function folded(text: string): string {
  return text.trim().toLowerCase();
}
