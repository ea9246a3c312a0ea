import { expect, test } from "vitest";
import { someRows } from "./fixtures";
import { GridModel } from "./model";

function aModel(): GridModel {
  const model = new GridModel();
  model.setRows(someRows());
  return model;
}

test("a fold hides what lies under it and leaves the numbers of the rest alone", () => {
  const model = aModel();
  model.fold("A", true);
  expect(model.count).toBe(4);
  expect(model.at(1).id).toBe("B");
  expect(model.placeOf(2)).toBe(-1);
  expect(model.numberOf(4)).toBe(4);
  model.reveal(2);
  expect(model.placeOf(2)).toBe(2);
});

test("folds outlive a reload, and vanish with their rows", () => {
  const model = aModel();
  model.fold("A", true);
  model.setRows(someRows());
  expect(model.isFolded("A")).toBe(true);
  model.setRows(someRows().slice(4));
  expect(model.isFolded("A")).toBe(false);
});

test("a filter keeps the headings of what passes, and does not hide a row while it is typed into", () => {
  const model = aModel();
  model.setFilter((row) => row.values.volume === null);
  expect([0, 1, 2].map((place) => model.at(place).id)).toEqual(["B", 4, 5]);
  model.write(4, "volume", "7.0000");
  expect(model.placeOf(4)).toBe(1);
  model.reveal(1);
  expect(model.count).toBe(7);
});
