import { expect, test } from "vitest";
import type { Row } from "../grid/columns";
import { movesOf } from "./analisa-rows";

const row = (id: number): Row => ({ id, level: 2, parentId: "A", values: {}, flags: { stored: true } });

test("rows go up by one when the row above them goes below, and it says where it stood", () => {
  expect(movesOf([row(2), row(3)], -1, [9, 1, 2, 3, 4])).toEqual([{ id: 1, after: 3, from: 9 }]);
  expect(movesOf([row(2)], -1, [1, 2])).toEqual([{ id: 1, after: 2, from: null }]);
});

test("rows go down by one when the row below them goes above", () => {
  expect(movesOf([row(1), row(2)], 1, [9, 1, 2, 3])).toEqual([{ id: 3, after: 9, from: 2 }]);
  expect(movesOf([row(1)], 1, [1, 2])).toEqual([{ id: 2, after: null, from: 1 }]);
});

test("at the edge of its block a row stays, and calculated rows do not move", () => {
  expect(movesOf([row(1)], -1, [1, 2])).toEqual([]);
  expect(movesOf([row(2)], 1, [1, 2])).toEqual([]);
  expect(movesOf([{ ...row(7), id: "A:1" }], 1, [1, 2])).toEqual([]);
});
