import { expect, test } from "vitest";
import type { Column } from "./columns";
import { columnsShown, geometryOf } from "./geometry";

const column = (key: string, width: number, more: Partial<Column> = {}): Column => ({
  key,
  title: key,
  width,
  kind: "text",
  align: "left",
  editable: () => false,
  format: () => "",
  ...more,
});
const COLUMNS = [
  column("kode", 100, { frozen: true, desk: true }),
  column("uraian", 200, { frozen: true, grow: true }),
  column("harga", 120),
];

test("the growing column takes what is left, and frozen columns stand before the scrolling ones", () => {
  const geometry = geometryOf(COLUMNS, 1000, 36);
  expect(geometry.widths).toEqual([100, 744, 120]);
  expect(geometry.lefts).toEqual([36, 136, 880]);
  expect(geometry.total).toBe(1000);
});

test("frozen columns never take more than they leave", () => {
  expect(geometryOf(COLUMNS, 1000, 36).frozen).toBe(1);
  expect(geometryOf([...COLUMNS, column("minggu", 900)], 1000, 36).frozen).toBe(2);
});

test("a phone leaves out desk columns and row numbers", () => {
  const shown = columnsShown(COLUMNS, 390);
  const geometry = geometryOf(shown, 390, 36);
  expect(shown.map((one) => one.key)).toEqual(["uraian", "harga"]);
  expect([geometry.phone, geometry.numberWidth, geometry.total]).toEqual([true, 0, 390]);
});
