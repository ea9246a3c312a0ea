/** Rows in document order and as they are seen: folds, numbers and the way between row ids and visible places. */

import type { Row, RowId } from "./columns";

export class GridModel {
  private rows: Row[] = [];
  private places = new Map<RowId, number>();
  private parents = new Set<RowId>();
  private folded = new Set<RowId>();
  private shown: readonly number[] = [];
  private shownAt: number[] = [];
  private numbers: readonly number[] = [];
  private filter: ((row: Row) => boolean) | null = null;
  private passing: ReadonlySet<RowId> | null = null;

  /** Takes new rows; folds of rows that are still there stay. */
  setRows(rows: readonly Row[]): void {
    this.rows = [...rows];
    this.places = new Map(rows.map((row, place) => [row.id, place]));
    this.parents = new Set(rows.flatMap((row) => (row.parentId === null ? [] : [row.parentId])));
    this.folded = new Set([...this.folded].filter((id) => this.parents.has(id)));
    this.numbers = numberRows(rows);
    this.sift();
  }

  /** Shows only rows that pass, with their headings. Judged now and at each load, not while one types: nothing jumps. */
  setFilter(filter: ((row: Row) => boolean) | null): void {
    this.filter = filter;
    this.sift();
  }

  /** Rises when rows come, go or fold, so that a view measures again. */
  shape = 0;

  get count(): number {
    return this.shown.length;
  }

  /** Every row in document order, folded ones too. */
  get all(): readonly Row[] {
    return this.rows;
  }

  /** The row at a visible place. */
  at(place: number): Row {
    const row = this.rows[this.shown[place] ?? -1];
    if (!row) {
      throw new RangeError(`no row at ${place}`);
    }
    return row;
  }

  byId(id: RowId): Row | undefined {
    return this.rows[this.places.get(id) ?? -1];
  }

  /** The visible place of a row, or -1 when it is folded away or gone. */
  placeOf(id: RowId): number {
    const place = this.places.get(id);
    return place === undefined ? -1 : (this.shownAt[place] ?? -1);
  }

  /** The number printed at the left of a row; 0 for headings. */
  numberOf(id: RowId): number {
    return this.numbers[this.places.get(id) ?? -1] ?? 0;
  }

  hasChildren(id: RowId): boolean {
    return this.parents.has(id);
  }

  isFolded(id: RowId): boolean {
    return this.folded.has(id);
  }

  /** Folds or unfolds; answers whether anything changed. */
  fold(id: RowId, folded: boolean): boolean {
    if (!this.parents.has(id) || this.folded.has(id) === folded) {
      return false;
    }
    if (folded) {
      this.folded.add(id);
    } else {
      this.folded.delete(id);
    }
    this.show();
    return true;
  }

  /** Unfolds whatever hides a row, and lifts a filter that leaves it out. */
  reveal(id: RowId): void {
    let parent = this.byId(id)?.parentId ?? null;
    let changed = false;
    while (parent !== null) {
      changed = this.folded.delete(parent) || changed;
      parent = this.byId(parent)?.parentId ?? null;
    }
    if (this.passing && !this.passing.has(id)) {
      this.filter = null;
      this.passing = null;
      changed = true;
    }
    if (changed) {
      this.show();
    }
  }

  /** Replaces one value; rows are never changed in place, so that a painter may compare them by identity. */
  write(id: RowId, col: string, value: string | null): void {
    const place = this.places.get(id);
    const row = place === undefined ? undefined : this.rows[place];
    if (place !== undefined && row) {
      this.rows[place] = { ...row, values: { ...row.values, [col]: value } };
    }
  }

  private sift(): void {
    const { filter } = this;
    if (!filter) {
      this.passing = null;
      this.show();
      return;
    }
    const passing = new Set<RowId>();
    for (const row of this.rows) {
      if (row.kind !== "group" && filter(row)) {
        for (let id: RowId | null = row.id; id !== null; id = this.byId(id)?.parentId ?? null) {
          passing.add(id);
        }
      }
    }
    this.passing = passing;
    this.show();
  }

  private show(): void {
    const shown: number[] = [];
    const hidden = new Set<RowId>();
    this.shownAt = new Array<number>(this.rows.length).fill(-1);
    this.rows.forEach((row, place) => {
      const parent = row.parentId;
      if (parent !== null && (hidden.has(parent) || this.folded.has(parent))) {
        hidden.add(row.id);
        return;
      }
      if (this.passing && !this.passing.has(row.id)) {
        return;
      }
      this.shownAt[place] = shown.length;
      shown.push(place);
    });
    this.shown = shown;
    this.shape += 1;
  }
}

function numberRows(rows: readonly Row[]): number[] {
  let number = 0;
  return rows.map((row) => {
    if (row.kind === "group") {
      return 0;
    }
    number += 1;
    return number;
  });
}
