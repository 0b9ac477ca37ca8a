// Conditions: the browser's twin of apps/surveys/logic/evaluation.py.
import { contains, equal, isMissing, isObject, order, own } from "./comparisons";

export type Scalar = string | number | boolean;
export type Look = { question?: string; param?: string; invitation?: string; calculated?: string };
export type Leaf = Look & { op: string; value?: Scalar | Scalar[] };
export type Condition = Leaf | { all: Condition[] } | { any: Condition[] } | { not: Condition[] };
export type Answers = Record<string, unknown>;
export type Params = Record<string, string>;

/** What conditions and expressions can look at. */
export type Known = { answers: Answers; params: Params; invitation: Params; calculated: Answers };

export function holds(condition: Condition, known: Known): boolean {
  const partHolds = (part: Condition) => holds(part, known);
  if ("all" in condition) return condition.all.every(partHolds);
  if ("any" in condition) return condition.any.some(partHolds);
  if ("not" in condition) return !condition.not.some(partHolds);
  return leafHolds(condition, known);
}

/** What is looked at; undefined where there is none. */
export function valueOf(look: Look, known: Known): unknown {
  if (look.question !== undefined) return answerOf(look.question, known.answers);
  if (look.param !== undefined) return own(known.params, look.param);
  if (look.invitation !== undefined) return own(known.invitation, look.invitation);
  return own(known.calculated, look.calculated ?? "");
}

function leafHolds(leaf: Leaf, known: Known): boolean {
  const answer = valueOf(leaf, known);
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
