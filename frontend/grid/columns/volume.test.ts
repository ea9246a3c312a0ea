import { describe, expect, test } from "vitest";
import type { Column, Row } from "../columns";
import {
  judgeVolume,
  spacerRows,
  type VolumeContext,
  type VolumeItem,
  volumeColumns,
  volumeDecimals,
  volumeRows,
  volumesPasted,
} from "./volume";

const CONTEXT: VolumeContext = {
  parameters: { luas: "24.0000", t_lantai: "3.5000" },
  decimals: 3,
  locale: null,
};

function heading(
  table: "klasifikasi" | "sub_klasifikasi",
  id: number,
  parent: string | null,
  no: string,
): VolumeItem {
  const level = table === "klasifikasi" ? 1 : 2;
  return { ...work(id, null), key: `${table}:${id}`, table, level, parent, no, jenis: "" };
}

function work(id: number, volume: string | null, more: Partial<VolumeItem> = {}): VolumeItem {
  return {
    key: `pekerjaan:${id}`,
    table: "pekerjaan",
    id,
    level: 3,
    parent: "sub_klasifikasi:1",
    no: String(id),
    uraian: `Pekerjaan ${id}`,
    satuan: "m3",
    jenis: "angka",
    volume,
    formula: null,
    harga_satuan: null,
    jumlah: null,
    baris: 0,
    ...more,
  };
}

const ITEMS: readonly VolumeItem[] = [
  heading("klasifikasi", 1, null, "II"),
  heading("sub_klasifikasi", 1, "klasifikasi:1", "A"),
  work(1, "12.5000"),
  work(2, "12.0000", { jenis: "formula", formula: "=luas / 2" }),
  heading("sub_klasifikasi", 2, "klasifikasi:1", "B"),
  work(3, "17.2800", { parent: "sub_klasifikasi:2", jenis: "lembar", baris: 4, no: "1" }),
  work(4, null, { parent: "sub_klasifikasi:2", no: "2" }),
];
const ROWS = volumeRows(ITEMS);

function row(id: number): Row {
  const found = ROWS.find((one) => one.id === id);
  if (!found) {
    throw new Error(`no row ${id}`);
  }
  return found;
}

const columns = volumeColumns(() => CONTEXT);
const volume = columns.find((column) => column.key === "volume") as Column;
const origin = columns.find((column) => column.key === "asal") as Column;

describe("the tree", () => {
  test("a work knows its whole number", () => {
    expect(ROWS.map((one) => one.values.place)).toEqual([
      "II",
      "II.A",
      "II.A.1",
      "II.A.2",
      "II.B",
      "II.B.1",
      "II.B.2",
    ]);
  });

  test("how a volume came about is said in words and by its mark", () => {
    expect([1, 2, 3, 4].map((id) => origin.format(row(id)))).toEqual([
      "angka",
      "=luas / 2",
      "lembar hitung, 4 baris",
      "",
    ]);
    expect([1, 2, 3].map((id) => [volume.mark?.(row(id)), volume.textClass?.(row(id))])).toEqual([
      [null, ""],
      ["formula", ""],
      [null, "from-sheet"],
    ]);
  });

  test("a missing volume is no zero, and headings lack nothing", () => {
    expect(ROWS.map((one) => volume.missing?.(one))).toEqual([
      false,
      false,
      false,
      false,
      false,
      false,
      true,
    ]);
  });

  test("a formula shows what it comes to, edits as it was typed and is copied as its figure", () => {
    expect(volume.format(row(2))).toBe("12,000");
    expect(volume.editText?.(row(2))).toBe("=luas / 2");
    expect(volume.copyText?.(row(2))).toBe("12,0000");
  });

  test("a formula on its way shows its preview", () => {
    const typed = { ...row(1), values: { ...row(1).values, volume: "=luas*2" } };
    expect(volume.format(typed)).toBe("48,000");
  });

  test("a fourth decimal gives all figures four", () => {
    expect(volumeDecimals(ITEMS)).toBe(3);
    expect(volumeDecimals([...ITEMS, work(9, "1.2345")])).toBe(4);
  });
});

describe("reading a volume", () => {
  const judge = (
    id: number,
    text: string,
    more: Partial<VolumeContext> = {},
    from: "typed" | "pasted" = "typed",
  ) => judgeVolume(row(id), text, from, { ...CONTEXT, ...more });

  test.each([
    ["", null],
    ["12,5", "12.5000"],
    ["1.000", "1000.0000"],
    ["=luas * 0,3", "=luas * 0,3"],
    [" = luas ", "=luas"],
    ["2*luas", "=2*luas"],
  ])("%j is %j", (text, value) => {
    expect(judge(1, text)).toEqual({ value });
  });

  test("what the column proves about its decimal mark decides each cell", () => {
    expect(judge(1, "1.234", { locale: "en" }, "pasted")).toEqual({ value: "1.2340" });
    expect(judge(1, "1.234", { locale: "id" }, "pasted")).toEqual({ value: "1234.0000" });
    expect(judge(1, "1,5", { locale: "contradiction" }, "pasted")).toMatchObject({ readings: [] });
  });

  test("a misspelt name is mended by the nearest", () => {
    expect(judge(1, "=12 * t_lntai")).toEqual({
      reason: "Nama t_lntai tidak dikenal. Yang paling dekat t_lantai, 3,5.",
      readings: [{ label: "=12 * t_lantai", value: "=12 * t_lantai" }],
    });
  });

  test("a negative result and half a formula are refused here", () => {
    expect(judge(1, "=2-3")).toMatchObject({ readings: [] });
    expect(judge(1, "=2*(3")).toMatchObject({ readings: [] });
  });

  test("a sheet gives way only when that is chosen", () => {
    expect(judge(3, "17,28")).toEqual({ value: "17.2800" });
    expect(judge(3, "5")).toEqual({
      reason: "Dari lembar hitung (4 baris), yang dihapus bila diganti.",
      readings: [{ label: "Ganti dengan 5", value: "5.0000" }],
    });
  });
});

describe("a pasted column", () => {
  const ids = (texts: string[], from = 2) =>
    volumesPasted(ROWS.slice(from), texts).map(({ row: { id }, text }) => [id, text]);

  test("flows from work to work past headings", () => {
    expect(ids(["1", "2", "3", "4"])).toEqual([
      [1, "1"],
      [2, "2"],
      [3, "3"],
      [4, "4"],
    ]);
  });

  test("lies as it is when it leaves the headings blank", () => {
    expect(ids(["1", "", " ", "4"])).toEqual([
      [1, "1"],
      [2, ""],
      [3, "4"],
    ]);
  });

  test("does not fall into the room of an open sheet", () => {
    const rows = [row(1), ...spacerRows(row(1), 5), row(2)];
    expect(volumesPasted(rows, ["1", "2"]).map((one) => one.row.id)).toEqual([1, 2]);
  });
});
