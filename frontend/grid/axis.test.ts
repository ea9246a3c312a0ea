import { expect, test } from "vitest";
import { Axis } from "./axis";

function anAxis(): Axis {
  const axis = new Axis();
  axis.set([20, 20, 40, 20], 30);
  return axis;
}

test("items start after the padding and stand under every offset they cover", () => {
  const axis = anAxis();
  expect([axis.total, axis.start(2), axis.size(2)]).toEqual([130, 70, 40]);
  expect([0, 49, 50, 109, 110, 999].map((offset) => axis.at(offset))).toEqual([0, 0, 1, 2, 3, 3]);
});

test("a window holds what is in sight and the spare on either side", () => {
  expect(anAxis().window(40, 60, 0)).toEqual({ first: 2, last: 2 });
  expect(anAxis().window(40, 60, 1)).toEqual({ first: 1, last: 3 });
  expect(new Axis().window(0, 100, 5)).toEqual({ first: 0, last: -1 });
});

test("revealing scrolls as little as shows the item between padding and far edge", () => {
  const axis = anAxis();
  expect(axis.reveal(0, 0, 80)).toBe(0);
  expect(axis.reveal(3, 0, 80)).toBe(50);
  expect(axis.reveal(0, 50, 80)).toBe(0);
  expect(axis.reveal(2, 30, 80)).toBe(30);
});
