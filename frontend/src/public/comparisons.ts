// How one value is compared with another: the browser's twin of apps/surveys/logic/comparisons.py, which explains it.

export function own(holder: Record<string, unknown>, key: string): unknown {
  return Object.prototype.hasOwnProperty.call(holder, key) ? holder[key] : undefined;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isMissing(value: unknown): boolean {
  if (isObject(value)) return Object.values(value).every((part) => isBlank(part) || (isObject(part) && !Object.keys(part).length));
  return isBlank(value);
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

export function equal(answer: unknown, value: unknown): boolean {
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
export function order(answer: unknown, value: unknown): -1 | 0 | 1 | undefined {
  const [first, second] = [numberIn(answer), numberIn(value)];
  if (first === undefined && typeof answer === "string" && typeof value === "string") return compared(answer, value);
  return first === undefined || second === undefined ? undefined : compared(first, second);
}

function compared<T extends string | number>(first: T, second: T): -1 | 0 | 1 {
  if (first < second) return -1;
  return first > second ? 1 : 0;
}

export function contains(answer: unknown, value: unknown): boolean {
  if (Array.isArray(answer)) {
    const wanted = Array.isArray(value) ? value : [value];
    return wanted.every((one) => answer.some((item) => equal(item, one)));
  }
  return typeof answer === "string" && typeof value === "string" && answer.toLowerCase().includes(value.toLowerCase());
}

/** The value as a number if it is one or spells one. */
export function numberIn(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value !== "string") return undefined;
  const spelled = value.trim();
  return /^-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,15})?$/.test(spelled) ? Number(spelled) : undefined;
}

function folded(text: string): string {
  return text.trim().toLowerCase();
}
