// Expressions of calculated values: the browser's twin of apps/surveys/logic/expressions, which explains the rules.
import { isMissing, numberIn } from "./comparisons";
import { holds, valueOf, type Condition, type Known, type Look } from "./conditions";

type OfMany = "sum" | "product" | "min" | "max" | "average" | "count";
type OfTwo = "subtract" | "divide";
type Operation = { [kind in OfMany | OfTwo]?: Expression[] };
type Decision = { if: Condition; then: Expression; else?: Expression };
export type Expression = number | string | Look | Operation | Decision;

const OF_MANY: Record<Exclude<OfMany, "count">, (numbers: number[]) => number> = {
  sum: total,
  product: (numbers) => numbers.reduce((product, one) => product * one, 1),
  min: (numbers) => Math.min(...numbers),
  max: (numbers) => Math.max(...numbers),
  average: (numbers) => total(numbers) / numbers.length,
};
const LARGEST = 1e15;

/** The value of an expression; undefined where it is missing. */
export function calculate(expression: Expression, known: Known): unknown {
  if (typeof expression !== "object") return expression;
  if ("if" in expression) {
    const branch = holds(expression.if, known) ? expression.then : expression.else;
    return branch === undefined ? undefined : calculate(branch, known);
  }
  const [kind, operands] = Object.entries(expression)[0] ?? [];
  if (!Array.isArray(operands)) {
    const value = valueOf(expression as Look, known);
    return isMissing(value) ? undefined : value;
  }
  return operated(kind as OfMany | OfTwo, (operands as Expression[]).map((operand) => calculate(operand, known)));
}

function operated(kind: OfMany | OfTwo, values: unknown[]): number | undefined {
  if (kind === "count") return values.filter((value) => value !== undefined).length;
  if (kind === "subtract" || kind === "divide") {
    const [first, second] = values.map(double);
    if (first === undefined || second === undefined || (kind === "divide" && second === 0)) return undefined;
    return bounded(kind === "subtract" ? first - second : first / second);
  }
  const numbers = values.flat().map(double).filter((one) => one !== undefined);
  return numbers.length ? bounded(OF_MANY[kind](numbers)) : undefined;
}

function total(numbers: number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}

function double(value: unknown): number | undefined {
  const found = numberIn(value);
  return found === undefined ? undefined : bounded(found);
}

function bounded(result: number): number | undefined {
  return Math.abs(result) <= LARGEST ? result + 0 : undefined; // + 0 makes -0 an ordinary zero
}
