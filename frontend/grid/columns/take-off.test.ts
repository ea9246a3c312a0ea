import { describe, expect, test } from "vitest";
import type { CellWrite, Row } from "../columns";
import { blankRow, lineRow, type SheetLine, sheetBody, sums, takeOffColumns, worked } from "./take-off";

function line(id: number, more: Partial<SheetLine> = {}): SheetLine {
  return { id, uraian: "", n: null, p: null, l: null, t: null, faktor: null, pengurang: false, ...more };
}

const SHEET: readonly Row[] = [
  line(1, { uraian: "Bangunan utama" }),
  line(2, { uraian: "Memanjang", n: "3.0000", p: "9.0000", l: "0.5000", t: "0.6000" }),
  line(3, { uraian: "Melintang", n: "4.0000", p: "6.0000", l: "0.5000", t: "0.6000" }),
  line(4, { uraian: "Pertemuan", n: "12.0000", p: "0.5000", l: "0.5000", t: "0.6000", pengurang: true }),
  line(5, { uraian: "Teras" }),
  line(6, { uraian: "Keliling", n: "3.0000", p: "4.2000", l: "0.5000", t: "0.6000" }),
].map((one) => lineRow(one));

function cell(id: number | string, col: string, from: string | null, to: string | null): CellWrite {
  return { id, col, from, to };
}

describe("the sums", () => {
  test("headings carry the sum of their lines and the whole is the volume", () => {
    const { headings, total, lines, deductions } = sums(SHEET);
    expect([...headings]).toEqual([
      [1, "13.5000"],
      [5, "3.7800"],
    ]);
    expect([total, lines, deductions]).toEqual(["17.2800", 5 - 1, 1]);
  });

  test("lines are exact and only the whole is rounded", () => {
    const third = lineRow(line(1, { p: "0.6667", l: "0.5000" }));
    expect(sums([third, { ...third, id: 2 }, { ...third, id: 3 }]).total).toBe("1.0001");
  });

  test("deductions that outweigh the rest are seen before they are sent", () => {
    expect(sums([lineRow(line(1, { p: "2.0000", pengurang: true }))]).negative).toBe(true);
  });

  test("a line says the sum one can do by hand", () => {
    expect(worked(SHEET[3] as Row)).toBe("−12 × 0,5 × 0,5 × 0,6");
  });

  test("a deduction is a minus in n, and a line without n deducts one part", () => {
    expect(lineRow(line(1, { p: "2.0000", pengurang: true })).values.n).toBe("-1");
    const [, n] = takeOffColumns(
      "m3",
      () => 3,
      () => new Map(),
    );
    expect(n?.format(SHEET[3] as Row)).toBe("−12");
  });
});

describe("what a command says", () => {
  const numbers = new Map<number | string, number>([
    [1, 1],
    ["baru:1", 57],
  ]);

  test("a minus becomes a deduction of a positive number", () => {
    expect(sheetBody([cell(1, "n", "2.0000", "-3.0000")], numbers).cells).toEqual([
      cell(1, "n", "2.0000", "3.0000"),
      cell(1, "pengurang", "false", "true"),
    ]);
    expect(sheetBody([cell(1, "n", "-1", "-2.0000")], numbers).cells).toEqual([cell(1, "n", null, "2.0000")]);
    expect(sheetBody([cell(1, "n", "-2.0000", null)], numbers).cells).toEqual([
      cell(1, "n", "2.0000", null),
      cell(1, "pengurang", "true", "false"),
    ]);
  });

  test("a line made here is known by its number once it has one", () => {
    expect(sheetBody([cell("baru:1", "p", null, "2.0000")], numbers).cells).toEqual([
      cell(57, "p", null, "2.0000"),
    ]);
  });

  test("cells of blank rows become new lines behind the last, in their order", () => {
    const cells = [
      cell("baru:2", "uraian", "", "Sisi utara"),
      cell("baru:2", "n", null, "-2.0000"),
      cell("baru:3", "p", null, "4.0000"),
    ];
    expect(sheetBody(cells, numbers).adds).toEqual([
      { key: "baru:2", after: 57, values: { uraian: "Sisi utara", n: "2.0000", pengurang: "true" } },
      { key: "baru:3", after: "baru:2", values: { p: "4.0000" } },
    ]);
  });

  test("the first line of a sheet stands at its head", () => {
    expect(sheetBody([cell("baru:1", "p", null, "1.0000")], new Map()).adds[0]?.after).toBeNull();
  });

  test("a blank row shows nothing and counts for nothing", () => {
    expect(sums([blankRow("baru:1")])).toMatchObject({ total: "0.0000", lines: 0 });
  });
});
