import { describe, expect, test } from "vitest";
import { type Candidate, complete, FUNCTION_CANDIDATES, inserted, nearest } from "./formula-complete";

const parameter = (name: string): Candidate => ({ name, of: "", shown: "", kind: "parameter" });
const CANDIDATES = [
  ...["t_galian", "l_galian", "galian_lama", "luas"].map(parameter),
  ...FUNCTION_CANDIDATES,
];

function names(text: string, caret = text.length): string[] {
  return complete(text, caret, CANDIDATES)?.found.map((one) => one.name) ?? [];
}

describe("completion", () => {
  test("names that begin with the word come before those that hold it", () => {
    expect(names("=gal")).toEqual(["galian_lama", "t_galian", "l_galian"]);
  });

  test("only a formula is completed, and only at the caret", () => {
    expect(names("gal")).toEqual([]);
    expect(names("=luas * 2")).toEqual([]);
    expect(names("=GAL + luas", 4)).toEqual(["galian_lama", "t_galian", "l_galian"]);
  });

  test("a whole name needs no completion", () => {
    expect(names("=luas")).toEqual([]);
  });

  test("a function opens its parenthesis once", () => {
    const put = (text: string, caret = text.length): { text: string; caret: number } | null => {
      const completion = complete(text, caret, CANDIDATES);
      const first = completion?.found[0];
      return completion && first ? inserted(text, completion, first) : null;
    };
    expect(put("=rou")).toEqual({ text: "=round(", caret: 7 });
    expect(put("=rou(2,5; 0)", 4)).toEqual({ text: "=round(2,5; 0)", caret: 6 });
    expect(put("=2 * lu + 1", 7)).toEqual({ text: "=2 * luas + 1", caret: 9 });
  });
});

describe("the nearest name", () => {
  test.each([
    ["t_lntai", "t_lantai"],
    ["T_LANTAI", "t_lantai"],
    ["xyz", null],
    ["a", null],
  ])("%s -> %s", (typed, near) => {
    expect(nearest(typed, ["t_lantai", "luas"])).toBe(near);
  });
});
