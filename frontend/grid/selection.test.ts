import { expect, test } from "vitest";
import { cycle, extendTo, moved, rangeOf, selectionAt } from "./selection";

const bounds = { rows: 10, columns: 4, page: 3 };
const none = (): boolean => false;

test("moves stop at the edges of the sheet", () => {
  expect(moved({ row: 0, column: 0 }, "up", bounds, none)).toEqual({ row: 0, column: 0 });
  expect(moved({ row: 9, column: 3 }, "pageDown", bounds, none)).toEqual({ row: 9, column: 3 });
  expect(moved({ row: 5, column: 2 }, "pageUp", bounds, none)).toEqual({ row: 2, column: 2 });
  expect(moved({ row: 5, column: 2 }, "rowStart", bounds, none)).toEqual({ row: 5, column: 0 });
  expect(moved({ row: 5, column: 2 }, "sheetEnd", bounds, none)).toEqual({ row: 9, column: 3 });
});

test("Ctrl and an arrow jump to the end of the block, then over the gap to the next, then to the edge", () => {
  const filled = ({ row }: { row: number }): boolean => row < 3 || row === 6;
  expect(moved({ row: 0, column: 0 }, "jumpDown", bounds, filled).row).toBe(2);
  expect(moved({ row: 2, column: 0 }, "jumpDown", bounds, filled).row).toBe(6);
  expect(moved({ row: 6, column: 0 }, "jumpDown", bounds, filled).row).toBe(9);
  expect(moved({ row: 9, column: 0 }, "jumpUp", bounds, filled).row).toBe(6);
});

test("Shift moves the far corner and leaves the active cell where it is", () => {
  const selection = extendTo(selectionAt({ row: 4, column: 1 }), { row: 2, column: 3 });
  expect(rangeOf(selection)).toEqual({ top: 2, bottom: 4, left: 1, right: 3 });
  expect(selection.active).toEqual({ row: 4, column: 1 });
});

test("Enter and Tab walk inside a range and come round", () => {
  const range = extendTo(selectionAt({ row: 1, column: 1 }), { row: 2, column: 2 });
  const walk = (by: "down" | "right", steps: number) =>
    Array.from({ length: steps }).reduce<typeof range>((at) => cycle(at, by), range).active;
  expect(walk("down", 1)).toEqual({ row: 2, column: 1 });
  expect(walk("down", 2)).toEqual({ row: 1, column: 2 });
  expect(walk("right", 2)).toEqual({ row: 2, column: 1 });
  expect(walk("down", 4)).toEqual({ row: 1, column: 1 });
});
