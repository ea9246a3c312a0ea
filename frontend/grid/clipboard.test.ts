import { describe, expect, test } from "vitest";
import { targetSize, tsvRead, tsvWrite } from "./clipboard";

describe("reading what Excel puts on the clipboard", () => {
  test.each([
    ["51.4", [["51.4"]]],
    ["51.4\r\n", [["51.4"]]],
    [
      "a\tb\r\nc\td\r\n",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    [
      "a\tb\nc\td",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    ['"dua\nbaris"\tb\r\n', [["dua\nbaris", "b"]]],
    ['"Lio ""Nagrak"""\r\n', [['Lio "Nagrak"']]],
    ['2" pipa\tb', [['2" pipa', "b"]]],
    ['"belum ditutup\tb', [['"belum ditutup', "b"]]],
    ["\t\r\n", [["", ""]]],
    ["a\r\n\r\nb\r\n", [["a"], [""], ["b"]]],
    ["a\t", [["a", ""]]],
    ["a\rb", [["a"], ["b"]]],
  ])("%j", (text, rows) => {
    expect(tsvRead(text)).toEqual(rows);
  });
});

test("what is written reads back, quotes, tabs and line breaks included", () => {
  const block = [
    ["a\tb", 'x "y"'],
    ["dua\nbaris", ""],
  ];
  expect(tsvRead(tsvWrite(block))).toEqual(block);
});

test("a selection that is a whole multiple of the block is filled with it, any other gets it once", () => {
  expect(targetSize({ rows: 1, columns: 1 }, { rows: 5, columns: 2 })).toEqual({ rows: 5, columns: 2 });
  expect(targetSize({ rows: 2, columns: 1 }, { rows: 4, columns: 1 })).toEqual({ rows: 4, columns: 1 });
  expect(targetSize({ rows: 2, columns: 1 }, { rows: 5, columns: 1 })).toEqual({ rows: 2, columns: 1 });
  expect(targetSize({ rows: 3, columns: 2 }, { rows: 1, columns: 1 })).toEqual({ rows: 3, columns: 2 });
});
