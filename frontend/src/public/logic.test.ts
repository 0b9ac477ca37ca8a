import { describe, expect, it } from "vitest";

import conditions from "../../../tests/surveys/vectors/conditions.json";
import visibility from "../../../tests/surveys/vectors/visibility.json";
import type { Answers, Condition, Params } from "./conditions";
import { evaluate, walk, type Respondent, type Route } from "./logic";

describe("logic", () => {
  it.each(conditions.vectors.map((vector) => [vector.note, vector] as const))("evaluates %s", (_, vector) => {
    const params = "params" in vector ? (vector.params as Params) : undefined;
    expect(evaluate(vector.condition as Condition, vector.answers as Answers, params)).toBe(vector.expected);
  });

  it.each(visibility.vectors.map((vector) => [vector.note, vector] as const))("shows: %s", (_, vector) => {
    const found = walk(vector.logic as Route, vector.answers as Answers, vector as Respondent);
    expect(found.shown).toEqual(vector.expected);
  });
});
