import { describe, expect, it } from "vitest";

import conditions from "../../../tests/surveys/vectors/conditions.json";
import expressions from "../../../tests/surveys/vectors/expressions.json";
import routes from "../../../tests/surveys/vectors/routes.json";
import visibility from "../../../tests/surveys/vectors/visibility.json";
import type { Answers, Condition, Known, Params } from "./conditions";
import { calculate, type Expression } from "./expressions";
import { evaluate, walk, type Respondent, type Route } from "./logic";

const NOTHING = { answers: {}, params: {}, invitation: {}, calculated: {} };

describe("logic", () => {
  it.each(conditions.vectors.map((vector) => [vector.note, vector] as const))("evaluates %s", (_, vector) => {
    const params = "params" in vector ? (vector.params as Params) : undefined;
    expect(evaluate(vector.condition as Condition, vector.answers as Answers, params)).toBe(vector.expected);
  });

  it.each(expressions.vectors.map((vector) => [vector.note, vector] as const))("calculates %s", (_, vector) => {
    const known = { ...NOTHING, ...vector } as unknown as Known;
    expect(calculate(vector.expression as Expression, known) ?? null).toEqual(vector.expected);
  });

  it.each(visibility.vectors.map((vector) => [vector.note, vector] as const))("shows: %s", (_, vector) => {
    const found = walk(vector.logic as Route, vector.answers as Answers, vector as Respondent);
    expect(found.shown).toEqual(vector.expected);
  });

  it.each(routes.vectors.map((vector) => [vector.note, vector] as const))("walks: %s", (_, vector) => {
    const found = walk(vector.logic as Route, vector.answers as Answers, vector as Respondent);
    expect(found).toEqual(vector.expected);
  });
});
