import { expect, test } from "vitest";
import { type HargaItem, hargaColumns, hargaDecimals, hargaRows } from "./harga";

const item = (id: number, kategori: HargaItem["kategori"], harga: string | null): HargaItem => ({
  id,
  kode: `K.${id}`,
  uraian: `Bahan ${id}`,
  satuan: "kg",
  kategori,
  harga,
  dipakai: 2,
  sumber: "",
});

test("items stand under the heading of their kategori, and empty headings are left out", () => {
  const rows = hargaRows([item(1, "BHN", "1.00"), item(2, "TK", null)]);
  expect(rows.map((row) => row.id)).toEqual(["TK", 2, "BHN", 1]);
});

test("one price with sen gives every price two decimals, so that all stay in line on the comma", () => {
  const whole = hargaRows([item(1, "BHN", "145000.00")]);
  const mixed = hargaRows([item(1, "BHN", "145000.00"), item(2, "BHN", "475.96")]);
  expect([hargaDecimals(whole), hargaDecimals(mixed)]).toEqual([0, 2]);
  const harga = hargaColumns(2).find((column) => column.key === "harga");
  expect(mixed.slice(1).map((row) => harga?.format(row))).toEqual(["145.000,00", "475,96"]);
});

test("a price that is not known is missing, a price of zero is not", () => {
  const harga = hargaColumns(0).find((column) => column.key === "harga");
  const [, unknown, zero] = hargaRows([item(1, "BHN", null), item(2, "BHN", "0.00")]);
  expect(unknown && harga?.missing?.(unknown)).toBe(true);
  expect(zero && harga?.missing?.(zero)).toBe(false);
});
