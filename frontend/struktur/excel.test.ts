import { expect, it } from "vitest";
import { countsOf, outlineRead } from "./excel";

const levels = (text: string): number[] => outlineRead(text).map((line) => line.level);

it("numbers in front say the level, and units stand beside the names", () => {
  expect(outlineRead("I\tPekerjaan tanah\t\r\nA\tGalian\t\r\n1\tGalian tanah\tm3\t34,56\r\n")).toEqual([
    { level: 1, uraian: "Pekerjaan tanah", satuan: "" },
    { level: 2, uraian: "Galian", satuan: "" },
    { level: 3, uraian: "Galian tanah", satuan: "m3" },
  ]);
});

it("C, D and I are letters where they continue A and B, and Roman numerals where they do not", () => {
  expect(levels("I\ta\nA\tb\nB\tc\nC\td\nII\te\nA\tf")).toEqual([1, 2, 2, 2, 1, 2]);
  expect(levels("C\tsatu")).toEqual([2]);
  expect(levels("V\tsatu")).toEqual([1]);
});

it("lines without a number are pekerjaan; a figure is no unit; empty lines are left out", () => {
  expect(outlineRead("Galian tanah\tm3\n\nUrukan\t12,5\n")).toEqual([
    { level: 3, uraian: "Galian tanah", satuan: "m3" },
    { level: 3, uraian: "Urukan", satuan: "" },
  ]);
});

it("counts what was read", () => {
  expect(countsOf(outlineRead("I\ta\nA\tb\n1\tc\n1.2\td"))).toEqual({ klasifikasi: 1, sub: 1, pekerjaan: 2 });
});
