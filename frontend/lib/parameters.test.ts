import { describe, expect, test } from "vitest";
import { isiText, newParameter, type Parameter, parameterCells, readIsi } from "./parameters";

const STORED: Parameter = {
  id: 4,
  nama: "p",
  label: "Panjang",
  satuan: "m",
  formula: "9.0000",
  nilai: "9.0000",
  dipakai: 2,
  dipakai_parameter: 0,
};

describe("the definition of a parameter", () => {
  test.each([
    ["57,6", "57.6000"],
    ["1.000", "1000.0000"],
    ["=2*(p+l)", "=2*(p+l)"],
    ["2 * p", "=2 * p"],
  ])("%s is kept as %s", (text, value) => {
    expect(readIsi(text, { p: "6", l: "4" })).toEqual({ value, reason: "" });
  });

  test.each(["", "-1", "=2-5", "=tinggi", "abc"])("%j is refused and never becomes zero", (text) => {
    expect(readIsi(text, { p: "6" })).toMatchObject({ value: null });
  });

  test("a field starts with what one would type", () => {
    expect([isiText("9.5000"), isiText("=p*2")]).toEqual(["9,5", "=p*2"]);
  });
});

describe("what a change says", () => {
  test("only the cells that differ, with what was seen", () => {
    const wanted = { nama: "Panjang_Bangunan", isi: "9.5000", satuan: "m", label: "Panjang" };
    expect(parameterCells(STORED, wanted)).toEqual([
      { id: 4, col: "nama", from: "p", to: "panjang_bangunan" },
      { id: 4, col: "formula", from: "9.0000", to: "9.5000" },
    ]);
  });

  test("a new parameter is said whole", () => {
    expect(newParameter({ nama: " t ", isi: "3.0000", satuan: "m", label: "" })).toEqual({
      parameters: [{ nama: "t", formula: "3.0000", satuan: "m", label: "" }],
    });
  });
});
