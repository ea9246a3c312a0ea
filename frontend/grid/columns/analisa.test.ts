import { expect, test } from "vitest";
import type { Row } from "../columns";
import { type AnalisaBaris, type AnalisaSheet, analisaCells, analisaColumns, analisaRows } from "./analisa";

const line = (id: number, kategori: string, extra: Partial<AnalisaBaris> = {}): AnalisaBaris => ({
  komponen_id: id,
  harga_item_id: id + 100,
  kategori,
  kode: `K.${id}`,
  uraian: `Sumber ${id}`,
  satuan: "OH",
  koefisien: "0.500000",
  koefisien_bundel: null,
  harga: "100000.00",
  jumlah: "50000",
  persen: "33.3",
  via: [],
  catatan: "",
  ...extra,
});

const inside = line(9, "TK", {
  via: ["B.2"],
  koefisien: "1.5",
  koefisien_bundel: "0.75",
  harga_item_id: 101,
});
const form: AnalisaSheet = {
  pekerjaan: { id: 7, read_only: false },
  blok: [
    { kategori: "TK", huruf: "A", jumlah: "200000", persen: "100", baris: [line(1, "TK"), inside] },
    { kategori: "BHN", huruf: "B", jumlah: "0", persen: "0", baris: [] },
  ],
  bundel: [
    {
      komponen_id: 9,
      kode: "B.2",
      uraian: "Beton",
      satuan: "m3",
      koefisien: "2.000000",
      harga: "75000.125",
      jumlah: "150000.25",
      persen: "75",
      catatan: "",
      baris: [inside],
    },
  ],
};

const column = (key: string) => {
  const found = analisaColumns(7).find((one) => one.key === key);
  if (!found) {
    throw new Error(key);
  }
  return found;
};
const rowOf = (id: Row["id"], sheet = form): Row => {
  const found = analisaRows(sheet).find((row) => row.id === id);
  if (!found) {
    throw new Error(String(id));
  }
  return found;
};

test("bundles stand first with their lines, then the blocks of the form", () => {
  expect(analisaRows(form).map((row) => row.id)).toEqual(["bundel", 9, "9:0", "A", 1, "A:1", "B"]);
});

test("a form without bundles has no heading for them", () => {
  expect(analisaRows({ ...form, bundel: [] }).map((row) => row.id)).toEqual(["A", 1, "A:1", "B"]);
});

test("stored rows take a koefisien, lines that came through a bundle do not", () => {
  const koefisien = column("koefisien");
  expect([9, "9:0", "A", 1, "A:1"].map((id) => koefisien.editable(rowOf(id)))).toEqual([
    true,
    false,
    false,
    true,
    false,
  ]);
});

test("a reference takes no koefisien, but the prices are the project's own", () => {
  const reference = { ...form, pekerjaan: { id: 7, read_only: true } };
  expect(column("koefisien").editable(rowOf(1, reference))).toBe(false);
  expect(column("harga").editable(rowOf(1, reference))).toBe(true);
});

test("a resource that only the catalogue knows takes no price here", () => {
  const foreign = { ...form, blok: [{ ...form.blok[0], baris: [line(1, "TK", { harga_item_id: -3 })] }] };
  expect(column("harga").editable(rowOf(1, foreign as AnalisaSheet))).toBe(false);
});

test("inside a bundle a line shows its koefisien per unit of the bundle, in its block the effective one", () => {
  expect(column("koefisien").format(rowOf("9:0"))).toBe("× 0,75");
  expect(column("koefisien").format(rowOf("A:1"))).toBe("1,5");
});

test("what a unit of a bundle costs keeps the decimals it has, a price has two", () => {
  expect(column("harga").format(rowOf(9))).toBe("75.000,125");
  expect(column("harga").format(rowOf(1))).toBe("100.000,00");
});

test("an unknown price is missing, a bundle without one is not", () => {
  const unknown = { ...form, blok: [{ ...form.blok[0], baris: [line(1, "TK", { harga: null })] }] };
  expect(column("harga").missing?.(rowOf(1, unknown as AnalisaSheet))).toBe(true);
  expect(column("harga").missing?.(rowOf("A"))).toBe(false);
});

test("a command is split into rows of the analysis and prices of items, the last price of an item counting", () => {
  const cell = (id: number | string, col: string, to: string) => ({ id, col, from: null, to });
  const split = analisaCells(
    [cell(1, "koefisien", "1"), cell(1, "harga", "5"), cell("A:1", "harga", "6")],
    (id) => rowOf(id).values.item ?? null,
  );
  expect(split.cells.map(({ id, col }) => [id, col])).toEqual([[1, "koefisien"]]);
  expect(split.harga.map(({ id, col, to }) => [id, col, to])).toEqual([[101, "harga", "6"]]);
});

test("a jumlah opens the derivation of its block, a price that of its resource", () => {
  const keys = (key: string) => ["A", 1, "A:1", 9].map((id) => column(key).derivation?.(rowOf(id)));
  expect(keys("jumlah")).toEqual(["pekerjaan:7:A", "pekerjaan:7:A", "pekerjaan:7:A", "pekerjaan:7:D"]);
  expect(column("harga").derivation?.(rowOf(1))).toBe("harga:101");
  expect(column("harga").derivation?.(rowOf(9))).toBe("pekerjaan:7:D");
});
