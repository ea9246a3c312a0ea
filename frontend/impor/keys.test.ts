import { expect, test } from "vitest";
import { type Key, pageAct, rowAct, stepOf, stepTo } from "./keys";

const NONE = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
const key = (name: string, held: Partial<Key> = {}): Key => ({ ...NONE, key: name, ...held });

test("Enter accepts, E changes, Del keeps what stands, Space selects", () => {
  expect(["Enter", "e", "E", "Delete", " "].map((name) => rowAct(key(name)))).toEqual([
    "accept",
    "edit",
    "edit",
    "reject",
    "select",
  ]);
});

test("a key held with Ctrl is the browser's, unless it undoes or does again", () => {
  expect(rowAct(key("e", { ctrlKey: true }))).toBeNull();
  expect(pageAct(key("z", { ctrlKey: true }))).toBe("undo");
  expect(pageAct(key("z", { metaKey: true, shiftKey: true }))).toBe("redo");
  expect(pageAct(key("y", { ctrlKey: true }))).toBe("redo");
  expect(pageAct(key("z"))).toBeNull();
  expect(pageAct(key("f", { ctrlKey: true }))).toBeNull();
});

test("arrows walk with and without Shift and stop at the ends", () => {
  expect(stepOf(key("ArrowDown", { shiftKey: true }))).toBe("down");
  expect(stepOf(key("ArrowDown", { altKey: true }))).toBeNull();
  expect(stepTo("down", 4, 5)).toBe(4);
  expect(stepTo("up", 0, 5)).toBe(0);
  expect(stepTo("page-down", 1, 50)).toBe(9);
  expect(stepTo("last", 1, 50)).toBe(49);
});
