/** What the server refused of an analysis, at the cell it was typed into and in words. */

import type { RowId } from "../grid/columns";
import { ApiError, CellConflict, Refused } from "../lib/api";

/** Answers name prices by their item; the sheet knows them by the row they were typed into. */
export function placed(error: unknown, rowOf: (item: number) => RowId | undefined): unknown {
  const move = <C extends { readonly id: RowId; readonly col: string }>(cell: C): C =>
    cell.col === "harga" ? { ...cell, id: rowOf(Number(cell.id)) ?? cell.id } : cell;
  if (error instanceof CellConflict) {
    return new CellConflict(error.message, error.body.cells.map(move));
  }
  if (error instanceof Refused) {
    return new Refused(error.code, error.message, error.cells.map(move), error.body);
  }
  return error;
}

export function reasonOf(error: unknown): string {
  if (error instanceof Refused && error.cells.length > 0) {
    return error.cells.map((cell) => cell.reason).join(" ");
  }
  if (error instanceof CellConflict) {
    return "Baris ini sudah diubah orang lain; tampilan diperbarui.";
  }
  return error instanceof ApiError ? error.message : "Tidak tersimpan.";
}
