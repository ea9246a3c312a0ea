import { expect, test } from "vitest";
import { stepTo } from "./walk";

test("arrows walk and stop at the ends", () => {
  expect(stepTo("ArrowDown", 0, 3)).toBe(1);
  expect(stepTo("ArrowDown", 2, 3)).toBe(2);
  expect(stepTo("ArrowUp", 0, 3)).toBe(0);
  expect(stepTo("End", 0, 3)).toBe(2);
  expect(stepTo("Home", 2, 3)).toBe(0);
});

test("other keys and empty lists go nowhere", () => {
  expect(stepTo("Enter", 0, 3)).toBeNull();
  expect(stepTo("ArrowDown", 0, 0)).toBeNull();
});
