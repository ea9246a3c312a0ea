import { expect, test } from "vitest";
import type { Column } from "./columns";
import { aSheet, aSource } from "./fixtures";
import { refusedReadAgain } from "./reread";

test("a refused text is written once it has a reading, and stays refused until then", async () => {
  const known = new Set<string>();
  const source = aSource();
  const sheet = await aSheet(source);
  const column = sheet.columns[1] as Column;
  const reading: Column = {
    ...column,
    judge: (_row, text) => (known.has(text) ? { value: text } : { reason: "tidak dikenal", readings: [] }),
  };
  sheet.setColumns(sheet.columns.map((one) => (one === column ? reading : one)));
  const row = sheet.model.byId(4);
  if (!row) {
    throw new Error("no row");
  }
  sheet.apply([{ row, column: reading, text: "=panjang" }], "typed", "diubah");
  refusedReadAgain(sheet);
  expect(sheet.problems()).toHaveLength(1);
  known.add("=panjang");
  refusedReadAgain(sheet);
  expect(sheet.problems()).toHaveLength(0);
  expect(source.sent.map(({ cells }) => cells.map(({ id, to }) => [id, to]))).toEqual([[[4, "=panjang"]]]);
});
