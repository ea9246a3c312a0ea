/** What an undo or redo came to on this sheet: the rows it touched here, else the page where it happened. */

import type { GridSource, RowId, SaveResult } from "./columns";

/** Pages as the ledger names them, and as the navigation does. */
const PAGES: Readonly<Record<string, string>> = {
  "list-pekerjaan": "List Pekerjaan",
  "volume-pekerjaan": "Volume",
  "detail-ahsp": "Analisa",
  "harga-items": "Harga Items",
  project: "Pengaturan",
  pricing: "Pengaturan",
  history: "Riwayat",
};

/** Ids of rows of this sheet; a page says them itself where its rows are not those of one table. */
export function rowsTravelled(result: SaveResult, { table }: GridSource): readonly RowId[] {
  if (result.rows) {
    return Object.values(result.rows).flat();
  }
  return table === undefined ? [] : (result.changed?.[table] ?? []);
}

/** "Diurungkan, 2 baris" here; "Diurungkan di Volume" where the hand cannot see it. */
export function travelWords(word: string, result: SaveResult, source: GridSource, touched: number): string {
  const elsewhere = result.page !== undefined && result.page !== source.page ? PAGES[result.page] : undefined;
  if (elsewhere !== undefined && source.page !== undefined) {
    return `${word} di ${elsewhere}`;
  }
  return touched > 0 ? `${word}, ${touched} baris` : word;
}
