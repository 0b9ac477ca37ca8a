import { describe, expect, it } from "vitest";

import conditions from "../../../tests/surveys/vectors/conditions.json";
import visibility from "../../../tests/surveys/vectors/visibility.json";
import { evaluate, visible, type Answers, type Condition, type Params, type QuestionnaireLogic } from "./logic";

describe("logic", () => {
  it.each(conditions.vectors.map((vector) => [vector.note, vector] as const))("evaluates %s", (_, vector) => {
    const params = "params" in vector ? (vector.params as Params) : undefined;
    expect(evaluate(vector.condition as Condition, vector.answers as Answers, params)).toBe(vector.expected);
  });

  it.each(visibility.vectors.map((vector) => [vector.note, vector] as const))("shows: %s", (_, vector) => {
    const logic = vector.logic as QuestionnaireLogic;
    expect(visible(logic, vector.answers as Answers, vector.params as Params | undefined)).toEqual(vector.expected);
  });
});
