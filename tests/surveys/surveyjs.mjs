// What SurveyJS's own engine makes of the shared vectors: node surveyjs.mjs ENGINE CONDITIONS EXPRESSIONS
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { Model } = await import(pathToFileURL(process.argv[2]));
const vectors = (name) => JSON.parse(readFileSync(name, "utf8")).vectors;
const CALLS = { sum: "sum", min: "min", max: "max", average: "avg" };
const SIGNS = { product: " * ", subtract: " - ", divide: " / " };

const written = (value) => {
  if (Array.isArray(value)) return `[${value.map(written).join(", ")}]`;
  return typeof value === "string" ? `'${value.replace(/'/g, "\\'")}'` : String(value);
};
const look = (leaf) => `{${leaf.question ?? leaf.param ?? leaf.invitation ?? leaf.calculated}}`;

function conditionText(condition) {
  if (condition.all) return `(${condition.all.map(conditionText).join(" and ")})`;
  if (condition.any) return `(${condition.any.map(conditionText).join(" or ")})`;
  if (condition.not) return `!(${condition.not.map(conditionText).join(" or ")})`;
  const value = "value" in condition ? ` ${written(condition.value)}` : "";
  return `${look(condition)} ${condition.op}${value}`;
}

/** Undefined where SurveyJS has no such operation. */
function expressionText(expression) {
  if (typeof expression !== "object") return written(expression);
  if ("if" in expression) {
    const branches = [expression.then, expression.else ?? { question: "nothing_at_all" }].map(expressionText);
    return `iif(${conditionText(expression.if)}, ${branches.join(", ")})`;
  }
  const [kind, parts] = Object.entries(expression)[0];
  if (!Array.isArray(parts)) return look(expression);
  const texts = parts.map(expressionText);
  if (texts.includes(undefined)) return undefined;
  if (CALLS[kind]) return `${CALLS[kind]}(${texts.join(", ")})`;
  return SIGNS[kind] ? `(${texts.join(SIGNS[kind])})` : undefined;
}

function model(survey, vector) {
  const found = new Model(survey);
  for (const known of [vector.params, vector.invitation, vector.calculated])
    for (const [name, value] of Object.entries(known ?? {})) found.setVariable(name, value);
  found.data = vector.answers;
  return found;
}

const conditions = vectors(process.argv[3]).map((vector) => {
  const question = { type: "text", name: "the_question", visibleIf: conditionText(vector.condition) };
  return model({ elements: [question] }, vector).getQuestionByName("the_question").isVisible;
});
const expressions = vectors(process.argv[4]).map((vector) => {
  const expression = expressionText(vector.expression);
  if (expression === undefined) return "no such operation";
  const value = model({ calculatedValues: [{ name: "the_value", expression }] }, vector).getVariable("the_value");
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : (value ?? null);
});
console.log(JSON.stringify({ conditions, expressions }));
