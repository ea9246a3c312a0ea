import { expect, test } from "vitest";
import { actOf, nextOpen } from "./harga-keys";

test("keys accept, edit, reject and open again, whatever the case", () => {
  expect([actOf("Enter"), actOf("E"), actOf("Delete"), actOf("u")]).toEqual([
    "terima",
    "ubah",
    "tolak",
    "buka",
  ]);
  expect(actOf("x")).toBeNull();
});

test("a decided row hands on to the next that waits", () => {
  expect(nextOpen("b", ["a", "b", "c"], ["a", "c"])).toBe("c");
});

test("rows that were decided along with it are passed over", () => {
  expect(nextOpen("b", ["a", "b", "c", "d"], ["a", "d"])).toBe("d");
});

test("a refused row keeps the hand", () => {
  expect(nextOpen("b", ["a", "b"], ["a", "b"])).toBe("b");
});

test("behind the last row the hand goes back, and stays where nothing waits", () => {
  expect(nextOpen("c", ["a", "b", "c"], ["a", "b"])).toBe("b");
  expect(nextOpen("c", ["c"], [])).toBeNull();
});
