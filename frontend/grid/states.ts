/** What is special about a cell: unsaved, refused, held back, in conflict. One map, so that every part sees the same. */

import type { ConflictCell } from "../lib/api";
import type { CellKey, Column, Reading, Row, RowId } from "./columns";
import { cellKey } from "./columns";

/** Text that has no reading, or a value the server refused: typed text stays, the stored value holds. */
export interface RefusedMark {
  readonly kind: "refused";
  readonly row: RowId;
  readonly col: string;
  readonly text: string;
  readonly reason: string;
  readonly readings: readonly Reading[];
}

/** Good by itself, but part of a command that was refused because of other cells. */
export interface HeldMark {
  readonly kind: "held";
  readonly row: RowId;
  readonly col: string;
  readonly value: string | null;
}

export interface ConflictMark {
  readonly kind: "conflict";
  readonly row: RowId;
  readonly col: string;
  readonly from: string | null;
  readonly mine: string | null;
  readonly now: string | null;
  readonly by: string;
  readonly at: string;
}

export type Mark = RefusedMark | HeldMark | ConflictMark;

interface Pending {
  readonly row: RowId;
  readonly col: string;
  /** What the server holds as far as we know. */
  stored: string | null;
  /** The newest value on its way, which a reload must not cover. */
  latest: string | null;
  commands: number;
}

export class CellStates {
  private readonly marks = new Map<CellKey, Mark>();
  private readonly pending = new Map<CellKey, Pending>();

  mark(row: Row, column: Column): Mark | undefined {
    return this.marks.get(cellKey(row.id, column.key));
  }

  markOf(key: CellKey): Mark | undefined {
    return this.marks.get(key);
  }

  isDirty(row: Row, column: Column): boolean {
    const key = cellKey(row.id, column.key);
    return this.pending.has(key) || this.marks.get(key)?.kind === "held";
  }

  get all(): readonly Mark[] {
    return [...this.marks.values()];
  }

  put(mark: Mark): void {
    this.marks.set(cellKey(mark.row, mark.col), mark);
  }

  drop(key: CellKey): boolean {
    return this.marks.delete(key);
  }

  /** A command that changes this cell was made. */
  await(row: RowId, col: string, stored: string | null, latest: string | null): void {
    const key = cellKey(row, col);
    const pending = this.pending.get(key);
    if (pending) {
      pending.commands += 1;
      pending.latest = latest;
    } else {
      this.pending.set(key, { row, col, stored, latest, commands: 1 });
    }
  }

  /** The newest unconfirmed value of every cell that has one. */
  onTheirWay(): [RowId, string, string | null][] {
    return [...this.pending.values()].map(({ row, col, latest }) => [row, col, latest]);
  }

  /** What `from` must say when the command leaves: the value the server last confirmed. */
  storedOf(key: CellKey, fallback: string | null): string | null {
    return this.pending.get(key)?.stored ?? fallback;
  }

  /** The command was answered: `stored` is the new stored value, or undefined when nothing was stored. */
  settle(key: CellKey, stored?: string | null): void {
    const pending = this.pending.get(key);
    if (!pending) {
      return;
    }
    if (stored !== undefined) {
      pending.stored = stored;
    }
    pending.commands -= 1;
    if (pending.commands === 0) {
      this.pending.delete(key);
    }
  }

  isPending(key: CellKey): boolean {
    return this.pending.has(key);
  }
}

export function conflictMark(cell: ConflictCell): ConflictMark {
  return {
    kind: "conflict",
    row: cell.id,
    col: cell.col,
    from: cell.from,
    mine: cell.to,
    now: cell.now,
    by: cell.by,
    at: cell.at,
  };
}
