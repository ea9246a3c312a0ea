import { expect, test } from "vitest";
import { aSheet, aSource } from "./fixtures";

const ANSWER = { revision: 3, mark: "m3", can_undo: true, can_redo: true };

test("an undo goes to the rows of this sheet's table, not to those that bear the same id elsewhere", async () => {
  const changed = { pekerjaan: [1], harga_item: [4, 5] };
  const source = { ...aSource(), page: "harga-items", table: "harga_item" };
  source.undo = async () => ({ ...ANSWER, changed, page: "harga-items" });
  const sheet = await aSheet(source);
  await sheet.undo();
  expect(sheet.cursor.row?.id).toBe(4);
  expect(sheet.said).toBe("Diurungkan, 2 baris");
});

test("an undo of another page says where it happened", async () => {
  const source = { ...aSource(), page: "harga-items", table: "harga_item" };
  source.undo = async () => ({ ...ANSWER, changed: { volume: [2] }, page: "volume-pekerjaan" });
  const sheet = await aSheet(source);
  const before = sheet.cursor.row?.id;
  await sheet.undo();
  expect(sheet.said).toBe("Diurungkan di Volume");
  expect(sheet.cursor.row?.id).toBe(before);
});
