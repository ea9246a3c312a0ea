import { describe, expect, test } from "vitest";
import cases from "../../tests/golden/formula.json";
import { FormulaError, type FormulaPreview, formulaPreview } from "./formula";

interface Case {
  text: string;
  parameters: Record<string, string>;
  value?: string;
  hints?: string[];
  error?: string;
  at?: number | null;
}

function preview(one: Case): FormulaPreview | FormulaError {
  try {
    return formulaPreview(one.text, one.parameters, "volume", true);
  } catch (error) {
    if (error instanceof FormulaError) {
      return error;
    }
    throw error;
  }
}

describe("the cases shared with Python", () => {
  test.each(cases as unknown as Case[])("$text", (one) => {
    const got = preview(one);
    if (one.error !== undefined) {
      expect(got).toBeInstanceOf(FormulaError);
      expect({ error: (got as FormulaError).code, at: (got as FormulaError).at }).toEqual({
        error: one.error,
        at: one.at,
      });
      return;
    }
    expect(got).not.toBeInstanceOf(FormulaError);
    expect((got as FormulaPreview).value).toBe(one.value);
    expect((got as FormulaPreview).hints.map((hint) => hint.code)).toEqual(one.hints ?? []);
  });
});

test("a negative volume is refused except in a deduction line", () => {
  expect(() => formulaPreview("2-5", {})).toThrow("negatif");
  expect(formulaPreview("2-5", {}, "volume", true).value).toBe("-3.0000");
});

test("a parameter that looks like a property of every object is still unknown", () => {
  expect(() => formulaPreview("constructor*2", {})).toThrow("constructor");
});
