import { describe, expect, it } from "vitest";
import type { Row } from "../grid/columns";
import {
  composed,
  demoted,
  fullNumber,
  insideOf,
  lossOf,
  movesOf,
  nextStand,
  promoted,
  standAt,
  type Typed,
} from "./outline";

function row(id: string, level: number, parentId: string | null, no = ""): Row {
  return { id, level, parentId, values: { uraian: id, no }, flags: {} };
}

const TREE = [
  row("k1", 1, null, "I"),
  row("s1", 2, "k1", "A"),
  row("p1", 3, "s1", "1"),
  row("p2", 3, "s1", "2"),
  row("p3", 3, "s1", "3"),
  row("s2", 2, "k1", "B"),
  row("k2", 1, null, "II"),
];
const at = (id: string): Row => TREE.find((one) => one.id === id) as Row;
const ids = (rows: readonly Row[]): unknown[] => rows.map((one) => one.id);
const typed = (part: Partial<Typed>): Typed => ({
  id: "t",
  level: 3,
  parent: "s1",
  after: null,
  sent: false,
  ...part,
});

describe("typed rows", () => {
  it("stand behind their neighbour and all inside it, or first under their parent", () => {
    expect(ids(composed(TREE, [typed({ after: "p2" })], new Map()))[4]).toBe("t");
    expect(ids(composed(TREE, [typed({})], new Map()))[2]).toBe("t");
    expect(ids(composed(TREE, [typed({ level: 1, parent: null, after: "k1" })], new Map()))[6]).toBe("t");
  });

  it("stand behind one another before the server knows any of them", () => {
    const two = [typed({ id: "t1", after: "p3" }), typed({ id: "t2", after: "t1" })];
    expect(ids(composed(TREE, two, new Map())).slice(4, 7)).toEqual(["p3", "t1", "t2"]);
  });

  it("come after everything in the parent when their neighbour is gone", () => {
    expect(ids(composed(TREE, [typed({ after: "p9" })], new Map()))[5]).toBe("t");
  });
});

describe("where the next row stands", () => {
  it("is behind a pekerjaan, at the top of an open heading, behind an empty one", () => {
    expect(nextStand(TREE, at("p2"), true)).toEqual({ level: 3, parent: "s1", after: "p2" });
    expect(nextStand(TREE, at("k1"), true)).toEqual({ level: 2, parent: "k1", after: null });
    expect(nextStand(TREE, at("k1"), false)).toEqual({ level: 1, parent: null, after: "k1" });
    expect(nextStand(TREE, at("s2"), true)).toEqual({ level: 2, parent: "k1", after: "s2" });
    expect(nextStand([], null, true)).toEqual({ level: 1, parent: null, after: null });
  });

  it("for a chosen level is beside the branch one is in, or nowhere without a parent", () => {
    expect(standAt(TREE, at("p2"), 2)).toEqual({ level: 2, parent: "k1", after: "s1" });
    expect(standAt(TREE, at("s1"), 3)).toEqual({ level: 3, parent: "s1", after: "p3" });
    expect(standAt(TREE, at("k1"), 3)).toEqual({ level: 3, parent: "s2", after: null });
    expect(standAt(TREE, at("k2"), 3)).toBeNull();
    expect(standAt(TREE, null, 1)).toEqual({ level: 1, parent: null, after: "k2" });
    expect(standAt([], null, 3)).toBeNull();
  });

  it("changes by Tab to the end of the sibling above, by Shift+Tab to behind the parent", () => {
    expect(demoted(TREE, { level: 2, parent: "k1", after: "s1" })).toEqual({
      level: 3,
      parent: "s1",
      after: "p3",
    });
    expect(demoted(TREE, { level: 2, parent: "k1", after: null })).toBeNull();
    expect(demoted(TREE, { level: 3, parent: "s1", after: "p1" })).toBeNull();
    expect(promoted(TREE, { level: 3, parent: "s1", after: "p1" })).toEqual({
      level: 2,
      parent: "k1",
      after: "s1",
    });
    expect(promoted(TREE, { level: 1, parent: null, after: "k1" })).toBeNull();
  });
});

describe("moves", () => {
  const told = (chosen: readonly Row[], by: -1 | 1): unknown[] =>
    movesOf(TREE, chosen, by).map((move) => [move.row.id, move.to, move.after]);

  it("go past one sibling and keep a block together", () => {
    expect(told([at("p2")], -1)).toEqual([["p2", "s1", null]]);
    expect(told([at("p1"), at("p2")], 1)).toEqual([
      ["p1", "s1", "p3"],
      ["p2", "s1", "p1"],
    ]);
  });

  it("cross into the neighbouring parent at the edge, and end at the ends of the outline", () => {
    expect(told([at("p3")], 1)).toEqual([["p3", "s2", null]]);
    expect(told([at("s2")], 1)).toEqual([["s2", "k2", null]]);
    expect(told([at("p1")], -1)).toEqual([]);
    expect(told([at("k2")], 1)).toEqual([]);
  });
});

describe("what a deletion takes", () => {
  it("counts each row once, whatever was chosen with it", () => {
    const loss = lossOf(TREE, [at("k1"), at("s1"), at("p2"), at("k2")]);
    expect(ids(loss.tops)).toEqual(["k1", "k2"]);
    expect([loss.klasifikasi, loss.sub, loss.pekerjaan.length]).toEqual([2, 2, 3]);
    expect(insideOf(TREE, "k1")).toHaveLength(5);
  });
});

it("a row is named by all numbers above it", () => {
  expect(fullNumber(TREE, at("p3"))).toBe("I.A.3");
});
