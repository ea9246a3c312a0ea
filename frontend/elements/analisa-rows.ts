/** Rows of the form as the hand means them: the block a new one joins, and where a moved one comes to stand. */

import type { Row } from "../grid/columns";

/** The block a new row belongs to: that of the row under the hand. */
export function blockOf(row: Row | null): string {
  if (row?.flags.bundle || row?.flags.inside || row?.id === "bundel") {
    return "bundel";
  }
  return row?.values.kategori ?? "TK";
}

interface Move {
  readonly id: number;
  readonly after: number | null;
  readonly from: number | null;
}

/** Moving rows up by one is moving the row above them below: one row says where it stood and where it goes. */
export function movesOf(rows: readonly Row[], by: -1 | 1, block: readonly number[]): Move[] {
  const places = rows.map((row) => block.indexOf(row.id as number)).filter((place) => place >= 0);
  const top = Math.min(...places);
  const bottom = Math.max(...places);
  const at = by === -1 ? top - 1 : bottom + 1;
  const id = block[at];
  if (places.length === 0 || id === undefined) {
    return [];
  }
  const after = by === -1 ? block[bottom] : block[top - 1];
  return [{ id, after: after ?? null, from: block[at - 1] ?? null }];
}
